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
    let pipeline = try model.fitted(to: weights).pipeline()
    self.init(
      path: weights.path, weights: nil, graph: pipeline.graph, stage: pipeline.input, blobs: [:])
  }
}
