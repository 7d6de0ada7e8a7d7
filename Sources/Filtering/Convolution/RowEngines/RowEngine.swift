/// Computes the results of one kernel on one image, rows at a time from the top.
///
/// Rows are dense and lie one behind the other: horizontal stride is applied by whoever takes them.
/// Row numbers never decrease from call to call. An engine made with a bias adds it to every result,
/// exactly where the sum is exact. The loops are closures, not methods of a generic class, so that they
/// are specialised.
struct RowEngine {
  /// Computes the unrounded results of rows.
  let values: (_ rows: Range<Int>, _ output: UnsafeMutablePointer<Float>) -> Void

  /// Computes the results of rows, rounded half to even and clamped to 0…255.
  ///
  /// The flag asks for magnitudes, which are taken before rounding.
  let bytes: (_ rows: Range<Int>, _ absolute: Bool, _ output: UnsafeMutablePointer<UInt8>) -> Void

  /// Computes the results of rows, rounded half to even and clamped to 0…65535.
  ///
  /// The flag asks for magnitudes, which are taken before rounding.
  let words: (_ rows: Range<Int>, _ absolute: Bool, _ output: UnsafeMutablePointer<UInt16>) -> Void
}
