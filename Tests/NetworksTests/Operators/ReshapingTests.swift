import Networks
import Testing

@Suite struct ReshapingTests {
  @Test(
    "elements stay in their order under another shape",
    arguments: [
      OperatorCase(Reshape(), counted(2, 3, 4), integers([4, 2, 3]), gives: counted(4, 2, 3)),
      OperatorCase(Reshape(), counted(2, 3, 4), integers([0, -1]), gives: counted(2, 12)),
      OperatorCase(
        Reshape(), counted(2, 3, 4), integers([-1, 0, 2, 2]), gives: counted(2, 3, 2, 2)),
      OperatorCase(Reshape(), counted(1), integers([], [0]), gives: float(0)),
      OperatorCase(Reshape(), float(0), integers([1, 1, 1, 1, 1]), gives: counted(1, 1, 1, 1, 1)),
      OperatorCase(
        Reshape(allowsZero: true), counted(0, 3), integers([3, 0]), gives: counted(3, 0)),
      OperatorCase(
        Reshape(), integers([1, 2], nil, .int8), integers([2, 1]),
        gives: integers([1, 2], [2, 1], .int8)),
      OperatorCase(Flatten(), counted(2, 3, 4), gives: counted(2, 12)),
      OperatorCase(Flatten(axis: 0), counted(2, 3), gives: counted(1, 6)),
      OperatorCase(Flatten(axis: -1), counted(2, 3, 4), gives: counted(6, 4)),
      OperatorCase(Flatten(axis: 3), counted(2, 3, 4), gives: counted(24, 1)),
      OperatorCase(Flatten(axis: 0), float(0), gives: counted(1, 1)),
      OperatorCase(Squeeze(), counted(1, 3, 1, 2), integers([0, -2]), gives: counted(3, 2)),
      OperatorCase(Squeeze(), counted(1, 3, 1, 2), gives: counted(3, 2)),
      OperatorCase(Squeeze(), counted(1, 3, 1), integers([2]), gives: counted(1, 3)),
      OperatorCase(Unsqueeze(), counted(3, 2), integers([0, -1]), gives: counted(1, 3, 2, 1)),
      OperatorCase(Unsqueeze(), float(0), integers([0]), gives: counted(1)),
    ])
  func order(_ example: OperatorCase) throws { try example.check() }

  @Test("targets that do not fit are told")
  func refused() {
    let input = counted(2, 3)
    let refused: [(any Operator, [Tensor?])] = [
      (Reshape(), [input, integers([4, 2])]), (Reshape(), [input, integers([-1, -1])]),
      (Reshape(), [input, integers([-1, 4])]), (Reshape(), [input, integers([-2, -3])]),
      (Reshape(), [input, integers([1, 2, 0])]), (Reshape(), [input, integers([.max, .max])]),
      (Reshape(), [input, integers([.min])]), (Reshape(), [input]),
      (Reshape(), [input, floats([6])]), (Reshape(), [input, integers([6], [1, 1])]),
      (Reshape(allowsZero: true), [input, integers([0, -1])]), (Flatten(axis: 3), [input]),
      (Flatten(axis: -3), [input]), (Squeeze(), [input, integers([0])]),
      (Squeeze(), [counted(1, 1), integers([0, -2])]), (Unsqueeze(), [input, integers([4])]),
      (Unsqueeze(), [input, integers([1, -3])]), (Unsqueeze(), [input, integers([.min])]),
      (Transpose(permutation: [0, 0]), [input]), (Transpose(permutation: [0, 1, 2]), [input]),
      (Transpose(permutation: [1]), [input]), (Expand(), [input, integers([4, 3])]),
      (Expand(), [input, integers([-1, 3])]), (Expand(), [input, integers([1 << 40, 1, 1])]),
      (Tile(), [input, integers([2])]), (Tile(), [input, integers([-1, 1])]),
      (Tile(), [input, integers([1 << 40, 1 << 40])]),
    ]
    for (operation, inputs) in refused {
      #expect(throws: LayerError.self, "\(operation.kind)") { try operation.compute(inputs) }
    }
    for operation in [Reshape(), Squeeze(), Unsqueeze(), Expand(), Tile()] as [any Operator] {
      #expect(throws: LayerError.notConstant(input: 1), "\(operation.kind)") {
        try operation.outputs(for: [Fact(shape: [2, 3]), Fact(shape: [2], type: .int64)])
      }
    }
  }

  @Test(
    "the axes in any order, as a straight loop",
    arguments: [
      [1, 0, 2], [2, 1, 0], [0, 2, 1], [0, 1, 2], [1, 2, 0], [2, 0, 1],
    ])
  func transposition(_ axes: [Int]) throws {
    let shape = [2, 3, 4]
    var expected: [Float] = []
    var index = [0, 0, 0]
    for a in 0..<shape[axes[0]] {
      for b in 0..<shape[axes[1]] {
        for c in 0..<shape[axes[2]] {
          (index[axes[0]], index[axes[1]], index[axes[2]]) = (a, b, c)
          expected.append(Float((index[0] * 3 + index[1]) * 4 + index[2]))
        }
      }
    }
    let result = floats(expected, axes.map { shape[$0] })
    try OperatorCase(Transpose(permutation: axes), counted(2, 3, 4), gives: result).check()
  }

  @Test(
    "transposition reverses without an order, and takes any rank",
    arguments: [
      OperatorCase(Transpose(), counted(2, 3), gives: floats([0, 3, 1, 4, 2, 5], [3, 2])),
      OperatorCase(Transpose(), float(0), gives: float(0)),
      OperatorCase(Transpose(), truths([1, 0], [1, 2]), gives: truths([1, 0], [2, 1])),
      OperatorCase(Transpose(permutation: [1, 2, 0]), counted(2, 0, 3), gives: counted(0, 3, 2)),
      OperatorCase(
        Transpose(permutation: [0, 2, 1, 3, 4]), counted(1, 2, 3, 1, 1),
        gives: floats([0, 3, 1, 4, 2, 5], [1, 3, 2, 1, 1])),
    ])
  func transpositions(_ example: OperatorCase) throws { try example.check() }

  @Test(
    "tensors are stretched and repeated",
    arguments: [
      OperatorCase(
        Expand(), counted(2, 1), integers([2, 1, 3]),
        gives: floats([0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1], [2, 2, 3])),
      OperatorCase(Expand(), counted(2, 2), integers([1]), gives: counted(2, 2)),
      OperatorCase(Expand(), float(0), integers([0, 2]), gives: counted(0, 2)),
      OperatorCase(
        Tile(), counted(2, 2), integers([2, 2]),
        gives: floats([0, 1, 0, 1, 2, 3, 2, 3, 0, 1, 0, 1, 2, 3, 2, 3], [4, 4])),
      OperatorCase(Tile(), counted(2, 1), integers([0, 3]), gives: counted(0, 3)),
      OperatorCase(Tile(), float(0), integers([], [0]), gives: float(0)),
      OperatorCase(Tile(), integers([1, 2]), integers([2]), gives: integers([1, 2, 1, 2])),
    ])
  func repetitions(_ example: OperatorCase) throws { try example.check() }
}
