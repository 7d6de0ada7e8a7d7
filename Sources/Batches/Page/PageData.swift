public import Networks
public import Pixels
public import Reports

/// The files beside a page that it computes with.
public enum PageData {
  /// The name of the script of the steps, in the folder of the page.
  public static let stepsName = PageFile.stepsName

  /// The script of the steps.
  ///
  /// - Parameter layers: Layers that are computed one after the other.
  /// - Returns: The text of `index.js`.
  /// - Throws: `BatchError.report`.
  public static func steps(_ layers: LayerSequence) throws(BatchError) -> [UInt8] {
    try pageScript(
      layers.steps.enumerated().map { number, step in PageStep(step, from: number - 1) })
  }

  /// The script of the values that go into the first step.
  ///
  /// - Parameter maps: The values; one image.
  /// - Returns: The text of a file; nil where there are more than 12 MiB of values.
  /// - Throws: `BatchError.report`.
  public static func values(_ maps: Activation) throws(BatchError) -> [UInt8]? {
    guard let input = PageInput(maps) else { return nil }
    return try pageScript(input)
  }
}

extension PageInputView {
  /// Describes a stage; nil for one that subtracts a whole image.
  ///
  /// - Parameter stage: How images become the input.
  public init?(_ stage: InputStage) {
    let mean: [Float]?
    switch stage.mean {
    case .channels(let numbers): mean = numbers
    case .image: return nil
    case nil: mean = nil
    }
    self.init(
      order: stage.colour.order, mean: mean, scale: stage.scale,
      scalesFirst: stage.arithmetic == .scaleThenMean)
  }
}
