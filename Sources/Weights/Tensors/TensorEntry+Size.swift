import StoredNumbers

extension TensorEntry {
  /// The most dimensions that are read, as many as NumPy knows.
  package static let maximumRank = 64

  /// The number of elements of a shape.
  ///
  /// - Parameter shape: Extents.
  /// - Returns: Their product; nil where there are too many, one is negative, or they cannot be
  ///   multiplied in any order, so that nobody who computes with them later overflows.
  package static func elementCount(of shape: [Int]) -> Int? {
    guard shape.count <= maximumRank else { return nil }
    var product = 1
    for extent in shape {
      guard extent >= 0 else { return nil }
      let (next, overflow) = product.multipliedReportingOverflow(by: max(extent, 1))
      if overflow { return nil }
      product = next
    }
    return shape.contains(0) ? 0 : product
  }

  /// The bytes that the elements take in a file; nil where they cannot be counted.
  package var byteCount: Int? {
    guard let count = Self.elementCount(of: shape) else { return nil }
    let (bytes, overflow) = count.multipliedReportingOverflow(by: type.size)
    return overflow ? nil : bytes
  }
}
