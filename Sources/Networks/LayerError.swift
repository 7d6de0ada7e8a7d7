public import Pixels

/// Why an input does not fit a layer.
public enum LayerError: Error, Equatable, Sendable {
  /// The layer expects another number of channels.
  case channels(expected: Int, input: Shape)

  /// The groups do not divide the channels.
  case groups(Int, channels: Int)

  /// The window is larger than the padded input.
  case windowTooLarge(height: Int, width: Int, input: Shape)

  /// The output would have more values than can be counted or held.
  case outputTooLarge(Shape)
}

extension LayerError: CustomStringConvertible {
  /// What does not fit, with both shapes.
  public var description: String {
    switch self {
    case .channels(let expected, let input):
      "\(expected) channels are expected, the input is \(input)"
    case .groups(let groups, let channels):
      "\(groups) groups do not divide \(channels) channels"
    case .windowTooLarge(let height, let width, let input):
      "a window of \(height)x\(width) does not fit the input of \(input), padding included"
    case .outputTooLarge(let shape):
      "the output of \(shape) is too large"
    }
  }
}
