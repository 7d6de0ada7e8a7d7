public import Pixels

/// Writes down a network layer by layer, without what it has learned.
///
/// Values are named after the nodes that give them; parameters after their node and role, as in
/// `conv1.weights`. Their numbers are bound later: nothing is allocated for them. Shapes are worked out
/// on the way for an input of one size, so that a layer knows how many maps go into it. The first layer
/// that does not fit is told by `finished`; those behind it are left out.
public struct GraphBuilder {
  /// What has been written down.
  public private(set) var graph = Graph()

  /// The maps that go in.
  public let input: Graph.Value

  /// What the network gives beside its output, such as that of an auxiliary head.
  public var sideOutputs: [Graph.Value] = []

  private var facts: [Graph.Value: Fact] = [:]
  private var mistake: LayerError?

  /// Starts a network on pictures.
  ///
  /// - Parameter shape: Their channels, and the rows and columns that dense layers are made for.
  public init(input shape: Shape) {
    input = graph.addInput(
      "input", dimensions: [.named("N"), .fixed(shape.channels), .named("H"), .named("W")])
    facts[input] = Fact(shape)
  }

  /// The maps of a value.
  ///
  /// - Parameter value: A value of the network.
  /// - Returns: How many they are; of a matrix its columns.
  public func channels(of value: Graph.Value) -> Int {
    facts[value].flatMap { $0.shape.count > 1 ? $0.shape[1] : nil } ?? 0
  }

  /// Adds a node.
  ///
  /// - Parameters:
  ///   - name: The name of the node.
  ///   - inputs: What goes in: computed values, then what is learned; nil for what is left out.
  ///   - operation: What is computed; may throw `LayerError`.
  /// - Returns: What comes out first.
  public mutating func add(
    _ name: String, _ inputs: [Graph.Value?],
    _ operation: @autoclosure () throws(LayerError) -> any Operator
  ) -> Graph.Value {
    guard mistake == nil else { return input }
    do throws(LayerError) {
      let operation = try operation()
      let fact = try operation.outputs(for: inputs.map { $0.flatMap { facts[$0] } })[0]
      let value = graph.addNode(name, operation, inputs: inputs, outputs: [name])[0]
      facts[value] = fact
      return value
    } catch {
      mistake = .step(name: name, error: error)
      return input
    }
  }

  /// Adds a place for numbers that are learned.
  ///
  /// - Parameters:
  ///   - name: Their name: that of the node, a dot, and their role.
  ///   - shape: Extents, slowest first.
  /// - Returns: The value.
  public mutating func parameter(_ name: String, _ shape: [Int]) -> Graph.Value {
    let value = graph.addParameter(name, .unbound(shape: shape))
    facts[value] = Fact(shape: shape)
    return value
  }

  /// Adds numbers that belong to the network itself.
  ///
  /// - Parameters:
  ///   - name: Their name: that of the node, a dot, and their role.
  ///   - tensor: The numbers.
  /// - Returns: The value.
  public mutating func constant(_ name: String, _ tensor: Tensor) -> Graph.Value {
    let value = graph.addParameter(name, StoredParameter(tensor))
    facts[value] = Fact(constant: tensor)
    return value
  }

  /// Says what the network is for.
  ///
  /// - Parameter output: Its output.
  /// - Returns: The network.
  /// - Throws: `LayerError.step` with the first layer that does not fit.
  public mutating func finished(_ output: Graph.Value) throws(LayerError) -> Graph {
    if let mistake { throw mistake }
    graph.outputs = [output] + sideOutputs
    return graph
  }
}
