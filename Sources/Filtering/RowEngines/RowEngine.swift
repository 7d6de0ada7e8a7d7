/// Computes the results of one kernel on one image, a row at a time from the top.
///
/// Rows are dense: horizontal stride is applied by whoever takes them. An engine made with a bias
/// adds it to every result, exactly where the sum is exact.
protocol RowEngine: AnyObject {
  /// Computes unrounded results.
  ///
  /// - Parameters:
  ///   - row: The output row; it never decreases from call to call.
  ///   - output: Room for the dense row.
  func values(ofRow row: Int, into output: UnsafeMutablePointer<Float>)

  /// Computes results rounded half to even and clamped to 0…255.
  ///
  /// - Parameters:
  ///   - row: The output row; it never decreases from call to call.
  ///   - absolute: Whether magnitudes are taken before rounding.
  ///   - output: Room for the dense row.
  func integers(ofRow row: Int, absolute: Bool, into output: UnsafeMutablePointer<UInt8>)

  /// Computes results rounded half to even and clamped to 0…65535.
  ///
  /// - Parameters:
  ///   - row: The output row; it never decreases from call to call.
  ///   - absolute: Whether magnitudes are taken before rounding.
  ///   - output: Room for the dense row.
  func integers(ofRow row: Int, absolute: Bool, into output: UnsafeMutablePointer<UInt16>)
}
