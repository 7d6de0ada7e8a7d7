import Networks
import Testing

@Suite struct ArithmeticTests {
  private static func pair(
    _ operation: any Operator, _ a: [Int64], _ b: [Int64], _ type: NumberType, gives: [Int64]
  ) -> OperatorCase {
    OperatorCase(
      operation, integers(a, nil, type), integers(b, nil, type), gives: integers(gives, nil, type))
  }

  @Test(
    "whole numbers wrap as the width of their type says, quotients drop the fraction",
    arguments: [
      pair(Arithmetic(.add), [127, 1], [1, 1], .int8, gives: [-128, 2]),
      pair(Arithmetic(.sub), [0, 5], [1, 1], .uint16, gives: [65535, 4]),
      pair(Arithmetic(.mul), [1 << 31, 3], [2, 3], .uint32, gives: [0, 9]),
      pair(Arithmetic(.mul), [.max], [2], .int64, gives: [-2]),
      pair(Arithmetic(.div), [-7, 7, 7], [2, -2, 2], .int32, gives: [-3, -3, 3]),
      pair(Arithmetic(.div), [-128], [-1], .int8, gives: [-128]),
      pair(Arithmetic(.div), [.min], [-1], .int64, gives: [.min]),
      pair(Arithmetic(.div), [-1], [2], .uint64, gives: [.max]),
      pair(Modulo(), [-7, 7, -7], [3, -3, -3], .int64, gives: [2, -2, -1]),
      pair(Modulo(hasSignOfDividend: true), [-7, 7], [3, -3], .int64, gives: [-1, 1]),
      pair(Modulo(), [.min], [-1], .int64, gives: [0]),
      pair(Modulo(), [-1], [10], .uint64, gives: [5]),
      pair(Power(), [2, -3, 7, 2], [10, 3, 0, -1], .int32, gives: [1024, -27, 1, 0]),
      pair(Power(), [2], [8], .uint8, gives: [0]),
      pair(Accumulation(.max), [-1, 3], [1, 2], .uint64, gives: [-1, 3]),
      pair(Accumulation(.min), [-1, 3], [1, 2], .int16, gives: [-1, 2]),
      pair(Accumulation(.sum), [200], [100], .uint8, gives: [44]),
    ])
  func wrapping(_ example: OperatorCase) throws { try example.check() }

  @Test(
    "floating-point numbers as NumPy has them",
    arguments: [
      OperatorCase(
        Arithmetic(.div), floats([1, -1, 0]), float(0),
        gives: floats([.infinity, -.infinity, .nan])),
      OperatorCase(
        Modulo(), floats([-4.5, 4.5, 5]), floats([2, -2, 8]), gives: floats([1.5, -1.5, 5])),
      OperatorCase(
        Modulo(hasSignOfDividend: true), floats([-4.5, 4.5]), floats([2, -2]),
        gives: floats([-0.5, 0.5])),
      OperatorCase(
        Power(), floats([2, 9, -8, 0]), floats([0.5, -0.5, 3, 0]),
        gives: floats([1.4142135, 0.33333334, -512, 1])),
      OperatorCase(
        Power(), floats([1.5, 3]), integers([2, -1]), gives: floats([2.25, 0.33333334])),
      OperatorCase(Power(), integers([4, 9]), floats([0.5, 1.5]), gives: integers([2, 27])),
      OperatorCase(
        Accumulation(.max), floats([.nan, 1, 2]), floats([1, .nan, 3]),
        gives: floats([.nan, .nan, 3])),
      OperatorCase(
        Accumulation(.min), floats([.nan, 1, 2]), floats([1, .nan, 3]),
        gives: floats([.nan, .nan, 2])),
      OperatorCase(
        Accumulation(.sum), floats([1, 2]), float(10), floats([5, 6], [2, 1]),
        gives: floats([16, 17, 17, 18], [2, 2])),
      OperatorCase(
        Accumulation(.mean), floats([3, 0, 2]), floats([1, 3, 4]), floats([2, 6, 6]),
        gives: floats([2, 3, 4])),
      OperatorCase(Accumulation(.max), counted(3), gives: counted(3)),
    ])
  func floatingPoint(_ example: OperatorCase) throws { try example.check() }

  @Test(
    "comparisons and logic give truth values",
    arguments: [
      OperatorCase(
        Relation(.equal), floats([1, .nan, 2]), floats([1, .nan, 3]), gives: truths([1, 0, 0])),
      OperatorCase(
        Relation(.lessOrEqual), floats([1, 2, .nan]), float(1), gives: truths([1, 0, 0])),
      OperatorCase(
        Relation(.greater), integers([-1], nil, .uint64), integers([1], nil, .uint64),
        gives: truths([1])),
      OperatorCase(Relation(.greater), integers([-1]), integers([1]), gives: truths([0])),
      OperatorCase(
        Relation(.greaterOrEqual), integers([1, 2]), integers([2, 2]), gives: truths([0, 1])),
      OperatorCase(Relation(.equal), truths([1, 0]), truths([1, 1]), gives: truths([1, 0])),
      OperatorCase(
        Logic(.and), truths([0, 0, 1, 1]), truths([0, 1, 0, 1]), gives: truths([0, 0, 0, 1])),
      OperatorCase(
        Logic(.or), truths([0, 0, 1, 1]), truths([0, 1, 0, 1]), gives: truths([0, 1, 1, 1])),
      OperatorCase(
        Logic(.xor), truths([0, 1], [2, 1]), truths([0, 1]), gives: truths([0, 1, 1, 0], [2, 2])),
      OperatorCase(
        Where(), truths([1, 0], [2, 1]), integers([1, 2]), integer(9),
        gives: integers([1, 2, 9, 9], [2, 2])),
    ])
  func truthValues(_ example: OperatorCase) throws { try example.check() }

  @Test("types that do not go together and divisions of whole numbers by 0 are told")
  func refused() {
    let refused: [(any Operator, [Tensor?])] = [
      (Arithmetic(.add), [counted(2), integers([1, 2])]),
      (Arithmetic(.div), [integers([1, 2]), integers([1, 0])]),
      (Modulo(), [integers([1, 2], nil, .uint64), integers([0, 1], nil, .uint64)]),
      (Arithmetic(.add), [truths([1]), truths([1])]), (Logic(.and), [counted(1), truths([1])]),
      (Relation(.less), [truths([1]), truths([1])]), (Not(), [counted(1)]),
      (Where(), [counted(1), counted(1), counted(1)]), (UnaryFunction.exp, [integers([1])]),
      (Accumulation(.sum), []), (Arithmetic(.mul), [counted(2), nil]),
      (Clip(), [counted(2), counted(2)]), (NumberTest(.notANumber), [integers([1])]),
    ]
    for (operation, inputs) in refused {
      #expect(throws: LayerError.self, "\(operation.kind)") { try operation.compute(inputs) }
    }
  }
}
