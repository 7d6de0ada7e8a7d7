/// An operator whose gradients are known: how what comes out changes with what goes in.
///
/// A gradient is not a loop beside the loop: it is a part of a graph, made of operators, so that the
/// plans, the threads and the memory of a `Session` serve it as well. What it does not take of the
/// values of the forward direction is not kept for it.
public protocol Differentiable: Operator {
  /// Adds to a graph what computes the gradients of inputs.
  ///
  /// Where there is a choice, as between equal values of a maximum, it is PyTorch's.
  ///
  /// - Parameters:
  ///   - call: The values of a node and the gradients of what it gives.
  ///   - builder: The graph.
  /// - Returns: A gradient per input, of its shape; nil for an input that is not wanted, or that
  ///   changes nothing.
  /// - Throws: `LayerError.noGradient` where these settings or that input have none.
  func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?]
}

/// A node whose gradients are asked for.
public struct GradientCall: Sendable {
  /// What goes in; nil for an input that is left out.
  public let inputs: [Graph.Value?]

  /// What comes out.
  public let outputs: [Graph.Value]

  /// The gradients of what comes out; nil where nothing depends on it, but never for all.
  public let upstreams: [Graph.Value?]

  /// The places of the inputs whose gradients are wanted.
  public let wanted: Set<Int>

  /// An input that is there, as the shape rule has checked.
  ///
  /// - Parameter place: Its place.
  /// - Returns: The value.
  /// - Throws: `LayerError.missingInput`.
  func input(_ place: Int) throws(LayerError) -> Graph.Value {
    guard inputs.indices.contains(place), let value = inputs[place] else {
      throw .missingInput(place)
    }
    return value
  }

  /// The gradient of the first output.
  ///
  /// - Returns: The value.
  /// - Throws: `LayerError.unsuitable` if nothing depends on it.
  func upstream() throws(LayerError) -> Graph.Value {
    guard let value = upstreams.first.flatMap(\.self) else {
      throw .unsuitable("the gradient of a second output alone is not known")
    }
    return value
  }

  /// A gradient for one input, and none for the others.
  ///
  /// - Parameters:
  ///   - gradient: The gradient.
  ///   - place: The place of the input.
  /// - Returns: A gradient per input.
  func only(_ gradient: Graph.Value, at place: Int = 0) -> [Graph.Value?] {
    inputs.indices.map { $0 == place ? gradient : nil }
  }
}

/// What passes rectifiers on the way back.
public enum RectifierGradient: Sendable {
  /// The gradient where the value is above 0.
  case exact

  /// Of that only what is above 0: guided backpropagation (Springenberg et al., "Striving for
  /// simplicity", 2015), which is the gradient of nothing.
  case guided

  /// Where nothing of a picture passes a rectifier, what would make its values larger does: the way of
  /// `lucid` past rectifiers that give 0 everywhere.
  case redirected
}

/// A graph to which nodes for gradients are added, with what is known of its values.
public struct GradientBuilder: Sendable {
  /// The graph.
  public private(set) var graph: Graph

  private var facts: [Graph.Value: Fact]

  /// What the names of new nodes begin with.
  var prefix = ""

  /// What passes rectifiers.
  var rectifiers = RectifierGradient.exact

  /// Starts with a graph.
  ///
  /// - Parameters:
  ///   - graph: The graph.
  ///   - facts: What is known of the values that gradients may need.
  init(_ graph: Graph, facts: [Graph.Value: Fact]) {
    self.graph = graph
    self.facts = facts
  }

  /// The shape of a value.
  ///
  /// - Parameter value: A value of the graph.
  /// - Returns: Its extents.
  func shape(of value: Graph.Value) -> [Int] { fact(of: value)?.shape ?? [] }

  /// What is known of a value.
  ///
  /// - Parameter value: A value of the graph.
  /// - Returns: The fact; nil if nothing is known.
  func fact(of value: Graph.Value) -> Fact? {
    facts[value] ?? graph.parameters[value].map { Fact(shape: $0.shape, type: $0.type) }
  }

  /// Adds a node.
  ///
  /// - Parameters:
  ///   - operation: What is computed.
  ///   - inputs: What goes in.
  /// - Returns: Its first output.
  /// - Throws: `LayerError` if the inputs do not fit.
  mutating func add(
    _ operation: any Operator, _ inputs: [Graph.Value?]
  ) throws(LayerError) -> Graph.Value {
    let known = inputs.map { $0.flatMap { fact(of: $0) } }
    let outputs = try operation.outputs(for: known)
    let name = "\(prefix).\(graph.nodes.count)"
    let names = outputs.indices.map { outputs.count == 1 ? name : "\(name).\($0)" }
    let values = graph.addNode(name, operation, inputs: inputs, outputs: names)
    for (value, fact) in zip(values, outputs) { facts[value] = fact }
    return values[0]
  }

  /// Adds numbers that never change.
  ///
  /// - Parameter tensor: The numbers.
  /// - Returns: The value.
  mutating func constant(_ tensor: Tensor) -> Graph.Value {
    let value = graph.addParameter(
      "\(prefix).constant.\(graph.names.count)", StoredParameter(tensor))
    facts[value] = Fact(constant: tensor)
    return value
  }

  /// Adds a list of whole numbers that never changes.
  ///
  /// - Parameter numbers: The numbers.
  /// - Returns: The value.
  mutating func list(_ numbers: [Int]) -> Graph.Value {
    constant(Tensor(shape: [numbers.count], integers: numbers.map(Int64.init)))
  }

  /// Adds an input for the gradient that everything starts from.
  ///
  /// - Parameter value: The value whose gradient it is.
  /// - Returns: The input.
  mutating func seed(of value: Graph.Value) -> Graph.Value {
    let shape = shape(of: value)
    let seed = graph.addInput(
      "\(graph.names[value]).gradient", dimensions: shape.map { .fixed($0) })
    facts[seed] = Fact(shape: shape)
    return seed
  }

  /// Makes values the outputs of the graph.
  ///
  /// - Parameter values: Values of the graph.
  mutating func finish(_ values: [Graph.Value]) { graph.outputs = values }
}
