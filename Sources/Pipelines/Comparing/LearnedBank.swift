public import Comparison
import Networks
import Weights

/// The filters of a layer that looks at pictures, in the order red, green, blue.
public struct LearnedBank: Sendable {
  /// The name of the layer.
  public let layer: String

  /// The filters, named by their numbers from 0; all of one size.
  public let filters: [Filter]

  /// One number a filter; nil where there is none.
  public let bias: [Float]?

  /// The shape in the file: filters, channels, rows, columns.
  public let shape: [Int]

  /// Reads the filters of a layer.
  ///
  /// - Parameters:
  ///   - weights: The file.
  ///   - layer: The name of the layer in the network or in the file; nil for the first whose filters
  ///     see 1 or 3 channels.
  ///   - isReversed: Whether the file has the channels in the order blue, green, red.
  /// - Throws: `PipelineError`: `model` where no such layer sees 1 or 3 channels, `weights` where the
  ///   layer is missing or cannot be read.
  public init(_ weights: ModelWeights, layer: String?, isReversed: Bool) throws(PipelineError) {
    let (name, entry) = try Self.entry(of: layer, in: weights)
    self.layer = name
    shape = entry.shape
    let values: [Float]
    do throws(WeightsError) {
      values = try weights.file.tensor(named: entry.name).values
      bias = try weights.keys.layer(name).bias.map { key throws(WeightsError) in
        try weights.file.tensor(named: key).values
      }
    } catch {
      throw .weights(weights.path, error)
    }
    let (channels, area) = (shape[1], shape[2] * shape[3])
    let (height, width) = (shape[2], shape[3])
    filters = (0..<shape[0]).map { number in
      let planes = (0..<channels).map { channel in
        let stored = isReversed ? channels - 1 - channel : channel
        let start = (number * channels + stored) * area
        return values[start..<start + area]
      }
      return Filter(
        name: "\(number)", channels: channels, height: height, width: width,
        weights: Array(planes.joined()))
    }
    if let bias, bias.count != filters.count {
      throw .model(
        .layer(
          weights.path, name: name,
          .parameterCount(
            parameter: "bias", expected: filters.count, found: bias.count)))
    }
  }

  /// The name in the file of the filters that would be read.
  ///
  /// - Parameters:
  ///   - layer: The name of the layer; nil for the first that fits.
  ///   - weights: The file.
  /// - Returns: The name of the tensor.
  /// - Throws: `PipelineError` as the initialiser does.
  public static func tensorName(
    ofLayer layer: String?, in weights: ModelWeights
  ) throws(PipelineError) -> String {
    try entry(of: layer, in: weights).entry.name
  }

  private static func entry(
    of layer: String?, in weights: ModelWeights
  ) throws(PipelineError) -> (layer: String, entry: TensorEntry) {
    let suitable = weights.keys.layers.filter { name in
      weights.entry(of: name).map { isSuitable($0.shape) } ?? false
    }
    guard let layer = layer ?? suitable.first else { throw .model(.noImageFilters(weights.path)) }
    let key: String
    do throws(WeightsError) { key = try weights.keys.layer(layer).weight } catch {
      throw .weights(weights.path, error)
    }
    guard let entry = weights.file.entry(named: key) else {
      throw .weights(weights.path, .missing(name: key, nearest: nil))
    }
    guard isSuitable(entry.shape) else {
      throw .model(
        .unsuitableLayer(weights.path, layer: layer, shape: entry.shape, suitable: suitable))
    }
    return (layer, entry)
  }

  /// Whether a tensor holds filters on luminance or on three colours.
  private static func isSuitable(_ shape: [Int]) -> Bool {
    shape.count == 4 && (shape[1] == 1 || shape[1] == 3) && !shape.contains(0)
  }
}
