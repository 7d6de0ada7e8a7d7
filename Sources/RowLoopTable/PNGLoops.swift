/// The inner loops of PNG, its row filters and its Huffman codes, as one build for one level of processors offers them.
///
/// A filter subtracts from every byte a prediction from its neighbours (PNG specification, third
/// edition, section 9): the byte of the pixel to the left, the one above, and the one above that to
/// the left. What lies left of a row counts as 0; the caller gives zeros above the first row. Every
/// build gives the same bytes.
package struct PNGLoops: Sendable {
  /// The five row filters; the raw value is the byte that precedes a row.
  package enum Filter: UInt8, CaseIterable, Sendable {
    /// Nothing is subtracted.
    case none
    /// The pixel to the left.
    case sub
    /// The pixel above.
    case up
    /// The mean of both, rounded down.
    case average
    /// Whichever of the three neighbours is nearest to left + above - above left.
    case paeth
  }

  /// From a row to another of as many bytes.
  ///
  /// Arguments: the filter; bytes a pixel (1, 2, 3, 4, 6 or 8); the row; the row above as it is
  /// without a filter; the output, which overlaps neither; its count, a multiple of the bytes a pixel.
  package typealias Transform =
    @Sendable (
      Filter, Int, UnsafePointer<UInt8>, UnsafePointer<UInt8>, UnsafeMutablePointer<UInt8>, Int
    ) -> Void

  /// The sums of absolute differences that the five filters would leave, in their order.
  ///
  /// A difference counts as a signed byte. Arguments: bytes a pixel; the row; the row above; their
  /// count; room for five sums.
  package typealias Costs =
    @Sendable (
      Int, UnsafePointer<UInt8>, UnsafePointer<UInt8>, Int, UnsafeMutablePointer<UInt64>
    ) -> Void

  /// Exchanges the two bytes of each 16-bit sample.
  ///
  /// Arguments: the samples; the output; how many samples.
  package typealias Swap =
    @Sendable (UnsafePointer<UInt8>, UnsafeMutablePointer<UInt8>, Int) -> Void

  /// Counts bytes: each in one of four tables of 256 counts, which are added to.
  ///
  /// Arguments: the bytes; how many; the tables.
  package typealias Histogram =
    @Sendable (UnsafePointer<UInt8>, Int, UnsafeMutablePointer<UInt32>) -> Void

  /// Stores the codes of bytes, the first bit lowest, and returns how many whole bytes were stored.
  ///
  /// Arguments: the bytes; how many; for each of 256 values its code, and from bit 16 on its length
  /// of at most 14 bits; room for the codes and 8 bytes more; the bits before, fewer than 8, and how
  /// many, which become those that are left.
  package typealias Encode =
    @Sendable (
      UnsafePointer<UInt8>, Int, UnsafePointer<UInt32>, UnsafeMutablePointer<UInt8>,
      UnsafeMutablePointer<UInt64>, UnsafeMutablePointer<UInt64>
    ) -> Int

  /// Takes a filter off a row.
  package let restore: Transform

  /// Applies a filter to a row.
  package let filter: Transform

  /// What each filter would leave.
  package let costs: Costs

  /// Big-endian samples to native ones, or back.
  package let swapBytes: Swap

  /// Counts bytes.
  package let histogram: Histogram

  /// Stores the codes of bytes.
  package let encode: Encode

  /// Creates the table of one build; the parameters are the properties.
  package init(
    restore: @escaping Transform, filter: @escaping Transform, costs: @escaping Costs,
    swapBytes: @escaping Swap, histogram: @escaping Histogram, encode: @escaping Encode
  ) {
    self.restore = restore
    self.filter = filter
    self.costs = costs
    self.swapBytes = swapBytes
    self.histogram = histogram
    self.encode = encode
  }
}
