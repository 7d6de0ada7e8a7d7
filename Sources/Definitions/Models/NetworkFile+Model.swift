import Pixels
import Weights

extension NetworkFile {
  /// Takes a network of the catalogue with the weights of a file, as if it were read from there.
  ///
  /// - Parameters:
  ///   - model: The network.
  ///   - weights: The file with what the layers have learned; those that it lacks stay unbound.
  /// - Throws: `DefinitionError`: `model` if the file has none of the weights, or one of another
  ///   shape; `weights` if they cannot be read.
  public init(_ model: Model, weights: ModelWeights) throws(DefinitionError) {
    // A file without filters of its first layer is refused by the network itself.
    let choice = model.layerNames.first.flatMap { try? weights.layer($0) }
    let pipeline = try model.pipeline(weights: weights, order: choice?.order?.order)
    let shape = model.inputShape
    self.init(
      path: weights.path, weights: nil, graph: pipeline.graph,
      pictures: (shape.channels, shape.height, shape.width), stage: pipeline.input, blobs: [:])
  }
}
