package import RowLoopTable

/// Makes the table of the PNG loops of this build.
///
/// - Returns: The table; it is the same every time.
package func makePNGLoops() -> PNGLoops {
  PNGLoops(
    restore: restoreRow, filter: filterRow, costs: filterCosts, swapBytes: swapBytes,
    histogram: histogram, encode: encodeBytes)
}
