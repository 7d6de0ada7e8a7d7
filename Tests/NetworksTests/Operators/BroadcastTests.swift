import Networks
import Testing

/// Two tensors of any ranks against a straight loop over all places.
@Suite struct BroadcastTests {
  static let shapes: [([Int], [Int], [Int])] = [
    ([], [], []), ([3], [], [3]), ([], [2, 3], [2, 3]), ([1], [1, 1], [1, 1]), ([4], [4], [4]),
    ([2, 3], [3], [2, 3]), ([2, 1], [3], [2, 3]), ([2, 3, 4], [2, 3, 4], [2, 3, 4]),
    ([2, 3, 4], [3, 1], [2, 3, 4]), ([2, 3, 2, 2], [1, 3, 1, 1], [2, 3, 2, 2]),
    ([2, 3, 2, 2], [2, 2], [2, 3, 2, 2]), ([1, 3, 1, 1], [2, 3, 2, 2], [2, 3, 2, 2]),
    ([2, 1, 2, 1], [3, 1, 5], [2, 3, 2, 5]), ([2, 1, 3, 1, 2], [4, 1, 3, 1], [2, 4, 3, 3, 2]),
    ([0], [1], [0]), ([2, 0, 3], [1, 1, 3], [2, 0, 3]),
    ([5, 1, 1, 1, 1], [1, 2, 1, 2, 1], [5, 2, 1, 2, 1]),
  ]

  /// Where a place of a shape is read in a tensor that is stretched over it.
  private func source(_ place: Int, _ common: [Int], _ shape: [Int]) -> Int {
    var (rest, index, stride) = (place, 0, 1)
    for axis in common.indices.reversed() {
      let position = rest % common[axis]
      rest /= common[axis]
      let own = axis - (common.count - shape.count)
      guard own >= 0 else { continue }
      if shape[own] != 1 { index += position * stride }
      stride *= shape[own]
    }
    return index
  }

  @Test("any two shapes that go together, as a straight loop", arguments: shapes.indices)
  func loop(_ index: Int) throws {
    let (first, second, common) = Self.shapes[index]
    let a = (0..<first.reduce(1, *)).map { Float($0) * 1.5 - 2 }
    let b = (0..<second.reduce(1, *)).map { Float($0 * $0) * 0.25 + 1 }
    func expected(_ combine: (Float, Float) -> Float) -> Tensor {
      let places = 0..<common.reduce(1, *)
      return floats(
        places.map { combine(a[source($0, common, first)], b[source($0, common, second)]) }, common)
    }
    let (x, y) = (floats(a, first), floats(b, second))
    try OperatorCase(Arithmetic(.add), x, y, gives: expected { $0 + $1 }).check()
    try OperatorCase(Arithmetic(.sub), x, y, gives: expected { $0 - $1 }).check()
    try OperatorCase(Arithmetic(.mul), x, y, gives: expected { $0 * $1 }).check()
    try OperatorCase(Arithmetic(.div), x, y, gives: expected { $0 / $1 }).check()
    try OperatorCase(Accumulation(.max), x, y, gives: expected { $0 > $1 ? $0 : $1 }).check()
    try OperatorCase(Accumulation(.min), x, y, gives: expected { $0 < $1 ? $0 : $1 }).check()
    try OperatorCase(Accumulation(.mean), x, y, gives: expected { ($0 + $1) / 2 }).check()
    let isLess = expected { $0 < $1 ? 1 : 0 }.floats.map { Int64($0) }
    try OperatorCase(Relation(.less), x, y, gives: truths(isLess, common)).check()
    let positive = truths(a.map { $0 > 0 ? 1 : 0 }, first)
    try OperatorCase(Where(), positive, x, y, gives: expected { a, b in a > 0 ? a : b }).check()
    if common == first {
      let slopes = expected { $0 < 0 ? $0 * $1 : $0 }
      try OperatorCase(PReLU(), x, y, gives: slopes).check()
    }
  }

  @Test("shapes that do not go together are told, and products that cannot be held")
  func misfit() {
    let (three, four) = (counted(2, 3), counted(2, 4))
    #expect(throws: LayerError.unequalShapes([2, 3], [2, 4])) {
      try Arithmetic(.add).compute([three, four])
    }
    let wide = Fact(shape: [1 << 20, 1])
    let long = Fact(shape: [1 << 20])
    #expect(throws: LayerError.self) { try Arithmetic(.add).outputs(for: [wide, long]) }
    #expect(throws: LayerError.unequalShapes([3], [2, 3])) {
      try PReLU().outputs(for: [Fact(shape: [3]), Fact(shape: [2, 3])])
    }
  }
}
