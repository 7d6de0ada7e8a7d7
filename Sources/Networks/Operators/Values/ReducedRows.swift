/// A tensor whose elements along some axes lie behind each other, one row per result.
struct ReducedRows {
  /// The tensor, with the axes moved behind all others.
  let tensor: Tensor

  /// How many rows there are.
  let count: Int

  /// Elements of a row.
  let length: Int

  /// Moves axes to the end; nothing is copied where they are there.
  ///
  /// - Parameters:
  ///   - tensor: A tensor of a checked shape.
  ///   - axes: Axes of it, counted from the first.
  init(of tensor: Tensor, along axes: [Int]) {
    let shape = tensor.shape
    let kept = shape.indices.filter { !axes.contains($0) }
    self.tensor = tensor.transposed(kept + axes.sorted())
    count = kept.reduce(1) { $0 * shape[$1] }
    length = axes.reduce(1) { $0 * shape[$1] }
  }

  /// Computes a result per row.
  ///
  /// - Parameters:
  ///   - elements: The tensor's elements.
  ///   - reduce: The result of a row, which is empty if an axis is.
  /// - Returns: The results.
  @inline(__always)
  func map<Element, Result>(
    _ elements: [Element], _ reduce: (UnsafeBufferPointer<Element>) -> Result
  ) -> [Result] {
    [Result](count: count) { output in
      elements.withUnsafeBufferPointer { elements in
        for row in 0..<count {
          let range = row * length..<(row + 1) * length
          (output + row).initialize(to: reduce(UnsafeBufferPointer(rebasing: elements[range])))
        }
      }
    }
  }
}
