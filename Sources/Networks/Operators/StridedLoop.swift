/// A walk over all places of a row-major array, and with it over other arrays by their strides.
///
/// Neighbouring axes that every array crosses evenly are one axis, so that arrays of the same shape,
/// a single number and one number per map are all walked in long rows.
struct StridedLoop {
  /// The extents that are left, slowest first; at least one.
  private(set) var extents: [Int] = []

  /// How far each array goes with a step along each axis: `strides[array][axis]`.
  private(set) var strides: [[Int]]

  /// Plans a walk.
  ///
  /// - Parameters:
  ///   - shape: The extents of the row-major array.
  ///   - strides: How far each other array goes with a step along each axis.
  init(shape: [Int], strides: [[Int]]) {
    self.strides = strides.map { _ in [] }
    for axis in shape.indices where shape[axis] != 1 {
      let last = extents.count - 1
      let isEven =
        last >= 0
        && strides.indices.allSatisfy {
          self.strides[$0][last] == strides[$0][axis] * shape[axis]
        }
      if isEven {
        extents[last] *= shape[axis]
        for array in strides.indices { self.strides[array][last] = strides[array][axis] }
      } else {
        extents.append(shape[axis])
        for array in strides.indices { self.strides[array].append(strides[array][axis]) }
      }
    }
    if extents.isEmpty {
      extents = [1]
      self.strides = strides.map { _ in [0] }
    }
  }

  /// Places of a row.
  var rowLength: Int { extents[extents.count - 1] }

  /// How far an array goes with a step along a row.
  func step(_ array: Int) -> Int { strides[array][extents.count - 1] }

  /// Walks over the rows.
  ///
  /// - Parameter body: Takes the place at which a row starts in the row-major array, and in each of
  ///   the others.
  @inline(__always)
  func forEachRow(_ body: (_ start: Int, _ offsets: [Int]) -> Void) {
    guard extents.allSatisfy({ $0 > 0 }) else { return }
    let outer = extents.count - 1
    var index = [Int](repeating: 0, count: outer)
    var offsets = [Int](repeating: 0, count: strides.count)
    var start = 0
    while true {
      body(start, offsets)
      start += rowLength
      var axis = outer - 1
      while axis >= 0 {
        index[axis] += 1
        for array in strides.indices { offsets[array] += strides[array][axis] }
        if index[axis] < extents[axis] { break }
        for array in strides.indices { offsets[array] -= strides[array][axis] * extents[axis] }
        index[axis] = 0
        axis -= 1
      }
      if axis < 0 { return }
    }
  }
}
