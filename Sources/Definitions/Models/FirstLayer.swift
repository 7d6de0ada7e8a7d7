public import Pixels
public import Networks
import Spelling
public import Weights

/// The filters of a file that take pictures, whatever the network.
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

  /// The filters of a file that take pictures.
  ///
  /// - Parameter weights: The file.
  /// - Returns: The layer that was stated, or the first one.
  /// - Throws: `DefinitionError`: `weights`, `model` where the filters take neither one channel nor
  ///   three.
  public static func filters(in weights: ModelWeights) throws(DefinitionError) -> FilterChoice {
    let choice: FilterChoice
    do throws(DefinitionError) {
      choice = try weights.choice()
    } catch .weights(_, .noFilters) {
      throw .model(.noFilters(weights.path))
    }
    guard choice.takesPictures else {
      guard weights.stated.layer != nil else { throw .model(.noFilters(weights.path)) }
      throw .model(
        .unsuitableFilters(
          weights.path, layer: choice.layer, shape: choice.shape,
          suitable: weights.layers(taking: [1, 3])))
    }
    return choice
  }

  /// Makes the layer.
  ///
  /// - Parameters:
  ///   - choice: The filters.
  ///   - weights: The file with them.
  ///   - wanted: `conv1`, `relu1` or both; nil for both.
  /// - Returns: The layer and a rectifier.
  /// - Throws: `DefinitionError`: `model` where a layer is unknown or the numbers make none, `weights`
  ///   where they cannot be read.
  public func pipeline(
    of choice: FilterChoice, in weights: ModelWeights, layers wanted: [String]? = nil
  ) throws(DefinitionError) -> Pipeline {
    var steps: Set<Int> = []
    for name in wanted ?? Self.layerNames {
      guard let step = Self.layerNames.firstIndex(of: name) else {
        throw .model(
          .unknownLayer(
            name, model: Model.firstLayerName,
            nearest: nearestName(to: name, among: Self.layerNames), known: Self.layerNames))
      }
      steps.insert(step)
    }
    let (numbers, bias) = try weights.values(of: choice)
    let shape = choice.shape
    do throws(LayerError) {
      let convolution = try ConvolutionLayer(
        weights: numbers, outputChannels: shape[0], groupChannels: shape[1],
        kernelHeight: shape[2], kernelWidth: shape[3], bias: bias, stride: stride,
        padding: .all(padding))
      return Pipeline(
        input: input,
        chain: [
          NamedLayer(Self.layerNames[0], convolution), NamedLayer(Self.layerNames[1], ReLU()),
        ], exportedSteps: Array(steps))
    } catch {
      throw .model(.layer(weights.path, name: choice.layer, error))
    }
  }
}

extension FilterChoice {
  /// Whether the filters see luminance or three colours.
  package var takesPictures: Bool {
    shape.count == 4 && [1, 3].contains(shape[1]) && !shape.contains(0)
  }

  /// The channels that pictures must have for the filters.
  ///
  /// - Returns: Grey for filters on one channel; red, green and blue in the order of the filters.
  public var inputColour: InputColour {
    if shape.count == 4, shape[1] == 1 { return .grey() }
    return order.map { .colour($0.order) } ?? .rgb
  }
}
