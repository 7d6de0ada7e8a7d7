public import Filtering
public import Networks
import Weights

/// The filters on three channels that a file has, whatever the network.
public struct FirstLayer: Sendable {
  /// Positions between outputs.
  public var stride = Step.one

  /// Rows and columns of zeros on each side.
  public var padding = 0

  /// How images become the input.
  public var input = InputStage.none

  /// Creates the description of a first layer.
  public init() {}

  /// The names of its layers: the filters, and what a rectifier leaves of them.
  public static let layerNames = ["conv1", "relu1"]

  /// The name in the file of the filters.
  ///
  /// - Parameter weights: The file.
  /// - Returns: The first tensor of out×3×rows×columns numbers.
  /// - Throws: `PipelineError.model`.
  public static func filters(in weights: ModelWeights) throws(PipelineError) -> String {
    guard let entry = entry(in: weights) else { throw .model(.noFilters(weights.path)) }
    return entry.entry.name
  }

  /// Makes the layer.
  ///
  /// - Parameters:
  ///   - weights: The file with the filters.
  ///   - wanted: `conv1`, `relu1` or both; nil for both.
  /// - Returns: The layer and a rectifier.
  /// - Throws: `PipelineError`: `model` where the file has no such filters or a layer is unknown,
  ///   `weights` where they cannot be read.
  public func pipeline(
    weights: ModelWeights, layers wanted: [String]? = nil
  ) throws(PipelineError) -> Pipeline {
    guard let found = Self.entry(in: weights) else { throw .model(.noFilters(weights.path)) }
    let convolution = ModelConvolution(
      shape: found.entry.shape, stride: stride, padding: padding)
    let layers = LayerSequence([
      NamedLayer(Self.layerNames[0], try weights.layer(convolution, named: found.layer)),
      NamedLayer(Self.layerNames[1], ReLU()),
    ])
    var steps: Set<Int> = []
    for name in wanted ?? Self.layerNames {
      guard let step = Self.layerNames.firstIndex(of: name) else {
        throw .model(
          .unknownLayer(
            name, model: Model.firstLayerName, nearest: nil, known: Self.layerNames))
      }
      steps.insert(step)
    }
    return Pipeline(input: input, layers: layers, exportedSteps: steps.sorted())
  }

  private static func entry(in weights: ModelWeights) -> (layer: String, entry: TensorEntry)? {
    for layer in weights.keys.layers {
      guard let entry = weights.entry(of: layer) else { continue }
      if entry.shape.count == 4, entry.shape[1] == 3, !entry.shape.contains(0) {
        return (layer, entry)
      }
    }
    return nil
  }
}
