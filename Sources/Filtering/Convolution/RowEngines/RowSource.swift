/// Rows of samples that a kernel can be laid over without asking where the image ends.
///
/// A row is known by its position: 0 is the first row of the image, and positions outside it are
/// rows that the border makes up.
protocol RowSource {
  /// What a row holds.
  associatedtype Sample: BitwiseCopyable

  /// The parts of an output row, which have their samples in different places.
  var segments: [RowSegment] { get }

  /// Makes rows readable.
  ///
  /// - Parameters:
  ///   - first: The position of the first row; it never decreases from call to call.
  ///   - count: How many positions from there.
  mutating func prepare(first: Int, count: Int)

  /// The samples under the first weight of a kernel row, for the first output of a segment.
  ///
  /// - Parameters:
  ///   - position: A prepared row.
  ///   - segment: An index into `segments`.
  /// - Returns: A pointer that stays valid until the next `prepare`.
  func row(at position: Int, segment: Int) -> UnsafePointer<Sample>
}

/// A run of samples in a dense output row.
struct RowSegment: Equatable {
  /// The first sample.
  let start: Int

  /// How many samples.
  let count: Int
}
