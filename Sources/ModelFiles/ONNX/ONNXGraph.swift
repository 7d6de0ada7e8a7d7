import Weights

/// A network, or a branch or body within one, as the message `GraphProto` has it.
public struct ONNXGraph: Sendable {
  /// What the graph is called; empty if it has no name.
  public let name: String

  /// The operations in the order of the file, which should be one of execution.
  public let nodes: [ONNXNode]

  /// Constants, most of them weights.
  ///
  /// Files before format version 4 list them as inputs too.
  public let initializers: [ONNXTensor]

  /// The names of constants that are stored as places and values, which are not read.
  public let sparseInitializers: [String]

  /// What the graph takes.
  public let inputs: [ONNXValue]

  /// What it gives.
  public let outputs: [ONNXValue]

  /// What the file says of values within the graph; rarely all of them.
  public let values: [ONNXValue]

  /// Reads the message.
  init(_ range: Range<Int>, _ reader: inout ONNXReader) throws(ModelFileError) {
    try reader.enterGraph(at: range)
    defer { reader.leaveGraph() }
    var name = ""
    var nodes: [ONNXNode] = []
    var initializers: [ONNXTensor] = []
    var sparseInitializers: [String] = []
    var inputs: [ONNXValue] = []
    var outputs: [ONNXValue] = []
    var values: [ONNXValue] = []
    var fields = reader.fields(in: range)
    while let field = try fields.next() {
      guard case .bytes(let range) = field.value else { continue }
      switch field.number {
      case 1: try reader.append(try ONNXNode(range, &reader), to: &nodes, at: range)
      case 2: name = reader.text(range)
      case 5: try reader.append(try ONNXTensor(range, &reader), to: &initializers, at: range)
      case 11: try reader.append(try ONNXValue(range, &reader), to: &inputs, at: range)
      case 12: try reader.append(try ONNXValue(range, &reader), to: &outputs, at: range)
      case 13: try reader.append(try ONNXValue(range, &reader), to: &values, at: range)
      case 15:
        let name = try Self.sparseName(range, &reader)
        try reader.append(name, to: &sparseInitializers, at: range)
      default: break
      }
    }
    self.name = name
    self.nodes = nodes
    self.initializers = initializers
    self.sparseInitializers = sparseInitializers
    self.inputs = inputs
    self.outputs = outputs
    self.values = values
  }

  /// The name of a `SparseTensorProto`, which is that of the tensor of its values.
  private static func sparseName(
    _ range: Range<Int>, _ reader: inout ONNXReader
  ) throws(ModelFileError) -> String {
    var name = ""
    var fields = reader.fields(in: range)
    while let field = try fields.next() {
      guard field.number == 1, case .bytes(let range) = field.value else { continue }
      name = try ONNXTensor(range, &reader).name
    }
    return name
  }
}
