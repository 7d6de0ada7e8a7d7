import Networks
import Testing
import _TestSupport

@Suite struct ResizeOperatorTests {
  private let square = Tensor.counting([1, 1, 4, 4])

  private func scaled(_ operation: Resize, _ input: Tensor, _ scales: [Float]) throws -> Tensor {
    try call(operation, input, nil, Tensor(shape: [scales.count], values: scales))[0]
  }

  private func sized(_ operation: Resize, _ input: Tensor, _ sizes: [Int64]) throws -> Tensor {
    try call(operation, input, nil, nil, Tensor(shape: [sizes.count], integers: sizes))[0]
  }

  private func isClose(_ tensor: Tensor, _ expected: [Float]) -> Bool {
    tensor.count == expected.count
      && zip(tensor.floats, expected).allSatisfy { abs($0 - $1) < 1e-4 * max(1, abs($1)) }
  }

  @Test("ONNX's examples of linear interpolation")
  func linear() throws {
    let small = Tensor.counting([1, 1, 2, 2])
    #expect(
      try scaled(Resize(.linear), small, [1, 1, 2, 2]).floats == [
        1, 1.25, 1.75, 2, 1.5, 1.75, 2.25, 2.5, 2.5, 2.75, 3.25, 3.5, 3, 3.25, 3.75, 4,
      ])
    #expect(
      isClose(
        try scaled(Resize(.linear, coordinates: .alignCorners), small, [1, 1, 2, 2]),
        [
          1, 1.33333333, 1.66666667, 2, 1.66666667, 2, 2.33333333, 2.66666667, 2.33333333,
          2.66666667, 3, 3.33333333, 3, 3.33333333, 3.66666667, 4,
        ]))
    let wide = Tensor.counting([1, 1, 2, 4])
    #expect(
      isClose(try scaled(Resize(.linear), wide, [1, 1, 0.6, 0.6]), [2.6666665, 4.3333331]))
    #expect(
      isClose(
        try scaled(Resize(.linear, coordinates: .alignCorners), wide, [1, 1, 0.6, 0.6]),
        [1, 3.142857]))
    #expect(
      isClose(
        try scaled(Resize(.linear, antialiases: true), square, [1, 1, 0.6, 0.6]),
        [2.875, 4.5, 9.375, 11]))
    #expect(
      isClose(
        try sized(
          Resize(.linear, coordinates: .halfPixelOfPyTorch), square, [1, 1, 3, 1]),
        [1.6666666, 7, 12.333333]))
    #expect(
      isClose(
        try scaled(
          Resize(.linear, coordinates: .halfPixelSymmetric), .counting([1, 1, 1, 4]),
          [1, 1, 1, 0.6]
        ), [1.6666667, 3.3333333]))
  }

  @Test("ONNX's examples of cubic interpolation")
  func cubic() throws {
    let cubic = Resize.Mode.cubic(coefficient: -0.75)
    #expect(
      isClose(
        try scaled(Resize(cubic), square, [1, 1, 0.8, 0.8]),
        [
          1.47119141, 2.78125, 4.08251953, 6.71142578, 8.02148438, 9.32275391, 11.91650391,
          13.2265625, 14.52783203,
        ]))
    #expect(
      isClose(
        try scaled(
          Resize(.cubic(coefficient: -0.5), excludesOutside: true), square, [1, 1, 0.8, 0.8]),
        [
          1.36812675, 2.6695014, 4.0133367, 6.57362535, 7.875, 9.2188353, 11.94896657, 13.25034122,
          14.59417652,
        ]))
    #expect(
      isClose(
        try scaled(Resize(cubic, antialiases: true), square, [1, 1, 0.6, 0.6]),
        [2.5180721, 4.2858863, 9.589329, 11.357142]))
  }

  /// How the nearest is chosen, the sizes asked for, the first row that comes out.
  private static let nearestCases: [(Resize, [Int64], [Float])] = [
    (Resize(.nearest(.ceil)), [1, 1, 8, 8], [1, 2, 2, 3, 3, 4, 4, 4]),
    (
      Resize(.nearest(.floor), coordinates: .alignCorners), [1, 1, 8, 8],
      [1, 1, 1, 2, 2, 3, 3, 4]
    ),
    (
      Resize(.nearest(.preferCeil), coordinates: .asymmetric), [1, 1, 8, 8],
      [1, 2, 2, 3, 3, 4, 4, 4]
    ),
    (Resize(.nearest(.preferFloor)), [1, 1, 8, 8], [1, 1, 2, 2, 3, 3, 4, 4]),
    (Resize(.nearest(.floor), coordinates: .halfPixelOfNearest), [1, 1, 1, 2], [10, 12]),
    (Resize(.nearest(.simple), coordinates: .asymmetric), [1, 1, 1, 3], [1, 3, 4]),
    (
      Resize(.nearest(.simple), coordinates: .asymmetric), [1, 1, 1, 6], [1, 1, 2, 3, 3, 4]
    ),
  ]

  @Test("ONNX's examples of the nearest position", arguments: nearestCases)
  func nearest(operation: Resize, sizes: [Int64], row: [Float]) throws {
    #expect(Array(try sized(operation, square, sizes).floats.prefix(row.count)) == row)
  }

  @Test("sizes may keep proportions, and name their axes in any order")
  func sizes() throws {
    let wide = Tensor.counting([1, 1, 2, 4])
    let larger = Resize(.nearest(.preferFloor), axes: [2, 3], aspectRatio: .notLarger)
    #expect(try sized(larger, wide, [7, 8]).shape == [1, 1, 4, 8])
    let smaller = Resize(.nearest(.preferFloor), axes: [2, 3], aspectRatio: .notSmaller)
    #expect(try sized(smaller, wide, [7, 8]).shape == [1, 1, 7, 14])
    let swapped = Resize(.nearest(.preferFloor), axes: [-1, 2])
    #expect(try sized(swapped, wide, [8, 7]).shape == [1, 1, 7, 8])
    #expect(try scaled(swapped, wide, [2, 1.5]).shape == [1, 1, 3, 8])
  }

  @Test("a region is cut out and may reach outside")
  func region() throws {
    let region = Tensor(shape: [8], values: [0, 0, 0.4, 0.6, 1, 1, 1.2, 1.7])
    let operation = Resize(.linear, coordinates: .cropAndResize, extrapolation: 10)
    let output = try call(
      operation, square, region, nil, Tensor(shape: [4], integers: [1, 1, 3, 3]))[0]
    #expect(isClose(output, [7.6, 10, 10, 12.4, 10, 10, 10, 10, 10]))
    #expect(throws: LayerError.self) {
      try call(operation, square, nil, nil, Tensor(shape: [4], integers: [1, 1, 3, 3]))
    }
  }

  @Test("whole numbers are copied or rounded within their type")
  func integers() throws {
    let input = Tensor(shape: [3], integers: [0, 3, 255], type: .uint8)
    #expect(try sized(Resize(), input, [6]).integers == [0, 0, 3, 3, 255, 255])
    #expect(try sized(Resize(.linear), input, [6]).integers == [0, 1, 2, 66, 192, 255])
    let cubic = try sized(Resize(.cubic(coefficient: -0.75)), input, [6])
    #expect(cubic.integers?.allSatisfy { (0...255).contains($0) } == true)
    let large = Tensor(shape: [2], integers: [.max, .min])
    #expect(try sized(Resize(), large, [4]).integers == [.max, .max, .min, .min])
  }

  @Test("any rank is interpolated axis by axis")
  func rank() throws {
    let input = Tensor.counting([2, 2, 2, 2, 2])
    let output = try scaled(Resize(.linear), input, [1, 1, 2, 1, 2])
    #expect(output.shape == [2, 2, 4, 2, 4])
    #expect(output.floats.prefix(4) == [1, 1.25, 1.75, 2])
  }

  @Test("scales and sizes that are not possible are refused")
  func refusals() throws {
    let floats: [[Float]] = [
      [1], [0, 1], [-1, 1], [.nan, 1], [.infinity, 1], [1e30, 1], [1e6, 1e6],
    ]
    for scales in floats {
      #expect(throws: LayerError.self) { try scaled(Resize(), .counting([2, 2]), scales) }
    }
    for sizes in [[1], [-1, 2], [1 << 40, 1], [1 << 30, 1 << 30]] as [[Int64]] {
      #expect(throws: LayerError.self) { try sized(Resize(), .counting([2, 2]), sizes) }
    }
    #expect(throws: LayerError.self) {
      try sized(Resize(), Tensor(shape: [0, 2], values: []), [1, 2])
    }
    #expect(throws: LayerError.self) {
      try sized(Resize(axes: [0, 0]), .counting([2, 2]), [1, 2])
    }
    #expect(throws: LayerError.missingInput(2)) {
      try Resize().outputs(for: [Fact(shape: [2])])
    }
    #expect(throws: LayerError.notConstant(input: 3)) {
      try Resize().outputs(
        for: [Fact(shape: [2]), nil, nil, Fact(shape: [1], type: .int64)])
    }
  }
}
