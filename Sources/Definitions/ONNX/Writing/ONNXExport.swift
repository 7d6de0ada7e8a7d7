public import Networks

/// A network as an ONNX file: everything but the weights, which are read while it is written.
///
/// Of operator set 17, or of the first that has all operators. Operators that ONNX has are read
/// back
/// as they were, with the same bits; those that it has in parts only (LeNet-5's scaled tangent and
/// distances) round in between.
public struct ONNXExport: Sendable {
  /// How many bytes the file will have.
  public let byteCount: Int

  /// The set of operators.
  public let operatorSet: Int

  /// How many nodes the file will have.
  public let nodeCount: Int

  private let head: [UInt8]
  private let tail: [UInt8]
  private let tensors: [ONNXTensorWriting]

  /// A file of more bytes cannot be read by programs that use protocol buffers.
  static let byteLimit = 1 << 31 - 1

  /// Writes nodes down.
  ///
  /// - Parameters:
  ///   - graph: The network, of one input and with all numbers that its outputs need.
  ///   - input: The shape that goes in, slowest extent first. Shapes in the file are of it, but for the
  ///     number of images, which stays open if it is open in the graph.
  /// - Throws: `NetworkFileError`: `noForm` with all operators that ONNX does not have, `unbound`,
  ///   `fileTooLarge`, `layers` if the shape does not fit.
  /// - Complexity: O(nodes and their inputs).
  public init(_ graph: Graph, input: [Int]) throws(NetworkFileError) {
    let needed = graph.nodes(neededFor: graph.outputs)
    let unsupported = graph.unsupported(neededFor: graph.outputs)
    guard unsupported.isEmpty else { throw .noForm(unsupported) }
    try Self.checkParameters(graph, needed)
    var names = ONNXNames(graph, nodes: needed)
    let facts: [Graph.Value: Fact]
    do throws(LayerError) {
      facts = try GraphSlice(graph).facts(for: [Fact(shape: input)])
    } catch {
      throw .layers(error)
    }
    var tensors: [ONNXTensorWriting] = []
    var taken: Set<String> = []
    var nodeNames: Set<String> = []
    var (content, operatorSet, nodeCount) = (ProtobufMessage(), 17, 0)
    var problems: [UnsupportedNode] = []
    for index in needed {
      let node = graph.nodes[index]
      var form = ONNXForm(node, in: graph, facts, names)
      do throws(ONNXForm.Problem) {
        let operation = try ONNXForms.operation(of: &form)
        let last = ONNXForm.Call(
          operation: operation, inputs: form.inputs, outputs: form.outputs,
          attributes: form.attributes)
        for call in form.calls {
          content.add(1, call.message(name: ONNXNames.free(call.outputs[0], &nodeNames)))
        }
        content.add(1, last.message(name: ONNXNames.free(node.name, &nodeNames)))
        nodeCount += form.calls.count + 1
        for call in form.calls + [last] { taken.formUnion(call.inputs) }
        operatorSet = max(operatorSet, form.operatorSet)
        tensors += form.constants.map { ONNXTensorWriting($0.name, StoredParameter($0.tensor)) }
        names.take(form)
      } catch {
        problems.append(
          UnsupportedNode(node: node.name, operation: node.operation.kind, reason: error.reason))
      }
    }
    guard problems.isEmpty else { throw .noForm(problems) }
    // Those that other forms have taken the place of are left out.
    for (value, parameter) in graph.parameters.sorted(by: { $0.key < $1.key })
    where !names[value].isEmpty && taken.contains(names[value]) {
      tensors.append(ONNXTensorWriting(names[value], parameter))
    }
    content.add(2, "network")
    var ends = ProtobufMessage()
    for place in graph.inputs {
      ends.add(11, ONNXNames.end(names[place.value], place.type, place.extents(of: input)))
    }
    // Without open sizes only the number of images can differ.
    let isOpen = graph.inputs.contains(where: \.isOpen)
    for value in graph.outputs {
      let fact = facts[value] ?? Fact(shape: [])
      var extents = fact.shape.map(Optional.some)
      if isOpen, fact.shape.first == input.first { extents[0] = nil }
      ends.add(12, ONNXNames.end(names[value], fact.type, extents))
    }
    self.init(
      content.bytes, tensors, ends.bytes, operatorSet: operatorSet, nodeCount: nodeCount)
    guard byteCount <= Self.byteLimit else { throw .fileTooLarge(byteCount) }
  }

  /// Puts the parts together.
  private init(
    _ nodes: [UInt8], _ tensors: [ONNXTensorWriting], _ ends: [UInt8], operatorSet: Int,
    nodeCount: Int
  ) {
    var head = ProtobufMessage()
    head.add(1, Int64(Self.formatVersion(operatorSet)))
    head.add(2, "lenslet")
    let graphCount = nodes.count + tensors.reduce(0) { $0 + $1.byteCount } + ends.count
    head.addHead(7, count: graphCount)
    var tail = ProtobufMessage()
    var set = ProtobufMessage()
    set.add(1, "")
    set.add(2, Int64(operatorSet))
    tail.add(8, set)
    self.head = head.bytes + nodes
    self.tail = ends + tail.bytes
    self.tensors = tensors
    self.operatorSet = operatorSet
    self.nodeCount = nodeCount
    byteCount = head.bytes.count + graphCount + tail.bytes.count
  }

  /// Reads the weights, one after another, and gives the bytes of the file.
  ///
  /// - Parameter append: Takes the next bytes.
  /// - Throws: `NetworkFileError.layers` if weights cannot be read, and what `append` throws.
  public func write(_ append: ([UInt8]) throws -> Void) throws {
    try append(head)
    for tensor in tensors {
      try append(tensor.head)
      try append(try tensor.values())
    }
    try append(tail)
  }

  /// The version of the format that came with a set of operators.
  private static func formatVersion(_ operatorSet: Int) -> Int {
    switch operatorSet {
    case ...18: 8
    case 19...20: 9
    default: 10
    }
  }

  /// Everything that is learned is there, and not too much.
  private static func checkParameters(
    _ graph: Graph, _ nodes: [Int]
  ) throws(NetworkFileError) {
    let values = Set(nodes.flatMap { graph.nodes[$0].inputs.compactMap(\.self) }).sorted()
    let unbound = values.filter { graph.parameters[$0]?.isBound == false }
    guard unbound.isEmpty else { throw .unbound(unbound.map { graph.names[$0] }) }
    let byteCount = values.reduce(0) { sum, value in
      sum + (graph.parameters[value].map { $0.count * $0.type.byteCount } ?? 0)
    }
    guard byteCount <= byteLimit else { throw .fileTooLarge(byteCount) }
  }
}

extension Graph.Input {
  /// The extents of a shape that goes in; nil for the number of images if it is open.
  fileprivate func extents(of shape: [Int]) -> [Int?] {
    shape.enumerated().map { axis, extent in axis == 0 && isOpen ? nil : extent }
  }

  /// Whether any number of images may go in.
  fileprivate var isOpen: Bool {
    if case .named? = dimensions?.first { true } else { false }
  }
}
