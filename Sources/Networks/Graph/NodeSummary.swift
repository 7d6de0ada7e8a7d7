public import Pixels

/// What is known of a node before it is computed.
public struct NodeSummary: Sendable {
  /// The number of the node in the graph.
  public let node: Int

  /// The node's name.
  public let name: String

  /// The shapes that go in, learned ones included; those that are left out are not counted.
  public let inputs: [[Int]]

  /// The shapes that come out.
  public let outputs: [[Int]]

  /// Numbers that go in without being computed, running statistics and constants among them.
  public let parameterCount: Int

  /// Those of them that gradients change, as papers count parameters.
  public let learnedCount: Int

  /// Products that are added up.
  public let multiplyAdds: Int

  /// The window that a value sees of each input of the node; nil if it works value by value.
  public let window: Window?

  /// What one value sees of the graph's input.
  public let receptiveField: ReceptiveField

  /// The shape that goes in first, as that of maps.
  public var input: Shape { Shape(maps: inputs.first ?? []) }

  /// The shape that comes out first, as that of maps.
  public var output: Shape { Shape(maps: outputs[0]) }
}
