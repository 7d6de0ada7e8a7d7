import Networks
import Testing

/// What outputs see of rows and columns.
@Suite struct OperatorWindowTests {
  private static let all = Window(height: nil, width: nil, strideY: 1, strideX: 1)
  private static let rows = Window(height: nil, width: 1, strideY: 1, strideX: 1)
  private static let columns = Window(height: 1, width: nil, strideY: 1, strideX: 1)

  static let windows: [(any Operator, [Tensor?], Window?)] = [
    (UnaryFunction.exp, [counted(1, 2, 3, 4)], nil), (Softmax(axis: 1), [counted(1, 2, 3, 4)], nil),
    (Softmax(axis: 2), [counted(1, 2, 3, 4)], rows), (Softmax(axis: 1), [counted(2, 3)], nil),
    (Concat(axis: 1), [counted(1, 2, 3, 4), counted(1, 2, 3, 4)], nil),
    (Concat(axis: 3), [counted(1, 2, 3, 4), counted(1, 2, 3, 4)], columns),
    (Split(axis: 1, count: 2), [counted(1, 2, 3, 4)], nil),
    (Split(axis: 3, count: 2), [counted(1, 2, 3, 4)], columns),
    (Transpose(permutation: [0, 2, 1, 3, 4]), [counted(1, 2, 3, 4, 5)], nil),
    (Transpose(permutation: [0, 2, 3, 1]), [counted(1, 2, 3, 4)], all),
    (Reshape(), [counted(1, 6, 3, 4), integers([1, 2, 3, 3, 4])], nil),
    (Reshape(), [counted(1, 6, 3, 4), integers([1, -1])], all),
    (Reshape(), [counted(1, 6, 1, 1), integers([1, -1])], nil),
    (Flatten(), [counted(1, 6, 3, 4)], all), (Flatten(), [counted(1, 6, 1, 1)], nil),
    (Reduction(.mean), [counted(1, 2, 3, 4), integers([2, 3])], all),
    (Reduction(.mean), [counted(1, 2, 3, 4), integers([1])], nil),
    (ExtremePlace(.argMax, axis: 3), [counted(1, 2, 3, 4)], columns),
    (Gather(axis: 1), [counted(1, 2, 3, 4), integers([1])], nil),
    (Gather(axis: 2), [counted(1, 2, 3, 4), integers([1])], rows),
    (Tile(), [counted(1, 2, 3, 4), integers([1, 2, 1, 1])], nil),
    (Tile(), [counted(1, 2, 3, 4), integers([1, 1, 2, 1])], rows),
    (Pad(), [counted(1, 2, 3, 4), integers([0, 1, 0, 0, 0, 0, 0, 0])], nil),
    (
      Pad(), [counted(1, 2, 3, 4), integers([0, 0, 2, -1, 0, 0, 0, 0])],
      Window(height: 1, width: 1, strideY: 1, strideX: 1, paddingTop: 2, paddingLeft: -1)
    ),
    (Slice(), [counted(1, 2, 3, 4), integers([1]), integers([2]), integers([1])], nil),
    (
      Slice(),
      [
        counted(1, 2, 3, 4), integers([1, 0]), integers([3, 4]), integers([2, 3]),
        integers([1, 2]),
      ],
      Window(height: 1, width: 1, strideY: 1, strideX: 2, paddingTop: -1)
    ),
    (
      Slice(), [counted(1, 2, 3, 4), integers([3]), integers([-9]), integers([3]), integers([-1])],
      columns
    ),
  ]

  @Test("places of rows and columns stay, move, or are mixed", arguments: windows.indices)
  func window(_ index: Int) throws {
    let (operation, inputs, window) = Self.windows[index]
    #expect(try operation.window(for: known(inputs)) == window, "\(operation.kind)")
  }

  @Test("squares are seen as a whole")
  func squares() throws {
    let maps = known([counted(1, 4, 2, 4)])
    let square = Window(height: 2, width: 2, strideY: 2, strideX: 2)
    #expect(try SpaceToDepth(blockSize: 2).window(for: maps) == square)
    #expect(try DepthToSpace(blockSize: 2).window(for: maps) == Self.all)
  }

  @Test("a shuffle of channels changes no receptive field, cropping moves it")
  func shuffle() throws {
    var graph = Graph()
    let input = graph.addInput("x", dimensions: nil)
    func parameter(_ name: String, _ numbers: [Int64]) -> Int {
      graph.addParameter(name, StoredParameter(integers(numbers)))
    }
    let apart = parameter("apart", [1, 2, 2, 4, 6])
    let joined = parameter("joined", [1, 4, 4, 6])
    let (first, last, axis) = (
      parameter("first", [1]), parameter("last", [9]), parameter("axis", [2])
    )
    var value = graph.addNode("a", Reshape(), inputs: [input, apart], outputs: ["a"])[0]
    value =
      graph.addNode(
        "b", Transpose(permutation: [0, 2, 1, 3, 4]), inputs: [value], outputs: ["b"])[0]
    value = graph.addNode("c", Reshape(), inputs: [value, joined], outputs: ["c"])[0]
    value = graph.addNode("d", Slice(), inputs: [value, first, last, axis], outputs: ["d"])[0]
    graph.outputs = [value]
    let summaries = try GraphSlice(graph).summaries(for: [Fact(shape: [1, 4, 4, 6])])
    #expect(summaries.map(\.receptiveField.y.extent) == [1, 1, 1, 1])
    #expect(summaries.map(\.receptiveField.y.padding) == [0, 0, 0, -1])
    #expect(summaries.last?.outputs == [[1, 4, 3, 6]])
  }
}
