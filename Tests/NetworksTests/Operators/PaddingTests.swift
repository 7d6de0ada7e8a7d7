import Networks
import Testing

@Suite struct PaddingTests {
  private static let margins = integers([1, 2, 1, 1])

  @Test(
    "places are added as NumPy adds them, and taken away",
    arguments: [
      OperatorCase(
        Pad(), counted(2, 3), margins,
        gives: floats(
          [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 0, 0, 0, 3, 4, 5, 0, 0, 0, 0, 0, 0, 0], [4, 6])),
      OperatorCase(
        Pad(mode: .reflect), counted(2, 3), margins,
        gives: floats(
          [5, 4, 3, 4, 5, 4, 2, 1, 0, 1, 2, 1, 5, 4, 3, 4, 5, 4, 2, 1, 0, 1, 2, 1], [4, 6])),
      OperatorCase(
        Pad(mode: .edge), counted(2, 3), margins,
        gives: floats(
          [0, 0, 0, 1, 2, 2, 0, 0, 0, 1, 2, 2, 3, 3, 3, 4, 5, 5, 3, 3, 3, 4, 5, 5], [4, 6])),
      OperatorCase(
        Pad(mode: .wrap), counted(2, 3), margins,
        gives: floats(
          [4, 5, 3, 4, 5, 3, 1, 2, 0, 1, 2, 0, 4, 5, 3, 4, 5, 3, 1, 2, 0, 1, 2, 0], [4, 6])),
      OperatorCase(
        Pad(mode: .reflect), counted(3), integers([5, 4]),
        gives: floats([1, 0, 1, 2, 1, 0, 1, 2, 1, 0, 1, 2])),
      OperatorCase(
        Pad(mode: .wrap), counted(3), integers([5, 4]),
        gives: floats([1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0])),
      OperatorCase(
        Pad(mode: .reflect), float(7).reshaped([1]), integers([2, 1]),
        gives: floats([7, 7, 7, 7])),
      OperatorCase(Pad(), counted(4), integers([-1, -2]), gives: floats([1])),
      OperatorCase(Pad(), counted(2), integers([-1, 2]), float(9), gives: floats([1, 9, 9])),
      OperatorCase(
        Pad(), counted(2, 2), integers([1, 0]), float(8), integers([-1]),
        gives: floats([8, 0, 1, 8, 2, 3], [2, 3])),
      OperatorCase(
        Pad(), counted(2, 0), integers([0, 1, 0, 1]), float(3),
        gives: floats([3, 3, 3, 3], [2, 2])),
      OperatorCase(Pad(), integers([5]), integers([1, 0]), gives: integers([0, 5])),
      OperatorCase(Pad(), float(4), integers([], [0]), gives: float(4)),
    ])
  func padding(_ example: OperatorCase) throws { try example.check() }

  @Test("padding that is not possible is told")
  func refused() {
    let input = counted(2, 3)
    let refused: [(any Operator, [Tensor?])] = [
      (Pad(), [input]), (Pad(), [input, integers([1, 1])]),
      (Pad(), [input, integers([-1, 0, -2, 0])]),
      (Pad(), [input, integers([.max, 0, 0, 0])]), (Pad(), [input, integers([.min, 0, .max, 0])]),
      (Pad(), [input, integers([1 << 29, 1 << 29, 0, 0])]),
      (Pad(), [input, integers([1, 1]), nil, integers([2])]),
      (Pad(), [input, integers([1, 1, 1, 1]), nil, integers([0, -2])]),
      (Pad(), [input, integers([1, 1, 1, 1]), integer(1)]),
      (Pad(mode: .edge), [counted(0), integers([1, 0])]),
      (Pad(mode: .wrap), [counted(0), integers([1, 0])]),
      (Pad(mode: .reflect), [counted(2), integers([-2, 1])]),
    ]
    for (operation, inputs) in refused {
      #expect(throws: LayerError.self, "\(operation.kind)") { try operation.compute(inputs) }
    }
  }
}
