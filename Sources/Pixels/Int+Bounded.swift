extension Int {
  /// The product of two numbers that are not negative, the largest number where it is larger.
  ///
  /// - Parameter other: The other number.
  /// - Returns: The product.
  @inlinable
  package func multiplied(by other: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? .max : product
  }

  /// The sum of two numbers that are not negative, the largest number where it is larger.
  ///
  /// - Parameter other: The other number.
  /// - Returns: The sum.
  @inlinable
  package func adding(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
