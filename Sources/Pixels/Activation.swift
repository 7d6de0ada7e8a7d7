/// Feature maps as `Float`, plane by plane: N×C×H×W, the last index fastest.
public struct Activation: Equatable, Sendable {
  /// Batch, channels, height and width.
  public let shape: Shape

  /// The values, `shape.count` of them.
  public let values: [Float]

  /// Creates an activation.
  ///
  /// - Parameters:
  ///   - shape: Batch, channels, height and width.
  ///   - values: Row-major N×C×H×W values; their count must be that of the shape.
  public init(shape: Shape, values: [Float]) {
    precondition(values.count == shape.count, "an activation needs as many values as its shape")
    self.shape = shape
    self.values = values
  }
}
