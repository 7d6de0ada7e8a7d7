import Networks
import Pixels

/// Makes an input stage of the section `input` of a pipeline file.
struct InputReader {
  /// Where files are.
  let resources: StepResources

  /// Makes the stage; red, green and blue of the whole picture where nothing is written.
  ///
  /// - Parameter value: The section; nil where it is left out.
  /// - Returns: The stage.
  /// - Throws: `PipelineFileError`.
  func stage(_ value: PlacedValue?) throws(PipelineFileError) -> InputStage {
    guard let value else { return InputStage() }
    let fields = try value.fields(["colour", "resize", "crop", "mean", "scale", "order"])
    var stage = InputStage()
    if let colour = fields["colour"] { stage.colour = try self.colour(colour) }
    if let resize = fields["resize"] { stage.resize = try self.resize(resize) }
    if let crop = fields["crop"] { stage.crop = try size(crop) }
    if let mean = fields["mean"] { stage.mean = try self.mean(mean) }
    if let scale = fields["scale"] { stage.scale = try scale.numbers() }
    if let order = fields["order"] {
      stage.arithmetic =
        try order.word(Order.self) == .meanScale ? .meanThenScale : .scaleThenMean
    }
    return stage
  }

  /// The order of three channels, or `grey`.
  private func colour(_ value: PlacedValue) throws(PipelineFileError) -> InputColour {
    let (grey, word) = ("grey", try value.text())
    if word == grey { return .grey() }
    if let order = ChannelOrder(rawValue: word) { return .colour(order) }
    throw value.unknown(word, among: [grey] + ChannelOrder.allCases.map(\.rawValue))
  }

  /// The shorter side, `[rows, columns]`, or an object with more settings.
  private func resize(_ value: PlacedValue) throws(PipelineFileError) -> InputResize {
    switch value.value {
    case .number: return InputResize(.shorterSide(try value.integer(in: Self.sides)))
    case .list: return InputResize(.exact(try size(value)))
    case .object: break
    case .null, .flag, .text: throw value.mismatch("a number, [rows, columns] or an object")
    }
    let fields = try value.fields(["shorter", "size", "filter", "antialias"])
    let target: InputResize.Target =
      if try fields.one(of: ["shorter", "size"]) == "shorter" {
        .shorterSide(try fields.required("shorter").integer(in: Self.sides))
      } else {
        .exact(try size(try fields.required("size")))
      }
    return InputResize(
      target, filter: try fields["filter"]?.word(ResizeFilter.self) ?? .bilinear,
      antialias: try fields["antialias"]?.flag() ?? true)
  }

  /// A number for a square, or `[rows, columns]`.
  private func size(_ value: PlacedValue) throws(PipelineFileError) -> ImageSize {
    let pair = try value.pair(in: Self.sides)
    return ImageSize(width: pair.columns, height: pair.rows)
  }

  /// Numbers, or a file with a mean image.
  private func mean(_ value: PlacedValue) throws(PipelineFileError) -> InputMean {
    guard case .text = value.value else { return .channels(try value.numbers()) }
    return .image(try resources.meanImage(value))
  }

  private static let sides = 1...StepReader.largest

  private enum Order: String, CaseIterable {
    case meanScale = "mean-scale"
    case scaleMean = "scale-mean"
  }
}
