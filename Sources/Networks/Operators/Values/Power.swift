import func Glibc.pow

/// A tensor to the power of another, stretched over each other; the type is that of the base.
///
/// Powers of floating-point numbers are computed in `Double` and rounded once. Whole numbers wrap; their
/// powers with fractions or negative exponents drop the fraction.
public struct Power: BinaryOperator {
  /// Creates an operator.
  public init() {}

  /// `pow`.
  public var kind: String { "pow" }

  /// The type of the base.
  public func type(_ first: NumberType, _ second: NumberType) throws(LayerError) -> NumberType {
    for type in [first, second] where type == .bool { throw .type(type) }
    return first
  }

  /// Raises the numbers.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let (base, exponent, broadcast, type) = try prepared(inputs)
    guard let integers = base.integers else {
      let values = broadcast.map(base.floats, exponent.doubles) { Float(pow(Double($0), $1)) }
      return [Tensor(shape: broadcast.shape, values: values, type: type)]
    }
    let values: [Int64]
    if let exponents = exponent.integers {
      let isUnsigned = exponent.type == .uint64
      values = broadcast.map(integers, exponents) { base, exponent in
        exponent >= 0 || isUnsigned
          ? type.wrapped(Self.power(base, UInt64(bitPattern: exponent)))
          : type.truncated(pow(type.double(base), Double(exponent)))
      }
    } else {
      values = broadcast.map(base.doubles, exponent.doubles) { type.truncated(pow($0, $1)) }
    }
    return [Tensor(shape: broadcast.shape, integers: values, type: type)]
  }

  private static func power(_ base: Int64, _ exponent: UInt64) -> Int64 {
    var (result, square, left): (Int64, Int64, UInt64) = (1, base, exponent)
    while left > 0 {
      if left & 1 == 1 { result = result &* square }
      square = square &* square
      left >>= 1
    }
    return result
  }
}
