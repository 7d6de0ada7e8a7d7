public import Pixels

/// The rectified linear unit: `x` where it is positive, otherwise `slope * x`.
///
/// A slope of 0 is the plain ReLU, others are leaky. Not-a-number stays.
public struct ReLU: ValueOperator {
  /// What negative values are multiplied with.
  public let slope: Float

  /// Creates a layer.
  ///
  /// - Parameter slope: What negative values are multiplied with; 0 for the plain ReLU.
  public init(slope: Float = 0) { self.slope = slope }

  /// `relu`.
  public var kind: String { "relu" }

  /// The slope.
  public var record: OperatorRecord {
    OperatorRecord(
      note: slope == 0 ? "negative values become 0" : "negative values times \(slope)",
      settings: ["slope": .number(slope)])
  }

  /// Rectifies every value.
  public func forward(_ input: Activation) throws(LayerError) -> Activation {
    if slope == 0 { return input.mapped { $0 < 0 ? 0 : $0 } }
    return input.mapped { $0 < 0 ? slope * $0 : $0 }
  }
}
