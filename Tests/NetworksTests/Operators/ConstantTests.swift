import Networks
import Testing

@Suite struct ConstantTests {
  @Test(
    "extents and their product are whole numbers",
    arguments: [
      OperatorCase(Extents(), counted(2, 3, 4), gives: integers([2, 3, 4])),
      OperatorCase(Extents(start: 1), counted(2, 3, 4), gives: integers([3, 4])),
      OperatorCase(Extents(start: -1), counted(2, 3, 4), gives: integers([4])),
      OperatorCase(Extents(end: -1), counted(2, 3, 4), gives: integers([2, 3])),
      OperatorCase(Extents(start: 2, end: 1), counted(2, 3, 4), gives: integers([])),
      OperatorCase(Extents(start: .min, end: .max), counted(2, 3), gives: integers([2, 3])),
      OperatorCase(Extents(), float(1), gives: integers([])),
      OperatorCase(ElementCount(), counted(2, 3, 4), gives: integer(24)),
      OperatorCase(ElementCount(), float(1), gives: integer(1)),
      OperatorCase(ElementCount(), counted(2, 0), gives: integer(0)),
    ])
  func extents(_ example: OperatorCase) throws { try example.check() }

  @Test("extents are known before the values are")
  func known() throws {
    let maps = Fact(shape: [1, 3, 5, 7])
    #expect(try Extents().outputs(for: [maps])[0].constant == integers([1, 3, 5, 7]))
    #expect(try ElementCount().outputs(for: [maps])[0].constant == integer(105))
    #expect(try Constant(counted(2)).outputs(for: [])[0].constant == counted(2))
    #expect(try Constant(counted(2)).compute([]) == [counted(2)])
  }

  @Test(
    "shapes are filled, ranges counted, lines marked",
    arguments: [
      OperatorCase(Identity(), truths([1]), gives: truths([1])),
      OperatorCase(NumberRange(), integer(3), integer(9), integer(3), gives: integers([3, 6])),
      OperatorCase(
        NumberRange(), integer(10), integer(4), integer(-2), gives: integers([10, 8, 6])),
      OperatorCase(NumberRange(), integer(4), integer(4), integer(1), gives: integers([])),
      OperatorCase(
        NumberRange(), integer(.min), integer(.max), integer(.max),
        gives: integers([.min, -1, .max - 1])),
      OperatorCase(
        NumberRange(), float(1), float(2), float(0.25),
        gives: floats([1, 1.25, 1.5, 1.75])),
      OperatorCase(NumberRange(), float(1), float(0), float(0.25), gives: floats([])),
      OperatorCase(NumberRange(), float(1e30), float(-1e30), float(1e-10), gives: floats([])),
      OperatorCase(
        OneHot(), integers([1, -1, 5]), integer(3), floats([0, 2]),
        gives: floats([0, 2, 0, 0, 0, 2, 0, 0, 0], [3, 3])),
      OperatorCase(
        OneHot(axis: 0), floats([1, 0]), integers([2], [1], .int32), integers([-1, 4]),
        gives: integers([-1, 4, 4, -1], [2, 2])),
      OperatorCase(
        Triangle(), counted(2, 3), gives: floats([0, 1, 2, 0, 4, 5], [2, 3])),
      OperatorCase(
        Triangle(isUpper: false), counted(2, 3), integer(1),
        gives: floats([0, 1, 0, 3, 4, 5], [2, 3])),
      OperatorCase(
        Triangle(), counted(2, 2, 2), integer(1),
        gives: floats([0, 1, 0, 0, 0, 5, 0, 0], [2, 2, 2])),
      OperatorCase(Triangle(), counted(2, 2), integer(.min), gives: counted(2, 2)),
      OperatorCase(Triangle(), counted(2, 0), gives: counted(2, 0)),
    ])
  func made(_ example: OperatorCase) throws { try example.check() }

  @Test("constants of a shape are zeros of single precision unless a number is given")
  func filled() throws {
    let zeros = floats([0, 0, 0, 0, 0, 0], [2, 3])
    try OperatorCase(ConstantOfShape(), integers([2, 3]), gives: zeros).check()
    try OperatorCase(ConstantOfShape(), integers([], [0]), gives: float(0)).check()
    let ones = try ConstantOfShape(value: integers([1], nil, .int32))
    try OperatorCase(ones, integers([2]), gives: integers([1, 1], nil, .int32)).check()
    try OperatorCase(ones, integers([2, 0]), gives: integers([], [2, 0], .int32)).check()
    #expect(throws: LayerError.self) { try ConstantOfShape(value: counted(2)) }
  }

  @Test("squares of channels become rows and columns, and channels again")
  func squares() throws {
    let channels = counted(1, 8, 1, 1)
    try OperatorCase(
      DepthToSpace(blockSize: 2), channels,
      gives: floats([0, 2, 4, 6, 1, 3, 5, 7], [1, 2, 2, 2])
    ).check()
    try OperatorCase(
      DepthToSpace(blockSize: 2, mode: .crd), channels, gives: counted(1, 2, 2, 2)
    ).check()
    try OperatorCase(
      SpaceToDepth(blockSize: 2), counted(1, 1, 2, 4),
      gives: floats([0, 2, 1, 3, 4, 6, 5, 7], [1, 4, 1, 2])
    ).check()
    let random = floats([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3], [1, 4, 2, 2])
    let enlarged = try DepthToSpace(blockSize: 2).compute([random])
    try OperatorCase(SpaceToDepth(blockSize: 2), enlarged[0], gives: random).check()
  }

  @Test("numbers that lead nowhere or to too much are told")
  func refused() throws {
    let refused: [(any Operator, [Tensor?])] = [
      (try ConstantOfShape(), [integers([-1])]), (try ConstantOfShape(), [integers([1 << 40])]),
      (try ConstantOfShape(), [integers([0, .max, .max])]), (try ConstantOfShape(), [floats([1])]),
      (NumberRange(), [integer(0), integer(1), integer(0)]),
      (NumberRange(), [float(0), float(1), float(0)]),
      (NumberRange(), [float(0), float(.nan), float(1)]),
      (NumberRange(), [integer(.min), integer(.max), integer(1)]),
      (NumberRange(), [integer(0), float(1), integer(1)]),
      (NumberRange(), [integer(0), integer(1)]),
      (NumberRange(), [integers([0, 1]), integer(1), integer(1)]),
      (OneHot(), [integers([1]), integer(-1), floats([0, 1])]),
      (OneHot(), [integers([1]), integer(.max), floats([0, 1])]),
      (OneHot(), [integers([1]), integer(2), floats([0, 1, 2])]),
      (OneHot(axis: 2), [integers([1]), integer(2), floats([0, 1])]),
      (Triangle(), [counted(3)]), (Triangle(), [counted(2, 2), floats([1])]),
      (try DepthToSpace(blockSize: 2), [counted(1, 6, 1, 1)]),
      (try SpaceToDepth(blockSize: 2), [counted(1, 1, 3, 2)]),
      (try SpaceToDepth(blockSize: 2), [counted(1, 2, 2)]), (Extents(), []), (Identity(), [nil]),
    ]
    for (operation, inputs) in refused {
      #expect(throws: LayerError.self, "\(operation.kind)") { try operation.compute(inputs) }
    }
    #expect(throws: LayerError.self) { try DepthToSpace(blockSize: 0) }
    #expect(throws: LayerError.self) { try SpaceToDepth(blockSize: .max) }
    #expect(throws: LayerError.notConstant(input: 0)) {
      try ConstantOfShape().outputs(for: [Fact(shape: [1], type: .int64)])
    }
    #expect(throws: LayerError.self) { try Extents().outputs(for: [Fact(shape: [0, .max, .max])]) }
  }
}
