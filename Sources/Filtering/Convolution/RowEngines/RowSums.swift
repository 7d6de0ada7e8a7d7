/// Rows of weighted sums, before they become results.
protocol RowSums {
  /// The type of a sum.
  associatedtype Sum: BitwiseCopyable

  /// Sums in a row.
  var count: Int { get }

  /// Computes rows of sums.
  ///
  /// - Parameters:
  ///   - rows: Rows of the result; the first never decreases from call to call.
  ///   - output: Room for the rows, one behind the other.
  mutating func compute(_ rows: Range<Int>, into output: UnsafeMutablePointer<Sum>)

  /// Computes rows of sums in pieces that stay in the first cache.
  ///
  /// - Parameters:
  ///   - rows: Rows of the result; the first never decreases from call to call.
  ///   - body: Takes the sums of a piece, the place of its first in the rows when these lie one behind
  ///     the other, and how many there are. A piece may come twice.
  mutating func forEachPiece(
    of rows: Range<Int>, _ body: (UnsafePointer<Sum>, Int, Int) -> Void)
}
