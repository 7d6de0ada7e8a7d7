/// Positions of a tensor that are summed together: those that differ along some axes only.
struct AxisSums {
  /// How many sums there are.
  let count: Int

  /// How many positions each has.
  let positions: Int

  private let extents: [Int]
  private let steps: [Int]

  /// Works out which positions go together.
  ///
  /// - Parameters:
  ///   - shape: The shape of the tensor, whose count can be held.
  ///   - axes: The axes that are summed over.
  init(_ shape: [Int], over axes: Set<Int>) {
    var steps = [Int](repeating: 0, count: shape.count)
    var count = 1
    for axis in shape.indices.reversed() where !axes.contains(axis) {
      steps[axis] = count
      count *= shape[axis]
    }
    self.count = count
    positions = axes.reduce(1) { $0 * shape[$1] }
    extents = shape
    self.steps = steps
  }

  /// Hands out every position with the number of its sum.
  ///
  /// - Parameter body: Takes the position and the number.
  func forEach(_ body: (_ position: Int, _ sum: Int) -> Void) {
    var index = [Int](repeating: 0, count: extents.count)
    var sum = 0
    for position in 0..<extents.reduce(1, *) {
      body(position, sum)
      var axis = extents.count - 1
      while axis >= 0 {
        index[axis] += 1
        sum += steps[axis]
        if index[axis] < extents[axis] { break }
        sum -= steps[axis] * extents[axis]
        index[axis] = 0
        axis -= 1
      }
    }
  }
}
