import Networks
import Weights

/// What of a file goes where in a network, if its layers are called in one way.
struct WeightFit {
  /// Numbers of the file for a parameter of the network.
  struct Source {
    /// The tensor, brought to the shape of the parameter.
    let tensor: FittedTensor

    /// What the values are divided by; nil for nothing.
    var divisor: TensorEntry?
  }

  /// Where the numbers of a parameter are.
  enum Found {
    case source(Source)

    /// The file has the tensor, but of another shape.
    case misshapen(MisshapenWeights)

    /// The file has the tensor, but it is not read, or not before somebody says how it lies.
    case problem(WeightsError)

    /// The file has no such tensor; what it would be called, and whether nothing can do without.
    case missing(name: String, isNeeded: Bool)
  }

  /// How the layers are called.
  let names: WeightNames

  /// What was found, by the parameters of the network.
  private(set) var found: [Graph.Value: Found] = [:]

  /// The parameters in the order of the network.
  private(set) var order: [Graph.Value] = []

  /// The bias of the file for convolutions that have none in the network, by the numbers of nodes.
  private(set) var extraBiases: [Int: Source] = [:]

  /// Tensors of the file that the network has no use for.
  private(set) var unexpected: [String] = []

  /// How many parameters have a tensor in the file, of whatever shape.
  private(set) var namedCount = 0

  /// How many have one that fits.
  private(set) var fittingCount = 0

  private let graph: Graph
  private let shape: [Int]
  private let weights: ModelWeights
  private let tensors: LayerTensors

  /// Looks for everything that a network has learned.
  ///
  /// - Parameters:
  ///   - model: The network.
  ///   - names: How the file calls its layers.
  ///   - weights: The file.
  ///   - tensors: The tensors of the file.
  init(_ model: Model, _ names: WeightNames, _ weights: ModelWeights, _ tensors: LayerTensors) {
    (self.names, self.weights, self.tensors) = (names, weights, tensors)
    (graph, shape) = (model.graph, model.inputShape.extents)
    var numbers = NumberedLayers(names, graph, tensors)
    var used: Set<String> = []
    for (index, node) in graph.nodes.enumerated() {
      let numbered = numbers.next(node)
      for value in node.inputs.compactMap(\.self)
      where graph.parameters[value]?.isBound == false && found[value] == nil {
        let found = find(value, of: node, numbered, &used)
        self.found[value] = found
        order.append(value)
        switch found {
        case .source: (namedCount, fittingCount) = (namedCount + 1, fittingCount + 1)
        case .misshapen, .problem: namedCount += 1
        case .missing: break
        }
      }
      if let bias = extraBias(of: node, numbered) {
        extraBiases[index] = bias
        used.insert(bias.tensor.entry.name)
      }
    }
    unexpected = tensors.names.filter { name in
      !used.contains(name) && !names.leftOut.contains { Self.parts(of: name).contains($0) }
    }
  }

  /// Whether everything that the network cannot do without is there, and nothing is of another
  /// shape.
  var isComplete: Bool {
    fittingCount > 0
      && found.values.allSatisfy { found in
        switch found {
        case .source: true
        case .missing(_, let isNeeded): !isNeeded
        case .misshapen, .problem: false
        }
      }
  }

  /// What a way to call layers is compared by: how many are found, then how many fit, then whether
  /// it is that of the form that was asked for.
  ///
  /// - Parameter asked: The name of the network.
  /// - Returns: Numbers, larger ones for a better fit.
  func rank(asked: String) -> (named: Int, fitting: Int, form: Int) {
    (namedCount, fittingCount, names.form == nil || names.form == asked ? 1 : 0)
  }

  private static func parts(of name: String) -> [String] {
    name.split { $0 == "." || $0 == "/" }.map(String.init)
  }

  /// The numbers of a parameter.
  private func find(
    _ value: Graph.Value, of node: Graph.Node, _ numbered: String?, _ used: inout Set<String>
  ) -> Found {
    let parameter = ParameterName(graph.names[value], graph.parameters[value]?.shape ?? [])
    let layer =
      numbered ?? names.name(of: parameter.layer, isScale: parameter.isScale)
    for role in parameter.roles(names.origin, isDivided: tensors.entry(layer, .factor) != nil) {
      if let problem = tensors.problem(layer, role) { return .problem(problem) }
      guard let entry = tensors.entry(layer, role) else { continue }
      used.insert(entry.name)
      let divisor = parameter.isStatistic ? tensors.entry(layer, .factor) : nil
      if let divisor { used.insert(divisor.name) }
      do throws(DefinitionError) {
        if let fitted = try fitted(entry, to: parameter.shape, of: node) {
          return .source(Source(tensor: fitted, divisor: divisor))
        }
      } catch {
        if case .weights(_, let problem) = error { return .problem(problem) }
      }
      return .misshapen(
        MisshapenWeights(name: entry.name, expected: parameter.shape, found: entry.shape))
    }
    return .missing(
      name: parameter.name(layer, names.origin), isNeeded: !parameter.isOptional(names.origin))
  }

  /// A bias that the network has no place for: Caffe's ResNet-50 has one before a normalisation.
  private func extraBias(of node: Graph.Node, _ numbered: String?) -> Source? {
    guard node.operation is Convolution, node.inputs[2] == nil,
      let filters = node.inputs[1].flatMap({ graph.parameters[$0] }), !filters.isBound,
      let entry = tensors.entry(numbered ?? names.name(of: node.name, isScale: false), .bias),
      let tensor = FittedTensor(entry, to: [filters.shape[0]], axes: .oihw)
    else { return nil }
    return Source(tensor: tensor)
  }

  /// A tensor in the shape of a parameter; nil if it has another.
  private func fitted(
    _ entry: TensorEntry, to shape: [Int], of node: Graph.Node
  ) throws(DefinitionError) -> FittedTensor? {
    guard shape.count > 1 else { return FittedTensor(entry, to: shape, axes: .oihw) }
    let isOfKeras = names.origin == .keras
    let axes =
      if let stated = weights.stated.axes { stated } else if isOfKeras {
        FilterAxes.hwio
      } else if entry.shape.count == 4 {
        try weights.turned(entry).axes
      } else {
        FilterAxes.oihw
      }
    let groups = (node.operation as? Convolution)?.groups ?? 1
    return FittedTensor(
      entry, to: shape, axes: axes, isDepthwise: groups > 1 && shape[1] == 1,
      maps: axes == .hwio && entry.shape.count == 2 ? flattened(before: node) : nil)
  }

  /// Channels, rows and columns of what was flattened for a matrix; nil if nothing was.
  private func flattened(before node: Graph.Node) -> [Int]? {
    var value = node.inputs[0]
    while let producer = graph.nodes.first(where: { node in
      value.map(node.outputs.contains) ?? false
    }) {
      value = producer.inputs[0]
      if producer.operation is Flatten { break }
      guard producer.operation is Dropout || producer.operation is ReLU else { return nil }
    }
    let facts = try? GraphSlice(graph).facts(for: [Fact(shape: shape)])
    let maps = value.flatMap { facts?[$0]?.shape } ?? []
    return maps.count == 4 ? Array(maps.dropFirst()) : nil
  }
}

/// The layers of a file that are numbered as they were made, in the order of their numbers.
private struct NumberedLayers {
  private let stems: [String: String]
  private var layers: [String: [String]] = [:]

  init(_ names: WeightNames, _ graph: Graph, _ tensors: LayerTensors) {
    stems = names.numbered
    for stem in stems.values {
      let found = tensors.layers.compactMap { layer -> (number: Int, layer: String)? in
        guard layer.hasPrefix(stem) else { return nil }
        let rest = layer.dropFirst(stem.count)
        if rest.isEmpty { return (0, layer) }
        return rest.hasPrefix("_") ? Int(rest.dropFirst()).map { ($0, layer) } : nil
      }
      layers[stem] = Array(found.sorted { $0.number < $1.number }.map(\.layer).reversed())
    }
  }

  /// The layer of the file for a node; nil if its kind is not numbered.
  mutating func next(_ node: Graph.Node) -> String? {
    guard let stem = stems[node.operation.kind] else { return nil }
    return layers[stem]?.popLast() ?? stem
  }
}
