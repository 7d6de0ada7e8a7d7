public import Pixels

/// How a picture becomes the activation that a network reads: 1×C×H×W, samples from 0 to 255.
///
/// The steps are always taken in this order, each left out where it is nil or changes nothing: linear
/// light, resize, crop, channel order, then mean and scale. Alpha is dropped: the colours of transparent
/// pixels count like all others. 16-bit samples are divided by 257, so that they too run from 0 to
/// 255; `Float` samples are taken as they are. Nothing is rounded to integers on the way.
public struct InputStage: Equatable, Sendable {
  /// Whether samples are first made linear light, 0 to 255, by the curve of sRGB; `Float` samples are
  /// linear already.
  public var isLinear = false

  /// The size that the picture is brought to; nil keeps its own.
  public var resize: InputResize?

  /// The part that is cut out of the middle, in pixels; nil keeps everything.
  ///
  /// Where the margins cannot be equal, the offset is the even one of the two candidates, as
  /// torchvision rounds. Caffe rounds down, which is the same for 227 and 224 of 256.
  public var crop: ImageSize?

  /// The channels and their order.
  public var colour: InputColour

  /// What is subtracted, on the scale of the samples; nil subtracts nothing.
  public var mean: InputMean?

  /// What values are multiplied with: one number, or one a channel in the order of the output.
  public var scale: [Float]

  /// Whether the mean is subtracted before values are scaled, or after.
  public var arithmetic: InputArithmetic

  /// Creates an input stage; without arguments, one that passes a picture on as it is.
  ///
  /// Whether the numbers fit each other is checked by `outputShape(for:)`.
  ///
  /// - Parameters:
  ///   - resize: The size that the picture is brought to; nil keeps its own.
  ///   - crop: The part that is cut out of the middle, in pixels; nil keeps everything.
  ///   - colour: The channels and their order.
  ///   - mean: What is subtracted, on the scale of the samples; nil subtracts nothing.
  ///   - scale: What values are multiplied with: one number, or one a channel.
  ///   - arithmetic: Whether the mean is subtracted before values are scaled, or after.
  public init(
    resize: InputResize? = nil, crop: ImageSize? = nil, colour: InputColour = .rgb,
    mean: InputMean? = nil, scale: [Float] = [1], arithmetic: InputArithmetic = .meanThenScale
  ) {
    self.resize = resize
    self.crop = crop
    self.colour = colour
    self.mean = mean
    self.scale = scale
    self.arithmetic = arithmetic
  }
}

/// The channels that a network reads, and their order.
public enum InputColour: Hashable, Sendable {
  /// Red, green and blue in an order; a grey picture is repeated.
  case colour(ChannelOrder)

  /// One channel, mixed from encoded colours without rounding.
  case grey(GreyWeights = .luma)

  /// Red, green, blue.
  public static let rgb = InputColour.colour(.rgb)

  /// Blue, green, red, as Caffe's networks expect.
  public static let bgr = InputColour.colour(.bgr)

  /// The order of three channels; nil for one.
  public var order: ChannelOrder? {
    switch self {
    case .colour(let order): order
    case .grey: nil
    }
  }

  /// Channels that come out: 1 or 3.
  public var channels: Int {
    switch self {
    case .colour: 3
    case .grey: 1
    }
  }
}

/// What is subtracted from the samples of a picture.
public enum InputMean: Equatable, Sendable {
  /// One number for all channels, or one a channel in the order of the output.
  case channels([Float])

  /// One number a sample, 1×C×H×W in the channel order of the output.
  ///
  /// The middle of it is used where it is larger than the picture, cut out as `InputStage.crop`
  /// says.
  case image(Activation)
}

/// The order of mean and scale.
public enum InputArithmetic: String, CaseIterable, Sendable {
  /// `(x − mean) · scale`, as Caffe's networks are trained.
  case meanThenScale

  /// `x · scale − mean`, where the mean is given on the scale of the result.
  case scaleThenMean
}
