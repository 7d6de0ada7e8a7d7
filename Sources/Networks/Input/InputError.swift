public import Pixels

/// Why a picture cannot become the input of a network.
public enum InputError: Error, Equatable, Sendable {
  /// The picture has no pixels.
  case emptyImage(ImageSize)

  /// A length in pixels is not 1 to 1,000,000.
  case extent(parameter: String, value: Int)

  /// The resized picture is smaller than the part to be cut out of it.
  case cropTooLarge(crop: ImageSize, image: ImageSize)

  /// There are neither one number nor as many as channels.
  case numberCount(parameter: String, channels: Int, found: Int)

  /// The mean image has other channels than the input, or is smaller.
  case meanImage(Shape, input: Shape)

  /// The resized picture would have a side of more than 1,000,000 pixels.
  case imageTooLarge(ImageSize)

  /// The input would have more values than can be held.
  case inputTooLarge(Shape)
}

extension InputError: CustomStringConvertible {
  /// What does not fit, with both sizes, and what to do.
  public var description: String {
    switch self {
    case .emptyImage(let size):
      "the picture has no pixels, its size is \(size)"
    case .extent(let parameter, let value):
      "the \(parameter) is \(value), it can be 1 to \(longestSide) pixels"
    case .cropTooLarge(let crop, let image):
      "a crop of \(crop) does not fit the picture of \(image): resize it first, or crop less"
    case .numberCount(let parameter, let channels, let found):
      channels == 1
        ? "the \(parameter) has \(found) numbers, one is expected"
        : "the \(parameter) has \(found) numbers, one is expected, or \(channels): one a channel"
    case .meanImage(let mean, let input):
      "a mean image of \(mean) does not fit the input of \(input): it needs as many channels "
        + "and at least its height and width"
    case .imageTooLarge(let size):
      "a picture of \(size) is too long to be resized by its shorter side: "
        + "use an exact size"
    case .inputTooLarge(let shape):
      "an input of \(shape) is too large"
    }
  }
}

/// The longest side in pixels that a picture is brought to.
let longestSide = 1_000_000

/// Checks a length in pixels.
///
/// - Parameters:
///   - value: The length.
///   - parameter: What it is called.
/// - Throws: `InputError.extent`.
func check(_ value: Int, _ parameter: String) throws(InputError) {
  guard (1...longestSide).contains(value) else {
    throw .extent(parameter: parameter, value: value)
  }
}

/// Checks that there is one number, or one a channel.
///
/// - Parameters:
///   - numbers: The numbers.
///   - parameter: What they are called.
///   - channels: How many channels there are.
/// - Throws: `InputError.numberCount`.
func check(_ numbers: [Float], _ parameter: String, channels: Int) throws(InputError) {
  guard numbers.count == 1 || numbers.count == channels else {
    throw .numberCount(parameter: parameter, channels: channels, found: numbers.count)
  }
}
