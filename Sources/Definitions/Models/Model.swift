public import Networks
public import Pixels

/// A published network, as far as it can be computed.
public struct Model: Sendable {
  /// The name by which it is asked for.
  public let name: String

  /// One line about what it is and where it was published.
  public let title: String

  /// The maps of one picture that it is made for.
  public let inputShape: Shape

  /// How images become its input.
  public let input: InputStage

  private let layers: @Sendable (inout GraphBuilder) -> Graph.Value

  /// Its layers, without learned numbers.
  ///
  /// - Complexity: O(layers) whenever it is asked for; no parameter is allocated.
  public var graph: Graph {
    var net = GraphBuilder(input: inputShape)
    let output = layers(&net)
    do throws(LayerError) { return try net.finished(output) } catch {
      preconditionFailure("the network '\(name)' is not possible: \(error)")
    }
  }

  /// The name and the shape of the weights of its first layer that has any.
  public var firstWeights: String? {
    let graph = graph
    for node in graph.nodes {
      guard let first = graph.parameters(of: node).first, !first.parameter.isBound else { continue }
      let shape = first.parameter.shape.map(String.init).joined(separator: "x")
      return "those of '\(node.name)', \(shape)"
    }
    return nil
  }

  /// The names of its layers, first to last.
  public var layerNames: [String] { graph.nodes.map(\.name) }

  /// The same network on pictures that are prepared otherwise.
  ///
  /// - Parameter input: How images become its input.
  /// - Returns: The network.
  func expecting(_ input: InputStage) -> Model {
    Model(name, title, shape: inputShape, input: input, layers: layers)
  }

  /// Takes a network in.
  ///
  /// - Parameters:
  ///   - name: The name by which it is asked for.
  ///   - title: One line about what it is and where it was published.
  ///   - shape: The maps of one picture that it is made for.
  ///   - input: How images become its input.
  ///   - layers: Writes its layers down, which fit each other, and gives the output.
  init(
    _ name: String, _ title: String, shape: Shape, input: InputStage,
    layers: @escaping @Sendable (inout GraphBuilder) -> Graph.Value
  ) {
    self.name = name
    self.title = title
    inputShape = shape
    self.input = input
    self.layers = layers
  }

  /// Takes a network on square colour pictures in.
  ///
  /// - Parameters:
  ///   - name: The name by which it is asked for.
  ///   - title: One line about what it is and where it was published.
  ///   - side: Rows and columns of its input.
  ///   - input: How images become its input.
  ///   - layers: Writes its layers down, which fit each other, and gives the output.
  init(
    _ name: String, _ title: String, side: Int, input: InputStage,
    layers: @escaping @Sendable (inout GraphBuilder) -> Graph.Value
  ) {
    self.init(
      name, title, shape: Shape(channels: 3, height: side, width: side), input: input,
      layers: layers)
  }
}
