public import Pixels

/// Why a layer cannot be made, or an input does not fit it.
public enum LayerError: Error, Equatable, Sendable {
  /// A number of the layer lies outside what is possible.
  case invalid(parameter: String, value: Int, allowed: ClosedRange<Int>)

  /// There are more or fewer learned numbers than the layer needs.
  case parameterCount(parameter: String, expected: Int, found: Int)

  /// The layer expects another number of channels.
  case channels(expected: Int, input: Shape)

  /// The layer expects another number of channels than inputs of any size have.
  case channelCount(expected: Int, found: Int)

  /// The groups do not divide the channels.
  case groups(Int, channels: Int)

  /// The window is larger than the padded input.
  case windowTooLarge(height: Int, width: Int, input: Shape)

  /// The output, or the input with its padding, has more values than can be counted or held.
  case outputTooLarge(Shape)

  /// The kernels of a bank give maps of different sizes.
  case unequalOutputs(Shape, Shape)

  /// An operator needs an input that is left out; its place among the inputs.
  case missingInput(Int)

  /// A tensor has more or fewer extents than the operator takes.
  case rank([Int], allowed: ClosedRange<Int>)

  /// The operator does not take numbers of this type.
  case type(NumberType)

  /// Two shapes do not go together.
  case unequalShapes([Int], [Int])

  /// A number of an operator, or a shape that it is asked for, is not possible; what is wrong.
  case unsuitable(String)

  /// A value that has to be known beforehand depends on what goes in.
  case notConstant(input: Int)

  /// The gradient of an operator is not known; its kind.
  case noGradient(kind: String)

  /// Learned numbers cannot be read; the reason.
  case unreadable(String)

  /// Learned numbers are not numbers: the name of the tensor, and how many of them.
  case notNumbers(String, count: Int)

  /// A step of a sequence does not fit what comes out of the step before.
  indirect case step(name: String, error: LayerError)
}

extension LayerError: CustomStringConvertible {
  /// What does not fit, with both shapes.
  public var description: String {
    switch self {
    case .invalid(let parameter, let value, let allowed):
      "the \(parameter) is \(value), it can be \(allowed.lowerBound) to \(allowed.upperBound)"
    case .parameterCount(let parameter, let expected, let found):
      "\(expected) numbers are expected for the \(parameter), there are \(found)"
    case .channels(let expected, let input):
      "\(expected) channels are expected, the input is \(input)"
    case .channelCount(let expected, let found):
      "\(expected) channels are expected, the input has \(found)"
    case .groups(let groups, let channels):
      "\(groups) groups do not divide \(channels) channels"
    case .windowTooLarge(let height, let width, let input):
      "a window of \(height)x\(width) does not fit the input of \(input), padding included"
    case .outputTooLarge(let shape):
      "maps of \(shape) are too large"
    case .unequalOutputs(let first, let second):
      "the kernels of the bank give maps of \(first) and of \(second), which do not stack: "
        + "use the padding 'same'"
    case .missingInput(let place):
      "input \(place + 1) is missing"
    case .rank(let shape, let allowed):
      "a tensor of \(Self.text(allowed)) extents is expected, the input is \(shape.dimensions)"
    case .type(let type):
      "numbers of the type \(type) are not taken"
    case .unequalShapes(let first, let second):
      "\(first.dimensions) and \(second.dimensions) do not go together"
    case .unsuitable(let reason): reason
    case .notConstant(let place):
      "input \(place + 1) depends on what goes in, and has to be known before"
    case .noGradient(let kind):
      "the gradient of '\(kind)' is not known"
    case .unreadable(let reason): reason
    case .notNumbers(let name, let count):
      "'\(name)' has \(count) NaN, so that nothing can be computed with it: save the weights anew "
        + "where they were trained"
    case .step(let name, let error):
      "step '\(name)': \(error)"
    }
  }
}

extension LayerError {
  private static func text(_ range: ClosedRange<Int>) -> String {
    if range.upperBound == .max { return "\(range.lowerBound) or more" }
    return range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
  }
}

/// Checks a number that a file or a command line may state.
///
/// - Parameters:
///   - value: The number.
///   - parameter: What it is called.
///   - allowed: What it can be.
/// - Throws: `LayerError.invalid`.
func check(
  _ value: Int, _ parameter: String, in allowed: ClosedRange<Int>
) throws(LayerError) {
  guard allowed.contains(value) else {
    throw .invalid(parameter: parameter, value: value, allowed: allowed)
  }
}

/// Checks how many learned numbers there are.
///
/// - Parameters:
///   - values: The numbers; nil passes.
///   - parameter: What they are called.
///   - expected: How many are needed.
/// - Throws: `LayerError.parameterCount`.
func check(
  _ values: [Float]?, _ parameter: String, count expected: Int
) throws(LayerError) {
  if let values, values.count != expected {
    throw .parameterCount(parameter: parameter, expected: expected, found: values.count)
  }
}
