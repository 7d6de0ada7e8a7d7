import Networks
import Testing

@Suite struct ReductionTests {
  static let matrix = floats([1, 2, 3, 4, 5, -6], [2, 3])

  /// Along the rows' axis, along the columns' axis, and over all: NumPy's values.
  static let functions: [(Reduction.Function, [Float], [Float], Float)] = [
    (.sum, [5, 7, -3], [6, 3], 9), (.mean, [2.5, 3.5, -1.5], [2, 1], 1.5),
    (.max, [4, 5, 3], [3, 5], 5), (.min, [1, 2, -6], [1, -6], -6),
    (.product, [4, 10, -18], [6, -120], -720), (.l1, [5, 7, 9], [6, 15], 21),
    (.l2, [4.1231055, 5.3851647, 6.708204], [3.7416575, 8.774964], 9.539392),
    (.sumOfSquares, [17, 29, 45], [14, 77], 91),
    (.logSum, [1.609438, 1.9459102, .nan], [1.7917595, 1.0986123], 2.1972246),
    (.logSumExp, [4.0485873, 5.0485873, 3.0001235], [3.407606, 5.313274], 5.451925),
  ]

  @Test("reductions along each axis and over all", arguments: functions.indices)
  func values(_ index: Int) throws {
    let (function, rows, columns, all) = Self.functions[index]
    let (kept, dropped) = (Reduction(function), Reduction(function, keepsAxes: false))
    let matrix = Self.matrix
    try OperatorCase(kept, matrix, integers([0]), gives: floats(rows, [1, 3])).check()
    try OperatorCase(dropped, matrix, integers([-1]), gives: floats(columns)).check()
    try OperatorCase(kept, matrix, gives: floats([all], [1, 1])).check()
    try OperatorCase(dropped, matrix, integers([1, 0]), gives: float(all)).check()
    let unchanged = Reduction(function, isIdentityWithoutAxes: true)
    try OperatorCase(unchanged, matrix, integers([], [0]), gives: matrix).check()
    let middle = matrix.reshaped([1, 2, 1, 3, 1])
    let expected = floats(rows, [1, 1, 1, 3, 1])
    try OperatorCase(kept, middle, integers([1, 2]), gives: expected).check()
  }

  @Test(
    "sums of whole numbers wrap, of nothing they are neutral, and what is not a number stays",
    arguments: [
      OperatorCase(
        Reduction(.sum), integers([100, 100], nil, .int8), gives: integers([-56], [1], .int8)),
      OperatorCase(Reduction(.mean), integers([3, 4]), gives: integers([3], [1])),
      OperatorCase(
        Reduction(.max), integers([-1, 3], nil, .uint64), gives: integers([-1], [1], .uint64)),
      OperatorCase(Reduction(.l1), integers([-3, 4]), gives: integers([7], [1])),
      OperatorCase(Reduction(.l2), integers([-3, 4]), gives: integers([5], [1])),
      OperatorCase(Reduction(.max), truths([0, 1]), gives: truths([1], [1])),
      OperatorCase(
        Reduction(.sum), floats([], [2, 0]), integers([1]), gives: floats([0, 0], [2, 1])),
      OperatorCase(
        Reduction(.max), floats([], [2, 0]), integers([1]),
        gives: floats([-.infinity, -.infinity], [2, 1])),
      OperatorCase(
        Reduction(.min), integers([], [0], .int16), gives: integers([32767], [1], .int16)),
      OperatorCase(Reduction(.mean), floats([], [0]), gives: floats([.nan], [1])),
      OperatorCase(Reduction(.max), floats([1, .nan, 2]), gives: floats([.nan], [1])),
      OperatorCase(Reduction(.sum), floats([1e8, 1, -1e8]), gives: floats([1], [1])),
      OperatorCase(
        Reduction(.logSumExp), floats([1000, 1000]), gives: floats([1000.6931], [1])),
    ])
  func extremes(_ example: OperatorCase) throws { try example.check() }

  @Test(
    "places of the largest and smallest, the first or last of equal ones",
    arguments: [
      OperatorCase(
        ExtremePlace(.argMax), floats([2, 2, 3, 10], [2, 2]), gives: integers([1, 1], [1, 2])),
      OperatorCase(
        ExtremePlace(.argMax, axis: 1, keepsAxis: false), floats([2, 2, 3, 10], [2, 2]),
        gives: integers([0, 1])),
      OperatorCase(
        ExtremePlace(.argMax, axis: -1, takesLast: true), floats([2, 2, 3, 10], [2, 2]),
        gives: integers([1, 1], [2, 1])),
      OperatorCase(
        ExtremePlace(.argMin, takesLast: true), integers([1, 0, 0, 2]), gives: integers([2], [1])),
      OperatorCase(ExtremePlace(.argMin), floats([1, .nan, 0]), gives: integers([1], [1])),
      OperatorCase(
        ExtremePlace(.argMax), integers([1, -1], nil, .uint64), gives: integers([1], [1])),
      OperatorCase(
        ExtremePlace(.argMax, keepsAxis: false), floats([], [2, 0]), gives: integers([], [0])),
    ])
  func places(_ example: OperatorCase) throws { try example.check() }

  @Test(
    "sums up to each number",
    arguments: [
      OperatorCase(CumulativeSum(), floats([1, 2, 3]), integer(0), gives: floats([1, 3, 6])),
      OperatorCase(
        CumulativeSum(isExclusive: true), floats([1, 2, 3]), integer(0), gives: floats([0, 1, 3])),
      OperatorCase(
        CumulativeSum(isReversed: true), floats([1, 2, 3]), integer(-1), gives: floats([6, 5, 3])),
      OperatorCase(
        CumulativeSum(isExclusive: true, isReversed: true), floats([1, 2, 3]), integer(0),
        gives: floats([5, 3, 0])),
      OperatorCase(
        CumulativeSum(), integers([100, 1, 100, 2], [2, 2], .int8), integer(0),
        gives: integers([100, 1, -56, 3], [2, 2], .int8)),
      OperatorCase(
        CumulativeSum(), counted(2, 3), integer(1), gives: floats([0, 1, 3, 3, 7, 12], [2, 3])),
    ])
  func cumulative(_ example: OperatorCase) throws { try example.check() }

  @Test(
    "shares along an axis add up to 1, those of old opsets over all from the axis on",
    arguments: [
      OperatorCase(
        Softmax(), counted(2, 3),
        gives: floats(
          [0.09003057, 0.24472848, 0.66524094, 0.09003057, 0.24472848, 0.66524094], [2, 3])),
      OperatorCase(
        Softmax(axis: 0), counted(2, 3),
        gives: floats(
          [0.04742587, 0.04742587, 0.04742587, 0.95257413, 0.95257413, 0.95257413], [2, 3])),
      OperatorCase(
        Softmax(axis: 1, isFlattening: true), counted(1, 2, 3),
        gives: floats(
          [0.0042697787, 0.011606461, 0.031549633, 0.085760795, 0.233122, 0.6336913], [1, 2, 3])),
      OperatorCase(
        Softmax(isLogarithmic: true), counted(3),
        gives: floats([-2.407606, -1.407606, -0.40760598])),
      OperatorCase(Softmax(), floats([1e38, -1e38]), gives: floats([1, 0])),
      OperatorCase(Softmax(), floats([.nan, 1]), gives: floats([.nan, .nan])),
      OperatorCase(Softmax(), floats([], [2, 0]), gives: floats([], [2, 0])),
    ])
  func softmax(_ example: OperatorCase) throws { try example.check() }

  @Test("axes that a tensor does not have, and places of nothing, are told")
  func refused() {
    let refused: [(any Operator, [Tensor?])] = [
      (Reduction(.sum), [counted(2, 3), integers([2])]),
      (Reduction(.sum), [counted(2, 3), integers([0, -2])]),
      (Reduction(.sum), [truths([1])]), (Reduction(.mean), [integers([], [0])]),
      (Reduction(.sum), [counted(2, 3), floats([0])]), (Softmax(axis: 2), [counted(2, 3)]),
      (Softmax(), [float(1)]), (Softmax(), [integers([1])]), (ExtremePlace(.argMax), [float(1)]),
      (ExtremePlace(.argMax, axis: 1), [floats([], [2, 0])]), (CumulativeSum(), [counted(2)]),
      (CumulativeSum(), [counted(2), integer(1)]),
      (CumulativeSum(), [counted(2), integers([0, 0])]),
    ]
    for (operation, inputs) in refused {
      #expect(throws: LayerError.self, "\(operation.kind)") { try operation.compute(inputs) }
    }
    #expect(throws: LayerError.notConstant(input: 1)) {
      try Reduction(.sum).outputs(for: [Fact(shape: [2]), Fact(shape: [1], type: .int64)])
    }
  }
}
