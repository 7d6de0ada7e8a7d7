import Networks
import Pixels
import Testing
import _TestSupport

@Suite struct SpatialPoolingTests {
  /// Windows of one to three dimensions.
  struct Case: CustomStringConvertible {
    var input: [Int]
    var shape: [Int]
    var strides: [Int] = []
    var dilations: [Int] = []
    var before: [Int] = []
    var after: [Int] = []
    var roundsUp = false
    var output: [Int]

    var description: String { "\(shape) of \(input)" }

    func operation(_ kind: SpatialPooling.Kind) throws -> any Operator {
      try pooling(
        kind, shape: shape, strides: strides, dilations: dilations,
        padding: .numbers(before: before, after: after), roundsUp: roundsUp)
    }

    /// What each window sees: values inside, their places, and how many taps count as padding.
    func windows(of tensor: Tensor) -> [(seen: [(value: Float, place: [Int])], padded: Int)] {
      let rank = shape.count
      func number(_ list: [Int], _ axis: Int, _ standard: Int) -> Int {
        list.isEmpty ? standard : list[axis]
      }
      return indices(of: output).map { index in
        var (seen, padded): ([(value: Float, place: [Int])], Int) = ([], 0)
        for tap in indices(of: shape) {
          let place = (0..<rank).map { axis in
            index[2 + axis] * number(strides, axis, 1) - number(before, axis, 0)
              + tap[axis] * number(dilations, axis, 1)
          }
          let isPadded = (0..<rank).allSatisfy {
            place[$0] < input[2 + $0] + number(after, $0, 0)
          }
          if isPadded { padded += 1 }
          let full = Array(index[..<2]) + place
          if let value = tensor.number(full) { seen.append((value, full)) }
        }
        return (seen, padded)
      }
    }
  }

  static let cases = [
    Case(input: [2, 3, 9], shape: [3], output: [2, 3, 7]),
    Case(
      input: [1, 2, 10], shape: [2], strides: [3], dilations: [4], before: [1], after: [2],
      output: [1, 2, 3]),
    Case(
      input: [1, 1, 10], shape: [2], strides: [3], dilations: [4], before: [1], after: [2],
      roundsUp: true, output: [1, 1, 4]),
    Case(input: [1, 2, 5, 6], shape: [2, 3], output: [1, 2, 4, 4]),
    Case(
      input: [2, 2, 7, 6], shape: [3, 2], strides: [2, 3], before: [1, 0], after: [0, 1],
      roundsUp: true, output: [2, 2, 4, 2]),
    Case(
      input: [1, 2, 8, 9], shape: [2, 3], strides: [2, 1], dilations: [3, 2], before: [2, 1],
      after: [1, 3], output: [1, 2, 4, 9]),
    Case(
      input: [1, 2, 8, 9], shape: [2, 3], strides: [3, 2], dilations: [3, 2], before: [2, 1],
      after: [1, 3], roundsUp: true, output: [1, 2, 4, 5]),
    Case(
      input: [1, 2, 4, 5, 6], shape: [2, 1, 3], strides: [1, 2, 2], dilations: [2, 1, 1],
      before: [1, 0, 2], after: [0, 0, 1], roundsUp: true, output: [1, 2, 3, 3, 4]),
    Case(input: [1, 1, 3, 3, 3], shape: [3, 3, 3], output: [1, 1, 1, 1, 1]),
    // Taps that all lie outside.
    Case(
      input: [1, 1, 2], shape: [2], dilations: [4], before: [2], after: [2], output: [1, 1, 2]),
  ]

  @Test("windows see what plain loops see", arguments: cases)
  func plain(_ example: Case) throws {
    var random = SeededGenerator(seed: 81)
    let input = random.tensor(example.input)
    let windows = example.windows(of: input)
    let largest = try call(try example.operation(.max), input)[0]
    #expect(largest.shape == example.output)
    #expect(largest.floats == windows.map { $0.seen.map(\.value).max() ?? -.infinity })
    for countsPadding in [false, true] {
      let means = try call(try example.operation(.average(countsPadding: countsPadding)), input)[0]
      let expected = windows.map { window in
        let sum = window.seen.reduce(0) { $0 + Double($1.value) }
        return Float(sum / Double(max(1, countsPadding ? window.padded : window.seen.count)))
      }
      #expect(means.floats == expected)
    }
    let norms = try call(try example.operation(.norm(2)), input)[0]
    for (norm, window) in zip(norms.floats, windows) {
      let sum = window.seen.reduce(0) { $0 + Double($1.value) * Double($1.value) }
      #expect(abs(Double(norm) - sum.squareRoot()) < 1e-6)
    }
  }

  @Test("places count all values of the input, by rows or by columns", arguments: cases)
  func places(_ example: Case) throws {
    var random = SeededGenerator(seed: 82)
    let input = random.tensor(example.input)
    let windows = example.windows(of: input)
    let largest = try call(try example.operation(.max), input)[0]
    for byColumns in [false, true] {
      let outputs = try call(try example.operation(.maxWithPlaces(byColumns: byColumns)), input)
      #expect(outputs[0] == largest)
      let extents = Array(example.input.dropFirst(2))
      let expected = windows.map { window -> Int64 in
        guard let winner = window.seen.max(by: { $0.value < $1.value }) else { return -1 }
        var place = 0
        let order = byColumns ? Array(extents.indices.reversed()) : Array(extents.indices)
        for axis in order { place = place * extents[axis] + winner.place[2 + axis] }
        let map = winner.place[0] * example.input[1] + winner.place[1]
        return Int64(map * extents.reduce(1, *) + place)
      }
      #expect(outputs[1].integers == expected)
    }
  }

  @Test("ONNX's example of places, and the first of equal values wins")
  func example() throws {
    let operation = try pooling(
      .maxWithPlaces(byColumns: true), shape: [2, 2], strides: [2, 2])
    let outputs = try call(operation, .counting([1, 1, 5, 5]))
    #expect(outputs[0].floats == [7, 9, 17, 19])
    #expect(outputs[1].integers == [6, 16, 8, 18])
    let equal = Tensor(shape: [1, 1, 4], values: [3, 3, .nan, .nan])
    let first = try call(try pooling(.maxWithPlaces(byColumns: false), shape: [2]), equal)
    #expect(first[1].integers == [0, 2, 2])
  }

  @Test("bytes stay bytes", arguments: [NumberType.uint8, .int8])
  func bytes(type: NumberType) throws {
    let input = Tensor(
      shape: [1, 1, 3, 3], integers: [1, 2, 3, 4, 5, 6, 7, 8, 9], type: type)
    for dilations in [[1, 1], [2, 2]] {
      let operation = try pooling(.max, shape: [2, 2], dilations: dilations)
      let output = try call(operation, input)[0]
      #expect(output.type == type)
      #expect(output.integers == (dilations == [1, 1] ? [5, 6, 8, 9] : [9]))
    }
    #expect(throws: LayerError.type(type)) {
      try call(try pooling(.average(countsPadding: true), shape: [2, 2]), input)
    }
  }

  @Test("the odd one of SAME_UPPER is after, of SAME_LOWER before")
  func same() throws {
    let row = Tensor.counting([1, 1, 5])
    #expect(
      try call(try pooling(.max, shape: [2], padding: .same), row)[0].floats == [2, 3, 4, 5, 5])
    #expect(
      try call(try pooling(.max, shape: [2], padding: .sameLower), row)[0].floats == [
        1, 2, 3, 4, 5,
      ])
    // ONNX's precomputed example of 3×3 with stride 2, and 2×2 the other way.
    let square = Tensor.counting([1, 1, 5, 5])
    let upper = try pooling(.max, shape: [3, 3], strides: [2, 2], padding: .same)
    #expect(try call(upper, square)[0].floats == [7, 9, 10, 17, 19, 20, 22, 24, 25])
    let lower = try pooling(.max, shape: [2, 2], strides: [2, 2], padding: .sameLower)
    #expect(try call(lower, square)[0].floats == [1, 3, 5, 11, 13, 15, 21, 23, 25])
  }

  @Test("two dimensions without dilation are pooled by the fast loops")
  func choice() throws {
    #expect(try pooling(.max, shape: [2, 2]) is Pooling)
    #expect(
      try pooling(.average(countsPadding: false), shape: [3, 3], padding: .sameLower) is Pooling)
    #expect(try pooling(.max, shape: [2]) is SpatialPooling)
    #expect(try pooling(.max, shape: [2, 2], dilations: [1, 2]) is SpatialPooling)
    #expect(
      try pooling(
        .max, shape: [1, 1], padding: .numbers(before: [1, 1], after: [0, 0])) is SpatialPooling)
    let input = [Fact(shape: [1, 1, 9, 9])]
    let window = try pooling(
      .max, shape: [2, 3], strides: [2, 1], dilations: [3, 2],
      padding: .numbers(before: [1, 2], after: [0, 0])
    ).window(for: input)
    #expect(
      window
        == Window(height: 4, width: 5, strideY: 2, strideX: 1, paddingTop: 1, paddingLeft: 2))
    #expect(
      try pooling(.max, shape: [2, 2, 2]).window(for: [Fact(shape: [1, 1, 4, 4, 4])])?.height
        == nil)
  }

  @Test("windows that are not possible are refused")
  func refusals() throws {
    #expect(throws: LayerError.self) { try pooling(.max, shape: [0]) }
    #expect(throws: LayerError.self) { try pooling(.max, shape: [2], strides: [0]) }
    #expect(throws: LayerError.self) { try pooling(.max, shape: [2], dilations: [0]) }
    #expect(throws: LayerError.self) { try pooling(.norm(0), shape: [2]) }
    #expect(throws: LayerError.self) {
      try pooling(.max, shape: [2], padding: .numbers(before: [-1], after: [0]))
    }
    let refused: [(any Operator, [Int])] = [
      (try pooling(.max, shape: [4]), [1, 1, 3]), (try pooling(.max, shape: [2]), [1, 1, 3, 3]),
      (try pooling(.max, shape: [2, 2]), [1, 1, 3]), (try pooling(.max, shape: [2]), [1, 3]),
      (try pooling(.max, shape: [2], strides: [1, 1]), [1, 1, 3]),
      (try pooling(.max, shape: [1, 1, 1, 1]), [1, 1, 2, 2, 2, 2]),
      (
        try pooling(.max, shape: [1], padding: .numbers(before: [1 << 20], after: [1 << 20])),
        [1, 1 << 20, 1]
      ),
    ]
    for (operation, shape) in refused {
      #expect(throws: LayerError.self) { try operation.outputs(for: [Fact(shape: shape)]) }
    }
  }

  @Test(
    "global pools take maps of any rank", arguments: [[2, 3, 4], [2, 3, 2, 2], [2, 3, 2, 1, 2]])
  func global(shape: [Int]) throws {
    let input = Tensor.counting(shape)
    let ones = [Int](repeating: 1, count: shape.count - 2)
    let mean = try call(GlobalAveragePooling(), input)[0]
    #expect(mean.shape == [2, 3] + ones)
    #expect(mean.floats == [2.5, 6.5, 10.5, 14.5, 18.5, 22.5])
    #expect(try call(try GlobalPooling(.max), input)[0].floats == [4, 8, 12, 16, 20, 24])
    #expect(try call(try GlobalPooling(.norm(1)), input)[0].floats == [10, 26, 42, 58, 74, 90])
    #expect(
      try GlobalPooling(.max).window(for: [Fact(shape: shape)])
        == Window.init(
          height: nil, width: nil, strideY: 1, strideX: 1))
    #expect(throws: LayerError.self) { try call(GlobalAveragePooling(), .counting([2, 3])) }
    #expect(throws: LayerError.self) { try call(try GlobalPooling(.max), .counting([1, 1, 0])) }
  }
}
