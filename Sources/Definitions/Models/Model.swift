public import Networks

/// A published network, as far as it can be computed.
public struct Model: Sendable {
  /// The name by which it is asked for.
  public let name: String

  /// How images become its input.
  public let input: InputStage

  /// Its layers, without learned numbers.
  public let graph: Graph

  /// The names of its layers, first to last.
  public var layerNames: [String] { graph.nodes.map(\.name) }

  /// Takes a network in.
  ///
  /// - Parameters:
  ///   - name: The name by which it is asked for.
  ///   - input: How images become its input.
  ///   - graph: Writes its layers down, of numbers that are known to be possible.
  init(_ name: String, input: InputStage, graph: () throws(LayerError) -> Graph) {
    self.name = name
    self.input = input
    do throws(LayerError) { self.graph = try graph() } catch {
      preconditionFailure("the network '\(name)' is not possible: \(error)")
    }
  }
}
