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

  /// Products that are added up for an input of a shape: one a weight and output.
  ///
  /// - Parameter input: The shape that goes in, N×C×H×W.
  /// - Returns: Multiply-adds; 0 for layers without weighted sums.
  /// - Throws: `LayerError` where the input does not fit.
  func multiplyAdds(for input: Shape) throws(LayerError) -> Int

  /// The window that an output sees of the input; nil for layers that work value by value.
  ///
  /// - Parameter input: The shape that goes in; the padding `same` depends on it.
  /// - Returns: The window.
  /// - Throws: `LayerError` where the input does not fit.
  func window(on input: Shape) throws(LayerError) -> Window?
}

extension Layer {
  /// Nothing is learned.
  public var parameterCount: Int { 0 }

  /// Nothing is multiplied.
  public func multiplyAdds(for input: Shape) throws(LayerError) -> Int { 0 }

  /// Each output sees the input at its own place.
  public func window(on input: Shape) throws(LayerError) -> Window? { nil }
}
