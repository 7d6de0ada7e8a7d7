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

  /// The shape and type of the input, which may be whole numbers where the slope is 0.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    guard input.type.isFloating || (slope == 0 && input.type != .bool) else {
      throw .type(input.type)
    }
    return [Fact(shape: input.shape, type: input.type)]
  }

  /// Rectifies every number, under the shape of the input.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let input = try inputs.required(0)
    _ = try outputs(for: inputs.facts)
    guard let integers = input.integers else {
      return [
        Tensor(shape: input.shape, values: try forward(input.maps).values, type: input.type)
      ]
    }
    let values = input.type == .uint64 ? integers : integers.map { max($0, 0) }
    return [Tensor(shape: input.shape, integers: values, type: input.type)]
  }

  /// Rectifies every value.
  public func forward(_ input: Activation) throws(LayerError) -> Activation {
    if slope == 0 { return input.mapped { $0 < 0 ? 0 : $0 } }
    return input.mapped { $0 < 0 ? slope * $0 : $0 }
  }
}
