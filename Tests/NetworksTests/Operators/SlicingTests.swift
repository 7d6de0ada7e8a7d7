import Networks
import Testing

@Suite struct SlicingTests {
  private static func slice(
    _ input: Tensor, _ starts: [Int64], _ ends: [Int64], axes: [Int64]? = nil,
    steps: [Int64]? = nil, gives result: Tensor
  ) -> OperatorCase {
    OperatorCase(
      Slice(), input, integers(starts), integers(ends), axes.map { integers($0) },
      steps.map { integers($0) }, gives: result)
  }

  @Test(
    "places from one on, up to another, in steps of either sign, as Python slices",
    arguments: [
      slice(counted(5), [1], [3], gives: floats([1, 2])),
      slice(counted(5), [-3], [.max], gives: floats([2, 3, 4])),
      slice(counted(5), [-9], [-1], steps: [2], gives: floats([0, 2])),
      slice(counted(5), [4], [.min], steps: [-2], gives: floats([4, 2, 0])),
      slice(counted(5), [9], [0], steps: [-1], gives: floats([4, 3, 2, 1])),
      slice(counted(5), [-1], [-9], steps: [.min], gives: floats([4])),
      slice(counted(5), [0], [5], steps: [.max], gives: floats([0])),
      slice(counted(5), [3], [1], gives: floats([])),
      slice(counted(5), [7], [9], gives: floats([])),
      slice(counted(0), [0], [5], steps: [-1], gives: counted(0)),
      slice(counted(2, 3), [1], [3], axes: [-1], gives: floats([1, 2, 4, 5], [2, 2])),
      slice(
        counted(2, 3), [1, 2], [.min, .min], steps: [-1, -1],
        gives: floats([5, 4, 3, 2, 1, 0], [2, 3])),
      slice(
        counted(1, 2, 2, 4), [1, 1], [2, 4], axes: [2, 3], steps: [1, 2],
        gives: floats([5, 7, 13, 15], [1, 2, 1, 2])),
      slice(integers([7, 8, 9]), [1], [2], gives: integers([8])),
    ])
  func slices(_ example: OperatorCase) throws { try example.check() }

  @Test(
    "parts along an axis, and the whole of them again",
    arguments: [
      OperatorCase(Split(count: 2), counted(4), gives: floats([0, 1]), floats([2, 3])),
      OperatorCase(
        Split(axis: 1), counted(2, 3), integers([1, 2]), gives: floats([0, 3], [2, 1]),
        floats([1, 2, 4, 5], [2, 2])),
      OperatorCase(
        Split(count: 4), counted(7), gives: floats([0, 1]), floats([2, 3]), floats([4, 5]),
        floats([6])),
      OperatorCase(Split(), counted(0), integers([0, 0]), gives: counted(0), counted(0)),
      OperatorCase(
        Concat(axis: 1), counted(2, 1), counted(2, 0), counted(2, 2),
        gives: floats([0, 0, 1, 1, 2, 3], [2, 3])),
      OperatorCase(
        Concat(axis: -2), counted(1, 2), counted(2, 2),
        gives: floats([0, 1, 0, 1, 2, 3], [3, 2])),
      OperatorCase(Concat(axis: 0), truths([1]), truths([0, 1]), gives: truths([1, 0, 1])),
      OperatorCase(Concat(axis: 0), counted(3), gives: counted(3)),
      OperatorCase(
        Concat(axis: 2), counted(1, 2, 1, 1, 2), counted(1, 2, 1, 1, 2),
        gives: floats([0, 1, 0, 1, 2, 3, 2, 3], [1, 2, 2, 1, 2])),
    ])
  func parts(_ example: OperatorCase) throws { try example.check() }

  @Test(
    "parts and elements at places, negative ones from the end",
    arguments: [
      OperatorCase(
        Gather(), counted(3, 2), integers([0, -1, 0, 1], [2, 2]),
        gives: floats([0, 1, 4, 5, 0, 1, 2, 3], [2, 2, 2])),
      OperatorCase(Gather(axis: 1), counted(2, 3), integer(2), gives: floats([2, 5])),
      OperatorCase(
        Gather(axis: -1), counted(2, 3), integers([1], nil, .int32), gives: floats([1, 4], [2, 1])),
      OperatorCase(Gather(), counted(0, 2), integers([], [0]), gives: counted(0, 2)),
      OperatorCase(
        GatherElements(axis: 1), floats([1, 2, 3, 4], [2, 2]), integers([0, 0, 1, 0], [2, 2]),
        gives: floats([1, 1, 4, 3], [2, 2])),
      OperatorCase(
        GatherElements(), floats([1, 2, 3, 4, 5, 6, 7, 8, 9], [3, 3]),
        integers([-1, -2, 0, -2, 0, 0], [2, 3]), gives: floats([7, 5, 3, 4, 2, 3], [2, 3])),
      OperatorCase(
        GatherND(), counted(2, 2), integers([0, 0, 1, -1], [2, 2]), gives: floats([0, 3])),
      OperatorCase(
        GatherND(), counted(2, 2, 2), integers([0, 1, 1, 0], [2, 1, 2]),
        gives: floats([2, 3, 4, 5], [2, 1, 2])),
      OperatorCase(
        GatherND(batchAxes: 1), counted(2, 2, 2), integers([1, 0], [2, 1]),
        gives: floats([2, 3, 4, 5], [2, 2])),
    ])
  func gathering(_ example: OperatorCase) throws { try example.check() }

  @Test("places that are not there, and parts that do not fit, are told")
  func refused() {
    let input = counted(2, 3)
    let refused: [(any Operator, [Tensor?])] = [
      (Slice(), [input, integers([0]), integers([1]), integers([2])]),
      (Slice(), [input, integers([0, 0]), integers([1, 1]), integers([1, -1])]),
      (Slice(), [input, integers([0]), integers([1]), nil, integers([0])]),
      (Slice(), [input, integers([0]), integers([1, 2])]),
      (Slice(), [input, integers([0, 0, 0]), integers([1, 1, 1])]), (Slice(), [input]),
      (Split(), [input]), (Split(), [input, integers([1, 2])]),
      (Split(), [input, integers([3, -1])]), (Split(), [input, integers([.max, .max])]),
      (Split(axis: 2, count: 1), [input]), (Split(count: 0), [input]),
      (Split(count: .max), [input]),
      (Split(axis: 1, count: 5), [counted(1, 6)]),
      (Concat(axis: 2), [input, input]), (Concat(axis: 0), [input, counted(2, 4)]),
      (Concat(axis: 0), [input, counted(6)]), (Concat(axis: 0), [input, nil]),
      (Concat(axis: 0), [counted(1), integers([1])]), (Concat(axis: 0), []),
      (Gather(), [input, integers([2])]), (Gather(), [input, integers([-3])]),
      (Gather(), [input, integers([.min])]), (Gather(axis: 2), [input, integers([0])]),
      (Gather(), [input, floats([0])]), (Gather(), [counted(0), integers([0])]),
      (GatherElements(), [input, integers([0])]),
      (GatherElements(), [input, integers([2], [1, 1])]),
      (GatherElements(), [input, integers([0, 0, 0, 0], [1, 4])]),
      (GatherND(), [input, integers([0, 3], [1, 2])]), (GatherND(), [input, integer(0)]),
      (GatherND(), [input, integers([0, 0, 0], [1, 3])]),
      (GatherND(batchAxes: 1), [input, integers([0], [1, 1])]),
      (GatherND(batchAxes: -1), [input, integers([0])]),
    ]
    for (operation, inputs) in refused {
      #expect(throws: LayerError.self, "\(operation.kind)") { try operation.compute(inputs) }
    }
    let large = Fact(shape: [1 << 28])
    #expect(throws: LayerError.self) {
      try Concat(axis: 0).outputs(for: [large, large, large])
    }
    #expect(throws: LayerError.self) {
      try Gather().outputs(for: [Fact(shape: [1, 1 << 28]), Fact(shape: [1 << 28], type: .int64)])
    }
  }
}
