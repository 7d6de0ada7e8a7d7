public import Comparison
public import Definitions
import Networks
import Pixels
public import Weights

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

  /// Chooses the filters of a file that are compared.
  ///
  /// - Parameter weights: The file, opened with the layer that was stated.
  /// - Returns: The choice; the first layer where none was stated.
  /// - Throws: `DefinitionError`: `model` where the layer does not see 1 or 3 channels, `weights` where
  ///   there is no such layer or its axes lie otherwise.
  public static func choice(in weights: ModelWeights) throws(DefinitionError) -> FilterChoice {
    let choice: FilterChoice
    do throws(DefinitionError) {
      choice = try weights.choice()
    } catch .weights(_, .noFilters) {
      throw .model(.noImageFilters(weights.path))
    }
    guard choice.takesPictures else {
      guard weights.stated.layer != nil else { throw .model(.noImageFilters(weights.path)) }
      throw .model(
        .unsuitableLayer(
          weights.path, layer: choice.layer, shape: choice.shape,
          suitable: weights.layers(taking: [1, 3])))
    }
    return choice
  }

  /// Reads the filters of a layer.
  ///
  /// - Parameters:
  ///   - choice: The filters, which see 1 or 3 channels.
  ///   - weights: The file with them.
  /// - Throws: `DefinitionError`: `weights` where they cannot be read, `model` for a bias of another
  ///   length.
  public init(_ choice: FilterChoice, in weights: ModelWeights) throws(DefinitionError) {
    precondition(choice.takesPictures, "filters that are compared see 1 or 3 channels")
    let (values, bias) = try weights.values(of: choice)
    if let bias, bias.count != choice.shape[0] {
      throw .model(
        .layer(
          weights.path, name: choice.layer,
          .parameterCount(parameter: "bias", expected: choice.shape[0], found: bias.count)))
    }
    self.init(
      layer: choice.layer, values: values, bias: bias, shape: choice.shape,
      order: choice.order?.order ?? .rgb)
  }

  /// Takes filters.
  ///
  /// - Parameters:
  ///   - layer: The name of the layer.
  ///   - values: Weights in the order of the shape.
  ///   - bias: One number a filter; nil where there is none.
  ///   - shape: Filters, channels, of which there are 1 or 3, rows and columns.
  ///   - order: The order of three channels.
  init(layer: String, values: [Float], bias: [Float]?, shape: [Int], order: ChannelOrder) {
    self.layer = layer
    self.shape = shape
    self.bias = bias
    let (channels, height, width) = (shape[1], shape[2], shape[3])
    filters = (0..<shape[0]).map { number in
      let planes = order.redFirst(
        (0..<channels).map { channel in
          let start = (number * channels + channel) * height * width
          return values[start..<start + height * width]
        })
      return Filter(
        name: "\(number)", channels: channels, height: height, width: width,
        weights: Array(planes.joined()))
    }
  }
}
