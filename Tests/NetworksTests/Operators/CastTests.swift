import Networks
import Testing

@Suite struct CastTests {
  private static func floating(_ values: [Float], _ type: NumberType) -> Tensor {
    Tensor(shape: [values.count], values: values, type: type)
  }

  @Test(
    "numbers become the nearest of their new type, or lose what it does not hold",
    arguments: [
      OperatorCase(
        Cast(to: .int32), floats([-1.9, 1.9, 2.5]), gives: integers([-1, 1, 2], nil, .int32)),
      OperatorCase(Cast(to: .uint8), floats([300, 3.7]), gives: integers([44, 3], nil, .uint8)),
      OperatorCase(
        Cast(to: .int64), floats([.infinity, -.infinity, .nan]), gives: integers([.max, .min, 0])),
      OperatorCase(
        Cast(to: .uint64), floats([1.8446743e19, 9.223372e18]),
        gives: integers([-1_099_511_627_776, .min], nil, .uint64)),
      OperatorCase(Cast(to: .bool), floats([0, -0.0, 0.1, .nan]), gives: truths([0, 0, 1, 1])),
      OperatorCase(
        Cast(to: .int8), integers([200, -200]), gives: integers([-56, 56], nil, .int8)),
      OperatorCase(Cast(to: .bool), integers([256, 0]), gives: truths([1, 0])),
      OperatorCase(Cast(to: .float32), truths([1, 0]), gives: floats([1, 0])),
      OperatorCase(
        Cast(to: .float32), integers([-1], nil, .uint64), gives: floats([1.8446744e19])),
      OperatorCase(
        Cast(to: .float16), floats([0.1, 65520, 2049, 2051]),
        gives: floating([0.099975586, .infinity, 2048, 2052], .float16)),
      OperatorCase(
        Cast(to: .bfloat16), floats([1.00390625, 1.01171875, -3.39e38, .infinity, .nan]),
        gives: floating([1, 1.015625, -3.3895314e38, .infinity, .nan], .bfloat16)),
      OperatorCase(Cast(to: .float64), floats([0.1]), gives: floating([0.1], .float64)),
      OperatorCase(
        CastLike(), floats([2.5], [1, 1]), integers([], [0], .int16),
        gives: integers([2], [1, 1], .int16)),
    ])
  func values(_ example: OperatorCase) throws { try example.check() }
}
