import Testing

/// The lectures' examples as pipelines, to the bit.
@Suite("The lectures' examples as pipelines")
struct WorkedPipelineTests {
  let texts: PipelineTexts

  init() throws { texts = try PipelineTexts() }

  @Test("4x4 with 2x2, ReLU and 2x2 max pooling of stride 1")
  func first() throws {
    let file = try texts.steps(
      """
      { name: "conv", convolve: { matrix: [[1, 1], [0, 1]] } },
      { name: "relu", relu: {} },
      { name: "pool", max: { extent: 2, stride: 1 } },
      """)
    let results = try file.results([[0, 0, 0, 0], [0, 1, 1, 0], [0, 0, 1, 0], [0, 0, 1, 0]])
    #expect(
      results == [
        [[1, 1, 0], [1, 3, 1], [0, 2, 1]], [[1, 1, 0], [1, 3, 1], [0, 2, 1]], [[3, 3], [3, 3]],
      ])
  }

  @Test(
    "5x5 with 3x3, stride 1 and 2",
    arguments: [
      ("", [[12, 12, 17], [10, 17, 19], [9, 6, 14]]), (", stride: 2", [[12, 17], [9, 14]]),
      (", stride: [2, 2], padding: \"valid\"", [[12, 17], [9, 14]]),
    ] as [(String, [[Float]])])
  func second(settings: String, expected: [[Float]]) throws {
    let file = try texts.steps(
      "{ name: 'conv', convolve: { matrix: [[0, 1, 2], [2, 2, 0], [0, 1, 2]]\(settings) } }")
    let results = try file.results([
      [3, 3, 2, 1, 0], [0, 0, 1, 3, 1], [3, 1, 2, 2, 3], [2, 0, 0, 2, 2], [2, 0, 0, 0, 1],
    ])
    #expect(results == [expected])
  }

  @Test("padding 1 keeps 5x5, and the first value is 114", arguments: ["1", "'same'", "[1, 1]"])
  func third(padding: String) throws {
    let file = try texts.steps(
      """
      {
        name: "sharpen",
        convolve: { matrix: [[0, -1, 0], [-1, 5, -1], [0, -1, 0]], padding: \(padding) },
      }
      """)
    let result = try file.results([
      [60, 113, 56, 139, 85], [73, 121, 54, 84, 128], [131, 99, 70, 129, 127],
      [80, 57, 115, 69, 134], [104, 126, 123, 95, 130],
    ])[0]
    #expect(result.map(\.count) == [5, 5, 5, 5, 5])
    #expect(result[0][0] == 114)
  }

  @Test(
    "2x2 pools of stride 2",
    arguments: [("max", [[13, 23], [17, 4]]), ("average", [[6, 13], [9, 2.5]])]
      as [(String, [[Float]])])
  func pools(kind: String, expected: [[Float]]) throws {
    let file = try texts.steps("{ name: 'pool', \(kind): { extent: 2 } }")
    let results = try file.results([
      [3, 13, 17, 11], [5, 3, 1, 23], [7, 1, 2, 3], [11, 17, 1, 4],
    ])
    #expect(results == [expected])
  }
}
