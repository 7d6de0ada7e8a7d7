/// A network: named values, and the nodes that compute them from each other.
///
/// Values are numbered. Each is an input, learned, or an output of one node; nodes stand in an order
/// in which what they need comes before them. What is learned is bound to the graph, not to its
/// operators, so that it can be looked at and replaced.
public struct Graph: Sendable {
  /// The number of a value.
  public typealias Value = Int

  /// What goes in.
  public struct Input: Sendable {
    /// The value.
    public let value: Value

    /// Its extents as far as they are fixed, slowest first; nil if any rank will do.
    public let dimensions: [Dimension]?

    /// What its elements are.
    public let type: NumberType
  }

  /// An extent of an input.
  public enum Dimension: Hashable, Sendable {
    /// A number that is the same for all inputs.
    case fixed(Int)

    /// A number that depends on the input; the same under the same name.
    case named(String)
  }

  /// A call of an operator.
  public struct Node: Sendable {
    /// The name, as in the source of the network.
    public let name: String

    /// What is computed.
    public let operation: any Operator

    /// What goes in; nil for an input that is left out.
    public let inputs: [Value?]

    /// What comes out, at least one value.
    public let outputs: [Value]
  }

  /// The names of the values, by their numbers.
  public private(set) var names: [String] = []

  /// What goes in, in the order of the source.
  public private(set) var inputs: [Input] = []

  /// What is learned, by the number of its value.
  public private(set) var parameters: [Value: StoredParameter] = [:]

  /// The nodes, in an order in which they can be computed.
  public private(set) var nodes: [Node] = []

  /// What the network is for.
  public var outputs: [Value] = []

  /// Creates a graph without values.
  public init() {}

  /// Adds an input.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - dimensions: Its extents as far as they are fixed; nil if any rank will do.
  ///   - type: What its elements are.
  /// - Returns: The value.
  @discardableResult
  public mutating func addInput(
    _ name: String, dimensions: [Dimension]? = nil, type: NumberType = .float32
  ) -> Value {
    let value = addValue(name)
    inputs.append(Input(value: value, dimensions: dimensions, type: type))
    return value
  }

  /// Adds a value that is learned or constant.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - parameter: The numbers.
  /// - Returns: The value.
  public mutating func addParameter(_ name: String, _ parameter: StoredParameter) -> Value {
    let value = addValue(name)
    parameters[value] = parameter
    return value
  }

  /// Adds a node behind all others.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - operation: What is computed.
  ///   - inputs: What goes in, values of this graph; nil for an input that is left out.
  ///   - outputs: The names of what comes out, at least one.
  /// - Returns: What comes out.
  @discardableResult
  public mutating func addNode(
    _ name: String, _ operation: any Operator, inputs: [Value?], outputs: [String]
  ) -> [Value] {
    precondition(!outputs.isEmpty, "a node gives something")
    precondition(
      inputs.allSatisfy { $0.map(names.indices.contains) ?? true }, "inputs are values of the graph"
    )
    let values = outputs.map { addValue($0) }
    nodes.append(Node(name: name, operation: operation, inputs: inputs, outputs: values))
    return values
  }

  /// Replaces what is learned.
  ///
  /// - Parameters:
  ///   - value: A parameter of the graph.
  ///   - parameter: Other numbers of the same shape.
  public mutating func bind(_ value: Value, to parameter: StoredParameter) {
    precondition(parameters[value]?.shape == parameter.shape, "a parameter keeps its shape")
    parameters[value] = parameter
  }

  /// Leaves a learned input out wherever it is taken.
  ///
  /// - Parameter value: A parameter of the graph that its operators can do without.
  public mutating func leaveOut(_ value: Value) {
    parameters[value] = nil
    nodes = nodes.map { node in
      Node(
        name: node.name, operation: node.operation,
        inputs: node.inputs.map { $0 == value ? nil : $0 }, outputs: node.outputs)
    }
  }

  /// Gives a node an input that it has left out.
  ///
  /// - Parameters:
  ///   - value: A value of the graph that is there before the node is computed.
  ///   - place: The place among the inputs of the node.
  ///   - index: The number of the node.
  public mutating func takeIn(_ value: Value, at place: Int, ofNode index: Int) {
    let node = nodes[index]
    var inputs = node.inputs
    precondition(inputs[place] == nil, "the node has left the input out")
    inputs[place] = value
    nodes[index] = Node(
      name: node.name, operation: node.operation, inputs: inputs, outputs: node.outputs)
  }

  /// Makes a value an input, which no node gives any more.
  ///
  /// What only its node needed is then needed by nobody. A node that gives other values too stays,
  /// and gives one without a name in its place.
  ///
  /// - Parameters:
  ///   - value: A value that a node of the graph gives.
  ///   - type: What its elements are.
  public mutating func makeInput(_ value: Value, type: NumberType = .float32) {
    guard let index = nodes.firstIndex(where: { $0.outputs.contains(value) }) else {
      preconditionFailure("a node gives the value")
    }
    let node = nodes[index]
    let unnamed = addValue("")
    nodes[index] = Node(
      name: node.name, operation: node.operation, inputs: node.inputs,
      outputs: node.outputs.map { $0 == value ? unnamed : $0 })
    inputs.append(Input(value: value, dimensions: nil, type: type))
  }

  private mutating func addValue(_ name: String) -> Value {
    names.append(name)
    return names.count - 1
  }
}

/// Learned numbers, where they are.
public struct StoredParameter: Sendable {
  /// Extents, slowest first.
  public let shape: [Int]

  /// What the numbers are.
  public let type: NumberType

  private let read: (@Sendable () throws(LayerError) -> Tensor)?

  /// Keeps numbers in memory.
  ///
  /// - Parameter tensor: The numbers.
  public init(_ tensor: Tensor) {
    shape = tensor.shape
    type = tensor.type
    read = { () throws(LayerError) in tensor }
  }

  /// Keeps the place of numbers in a file, which is not touched before they are needed.
  ///
  /// - Parameters:
  ///   - shape: Extents, slowest first.
  ///   - type: What the numbers are.
  ///   - read: Gives a tensor of this shape and type; throws `LayerError.unreadable`.
  public init(
    shape: [Int], type: NumberType, read: @escaping @Sendable () throws(LayerError) -> Tensor
  ) {
    self.shape = shape
    self.type = type
    self.read = read
  }

  private init(unbound shape: [Int]) {
    self.shape = shape
    type = .float32
    read = nil
  }

  /// A place for numbers that are not there yet.
  ///
  /// - Parameter shape: Extents, slowest first.
  /// - Returns: The place, for which nothing is allocated.
  public static func unbound(shape: [Int]) -> StoredParameter { StoredParameter(unbound: shape) }

  /// Whether there are numbers to read.
  public var isBound: Bool { read != nil }

  /// How many numbers there are.
  public var count: Int { shape.reduce(1, *) }

  /// The numbers.
  ///
  /// - Returns: A tensor of the shape and type.
  /// - Throws: `LayerError.unreadable`.
  public func tensor() throws(LayerError) -> Tensor {
    guard let read else { throw .unreadable("nothing is bound to it") }
    return try read()
  }
}
