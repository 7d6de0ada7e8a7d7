public import Pixels

/// An operator with what it has learned, on one batch of feature maps.
///
/// A layer is a value: what it computes depends on nothing but itself and its input, and its output
/// is a new activation, so that no later layer overwrites what an earlier one produced.
public protocol Layer: Sendable {
  /// What is computed, without what was learned.
  var operation: any Operator { get }

  /// What was learned, in the order of the operator's inputs.
  var parameters: [Parameter] { get }

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

  /// Products that are added up for an input of a shape: one per weight and output.
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
  /// Learned numbers: weights, biases, statistics.
  public var parameterCount: Int {
    parameters.reduce(0) { $0 + ($1.tensor?.count ?? 0) }
  }

  /// Nothing is multiplied.
  public func multiplyAdds(for input: Shape) throws(LayerError) -> Int { 0 }

  /// Each output sees the input at its own place.
  public func window(on input: Shape) throws(LayerError) -> Window? { nil }
}

/// One of the learned inputs of an operator.
public struct Parameter: Sendable {
  /// What it is, for example `weights`.
  public let name: String

  /// The numbers; nil if the network was made without this input.
  public let tensor: Tensor?

  /// Creates a parameter.
  ///
  /// - Parameters:
  ///   - name: What it is.
  ///   - tensor: The numbers; nil if the network was made without this input.
  public init(_ name: String, _ tensor: Tensor?) {
    self.name = name
    self.tensor = tensor
  }
}
