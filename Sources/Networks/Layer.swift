public import Pixels

/// One operation of a network on activations.
///
/// A layer is a value: what it computes depends on nothing but itself and its input, and its output
/// is a new activation, so that no later layer overwrites what an earlier one produced.
public protocol Layer: Sendable {
  /// The shape that comes out.
  ///
  /// - Parameter input: The shape that goes in, N×C×H×W.
  /// - Returns: The shape of the output, N×C×H×W.
  /// - Throws: `LayerError` where the input does not fit, before anything is computed.
  func outputShape(for input: Shape) throws(LayerError) -> Shape

  /// Computes the output.
  ///
  /// - Parameter input: Activations of a shape that fits.
  /// - Returns: Activations of the shape that `outputShape` gives.
  /// - Throws: `LayerError` where the input does not fit.
  func forward(_ input: Activation) throws(LayerError) -> Activation

  /// Learned numbers: weights, biases, statistics.
  var parameterCount: Int { get }

  /// The window that an output sees of the input; nil for layers that work value by value.
  var window: Window? { get }
}

extension Layer {
  /// Nothing is learned.
  public var parameterCount: Int { 0 }

  /// Each output sees the input at its own place.
  public var window: Window? { nil }
}

/// A sliding window: how far an output sees, how far outputs lie apart, what is padded before.
public struct Window: Hashable, Sendable {
  /// Rows that an output sees, dilation included; nil for all of them.
  public let height: Int?

  /// Columns that an output sees, dilation included; nil for all of them.
  public let width: Int?

  /// Rows between outputs.
  public let strideY: Int

  /// Columns between outputs.
  public let strideX: Int

  /// Rows padded above.
  public let paddingTop: Int

  /// Columns padded at the left.
  public let paddingLeft: Int

  /// Creates a window.
  ///
  /// - Parameters:
  ///   - height: Rows that an output sees; nil for all.
  ///   - width: Columns that an output sees; nil for all.
  ///   - strideY: Rows between outputs.
  ///   - strideX: Columns between outputs.
  ///   - paddingTop: Rows padded above.
  ///   - paddingLeft: Columns padded at the left.
  public init(
    height: Int?, width: Int?, strideY: Int, strideX: Int, paddingTop: Int = 0,
    paddingLeft: Int = 0
  ) {
    self.height = height
    self.width = width
    self.strideY = strideY
    self.strideX = strideX
    self.paddingTop = paddingTop
    self.paddingLeft = paddingLeft
  }
}
