import Networks
import Testing

@Suite struct UnaryFunctionTests {
  static let places: [Float] = [-2.5, -1, -0.5, 0, 0.5, 1, 3]

  /// Values at `places`: those of NumPy and Python's `math`, rounded to single precision.
  static let functions: [(UnaryFunction, [Float])] = [
    (.abs, [2.5, 1, 0.5, 0, 0.5, 1, 3]),
    (.neg, [2.5, 1, 0.5, 0, -0.5, -1, -3]),
    (.sign, [-1, -1, -1, 0, 1, 1, 1]),
    (.reciprocal, [-0.4, -1, -2, .infinity, 2, 1, 0.33333334]),
    (.floor, [-3, -1, -1, 0, 0, 1, 3]),
    (.ceil, [-2, -1, 0, 0, 1, 1, 3]),
    (.round, [-2, -1, 0, 0, 0, 1, 3]),
    (.exp, [0.082085, 0.36787945, 0.60653067, 1, 1.6487212, 2.7182817, 20.085537]),
    (.erf, [-0.999593, -0.8427008, -0.5204999, 0, 0.5204999, 0.8427008, 0.9999779]),
    (.sin, [-0.5984721, -0.84147096, -0.47942555, 0, 0.47942555, 0.84147096, 0.14112]),
    (.cos, [-0.8011436, 0.5403023, 0.87758255, 1, 0.87758255, 0.5403023, -0.9899925]),
    (.elu(alpha: 2), [-1.83583, -1.2642411, -0.78693867, 0, 0.5, 1, 3]),
    (.selu(), [-1.6137857, -1.1113307, -0.6917582, 0, 0.5253505, 1.050701, 3.152103]),
    (.celu(alpha: 2), [-1.4269904, -0.78693867, -0.44239843, 0, 0.5, 1, 3]),
    (
      .gelu(),
      [-0.015524163, -0.15865526, -0.15426877, 0, 0.34573123, 0.8413448, 2.9959502]
    ),
    (
      .gelu(isApproximate: true),
      [-0.015084266, -0.15880801, -0.154286, 0, 0.345714, 0.841192, 2.9963627]
    ),
    (.hardSigmoid(), [0, 0.3, 0.4, 0.5, 0.6, 0.7, 1]),
    (.hardSwish, [-0.20833333, -0.33333334, -0.20833333, 0, 0.29166666, 0.6666667, 3]),
    (.mish, [-0.1968162, -0.30340147, -0.22074378, 0, 0.3752452, 0.8650984, 2.986535]),
    (
      .softplus, [0.078889735, 0.3132617, 0.474077, 0.6931472, 0.974077, 1.3132616, 3.0485873]
    ),
    (.softsign, [-0.71428573, -0.5, -0.33333334, 0, 0.33333334, 0.5, 0.75]),
    (.thresholdedRelu(alpha: 0.5), [0, 0, 0, 0, 0, 1, 3]),
  ]

  @Test("functions of one number at known places", arguments: functions.indices)
  func values(_ index: Int) throws {
    let (function, expected) = Self.functions[index]
    try OperatorCase(function, floats(Self.places), gives: floats(expected)).check()
    #expect(try function.compute([floats([.nan])])[0].floats[0].isNaN)
    #expect(try function.compute([floats([], [2, 0, 3])])[0].shape == [2, 0, 3])
  }

  @Test(
    "functions of one number take tensors of any rank",
    arguments: [[], [2], [1, 2], [2, 1, 1], [1, 1, 2, 1], [1, 2, 1, 1, 1], [2, 1, 1, 1, 1, 1]])
  func ranks(_ shape: [Int]) throws {
    let count = shape.reduce(1, *)
    let roots = Tensor(shape: shape, values: Array([9, 4].prefix(count)), type: .float16)
    let expected = Tensor(shape: shape, values: Array([3, 2].prefix(count)), type: .float16)
    try OperatorCase(UnaryFunction.sqrt, roots, gives: expected).check()
  }

  @Test("far ends of the functions neither overflow nor lose their sign")
  func farEnds() throws {
    let far = floats([-1000, 1000])
    try OperatorCase(UnaryFunction.softplus, far, gives: floats([0, 1000])).check()
    try OperatorCase(UnaryFunction.mish, far, gives: floats([0, 1000])).check()
    try OperatorCase(UnaryFunction.gelu(), far, gives: floats([0, 1000])).check()
    try OperatorCase(UnaryFunction.log, floats([0, -1]), gives: floats([-.infinity, .nan])).check()
    let zeros = try UnaryFunction.round.compute([floats([-0.5])])[0].floats
    #expect(zeros[0].sign == .minus)
  }

  @Test(
    "whole numbers keep their type and wrap",
    arguments: [
      OperatorCase(
        UnaryFunction.abs, integers([-128, -3, 127], nil, .int8),
        gives: integers([-128, 3, 127], nil, .int8)),
      OperatorCase(
        UnaryFunction.neg, integers([-128, -3, .min], nil, .int64),
        gives: integers([128, 3, .min], nil, .int64)),
      OperatorCase(
        UnaryFunction.neg, integers([1, 0], nil, .uint8), gives: integers([255, 0], nil, .uint8)),
      OperatorCase(
        UnaryFunction.sign, integers([-1, 0], nil, .uint64), gives: integers([1, 0], nil, .uint64)),
      OperatorCase(
        ReLU(), integers([-7, 7], nil, .int32), gives: integers([0, 7], nil, .int32)),
      OperatorCase(ReLU(), integers([-1], nil, .uint64), gives: integers([-1], nil, .uint64)),
      OperatorCase(Not(), truths([1, 0], [1, 2]), gives: truths([0, 1], [1, 2])),
    ])
  func wholeNumbers(_ example: OperatorCase) throws { try example.check() }

  @Test(
    "bounds cut off, each may be left out, and the upper one wins",
    arguments: [
      OperatorCase(
        Clip(), floats([-3, 0.5, 9, .nan]), float(-1), float(2), gives: floats([-1, 0.5, 2, .nan])),
      OperatorCase(Clip(), floats([-3, 9]), nil, float(2), gives: floats([-3, 2])),
      OperatorCase(Clip(), floats([-3, 9]), float(2), gives: floats([2, 9])),
      OperatorCase(Clip(), floats([-3, 9]), gives: floats([-3, 9])),
      OperatorCase(Clip(), floats([0, 5]), float(4), float(1), gives: floats([1, 1])),
      OperatorCase(
        Clip(), integers([-1, 3], nil, .uint64), integers([4], [], .uint64), nil,
        gives: integers([-1, 4], nil, .uint64)),
      OperatorCase(
        Clip(), integers([-9, 9], nil, .int8), nil, integers([3], [1], .int8),
        gives: integers([-9, 3], nil, .int8)),
    ])
  func clip(_ example: OperatorCase) throws { try example.check() }

  @Test(
    "numbers are told from what is none",
    arguments: [
      OperatorCase(
        NumberTest(.notANumber), floats([.nan, 1, .infinity]), gives: truths([1, 0, 0])),
      OperatorCase(
        NumberTest(.infinite(negative: true, positive: true)),
        floats([.nan, -.infinity, .infinity, 2]), gives: truths([0, 1, 1, 0])),
      OperatorCase(
        NumberTest(.infinite(negative: false, positive: true)), floats([-.infinity, .infinity]),
        gives: truths([0, 1])),
    ])
  func tests(_ example: OperatorCase) throws { try example.check() }

  @Test("dropout keeps every value, and refuses to drop any at random")
  func dropout() throws {
    let input = counted(2, 2)
    try OperatorCase(Dropout(), input, float(0.5), gives: input).check()
    let mask = truths([1, 1, 1, 1], [2, 2])
    try OperatorCase(Dropout(givesMask: true), input, gives: input, mask).check()
    try OperatorCase(Dropout(), input, float(0), truths([1], []), gives: input).check()
    #expect(throws: LayerError.self) {
      try Dropout().outputs(for: known([input, float(0.5), truths([1], [])]))
    }
  }
}
