import Pixels

extension [Int] {
  /// Checks a shape before anything of it is allocated.
  ///
  /// - Returns: How many elements it holds.
  /// - Throws: `LayerError.unsuitable` for negative extents and for more than can be held.
  @discardableResult
  func checkedCount() throws(LayerError) -> Int {
    var count = 1
    for extent in self {
      guard extent >= 0 else {
        throw .unsuitable("an extent of \(extent) is not possible: \(list)")
      }
      // Zeros aside, so that strides can be counted whatever the order of the extents.
      count = count.multiplied(by: Swift.max(extent, 1))
    }
    guard count <= WindowGeometry.maximumCount else { throw .tooLarge(self) }
    return contains(0) ? 0 : count
  }

  /// An axis counted from the first.
  ///
  /// - Parameter axis: An axis of this shape; negative from the last.
  /// - Returns: The axis, 0 for the first.
  /// - Throws: `LayerError.unsuitable`.
  func axis(_ axis: Int) throws(LayerError) -> Int {
    guard axis >= -count, axis < count else { throw .axis(axis, rank: count) }
    return axis < 0 ? axis + count : axis
  }

  /// Axes counted from the first.
  ///
  /// - Parameter axes: Axes of this shape, each once; negative from the last.
  /// - Returns: The axes in their order.
  /// - Throws: `LayerError.unsuitable`.
  func axes(_ axes: [Int]) throws(LayerError) -> [Int] {
    var counted: [Int] = []
    for axis in axes { counted.append(try self.axis(axis)) }
    guard Set(counted).count == axes.count else { throw .repeated(axes) }
    return counted
  }
}
