import Networks
import Pixels

/// What computes units of a layer and the gradient of the picture.
///
/// Where nothing of a picture passes a rectifier, what would make its values larger does: otherwise a
/// unit that gives 0 for grey would stay there. `lucid` does so in its first 16 steps (its
/// `redirected_relu_grad`); here it is so in all, so that a unit that falls back to 0 comes out again.
/// Where anything passes, both are the gradient as it is.
struct UnitGradient: Sendable {
  /// What is found for some pictures.
  struct Found: Sendable {
    /// The value of the unit, picture by picture.
    var values: [Float] = []

    /// The gradient of the sum of the values, picture by picture.
    var slopes: [Float] = []
  }

  private let session: Session
  private let gradient: Graph.Value
  private let target: Graph.Value

  /// Prepares a network.
  ///
  /// - Parameters:
  ///   - graph: A network of one input, of pictures.
  ///   - layer: The value whose units are computed.
  ///   - input: The shape of the pictures.
  /// - Throws: `LayerError` if an operator on the way has no gradient, or the layer is the same for all
  ///   pictures.
  init(
    _ graph: Graph, _ layer: Graph.Value, _ input: Shape
  ) throws(LayerError) {
    let made = try Self.graph(graph, layer, input)
    session = try Session(GraphSlice(made.graph.graph))
    gradient = made.gradient
    target = layer
  }

  /// The graph of both directions, and the gradient of the picture in it.
  ///
  /// - Parameters:
  ///   - graph: A network of one input, of pictures.
  ///   - layer: The value whose units are computed.
  ///   - input: The shape of the pictures.
  /// - Returns: Both.
  /// - Throws: `LayerError` as when it is prepared.
  static func graph(
    _ graph: Graph, _ layer: Graph.Value, _ input: Shape
  ) throws(LayerError) -> (graph: GradientGraph, gradient: Graph.Value) {
    let picture = graph.inputs[0].value
    let made = try GradientGraph(
      graph, of: layer, withRespectTo: [picture], inputs: [Fact(input)], rectifiers: .redirected)
    guard let gradient = made.gradients[picture] else {
      throw .unsuitable("'\(graph.names[layer])' does not depend on the picture")
    }
    return (made, gradient)
  }

  /// Computes units.
  ///
  /// - Parameters:
  ///   - input: What the network reads of the pictures.
  ///   - seed: How much each number of the layer counts.
  ///   - workers: Threads that share the work.
  /// - Returns: The values and the gradient.
  /// - Throws: `LayerError` if they are no numbers.
  func compute(
    _ input: Tensor, seed: Tensor, _ workers: any Workers
  ) throws(LayerError) -> Found {
    let (weights, pictures) = (seed.floats, seed.shape[0])
    let count = weights.count / pictures
    var found = Found()
    do {
      try session.run([input, seed], workers: workers) { value, tensor in
        if value == gradient { found.slopes = tensor.floats }
        guard value == target else { return }
        let numbers = tensor.floats
        found.values = (0..<pictures).map { picture in
          var sum = 0.0
          for place in picture * count..<(picture + 1) * count where weights[place] != 0 {
            sum += Double(weights[place]) * Double(numbers[place])
          }
          return Float(sum)
        }
      }
    } catch let error as LayerError {
      throw error
    } catch {
      preconditionFailure("nothing else fails: \(error)")
    }
    guard found.values.allSatisfy(\.isFinite), found.slopes.allSatisfy(\.isFinite) else {
      throw .unsuitable("values of the layer, or their gradients, are not numbers")
    }
    return found
  }
}
