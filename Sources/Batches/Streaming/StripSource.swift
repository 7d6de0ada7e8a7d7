import Codecs
import Files
import Filtering
import Pixels

/// What a run has read of an image, and which rows of each result that suffices for.
struct StripCut {
  /// The rows of the image.
  let strip: ImageStrip

  /// For each filter the rows of its result that are new, possibly none.
  let outputs: [Range<Int>]

  /// Whether nothing comes after it.
  let isLast: Bool
}

/// An image that is cut into strips for several filters, once or again from the top.
final class StripSource {
  private enum Rows {
    case streamed(ImageFile, StripReader)
    case whole(ImageStrip)
  }

  /// What is written beside the samples.
  let metadata: ImageMetadata

  /// Whether the file said after its pixels what should have been known before them: only the
  /// whole image can then be filtered.
  private(set) var isMisjudged = false

  /// The converted image, where all of it is decoded at once.
  var wholeImage: Image? {
    guard case .whole(let strip) = rows else { return nil }
    return strip.image
  }

  private let rows: Rows
  private let stripRows: Int
  private let filters: [StripFilter]
  private var done: [Int]

  /// Prepares reading from the top.
  ///
  /// - Parameters:
  ///   - file: An open file of which no row was read.
  ///   - conversion: What is done to samples.
  ///   - plan: Whether the image is decoded at once, and how many rows a strip has.
  ///   - filters: What is to be computed.
  ///   - orientation: How the image is turned for them.
  /// - Throws: `BatchError` where the whole image is decoded and damaged.
  init(
    _ file: ImageFile, _ conversion: Conversion, _ plan: StreamPlan, filters: [StripFilter],
    orientation: Orientation
  ) throws(BatchError) {
    if plan.isWhole {
      let decoded = try file.decode { (reader) throws(CodecError) in
        try ImageDecoder.decode(reader)
      }
      isMisjudged = file.reader.orientation != orientation
      metadata = decoded.metadata
      rows = .whole(ImageStrip(firstRow: 0, conversion.applied(to: decoded.image)))
    } else {
      metadata = file.reader.metadata
      rows = .streamed(file, StripReader(file, conversion))
    }
    stripRows = plan.stripRows
    self.filters = filters
    done = filters.map { _ in 0 }
  }

  /// Begins a whole image again at the top.
  func rewind() { done = filters.map { _ in 0 } }

  /// Cuts the next strip.
  ///
  /// - Throws: `BatchError` where the file is damaged.
  func next() throws(BatchError) -> StripCut {
    switch rows {
    case .whole(let strip):
      let ends = zip(filters, done).map { $0.end(from: $1, rows: stripRows) }
      let isLast = zip(filters, ends).allSatisfy { $0.size.height == $1 }
      return cut(strip, ends: ends, isLast: isLast)
    case .streamed(let file, let reader):
      let height = file.reader.header.size.height
      let first = zip(filters, done).map { $0.firstRow(from: $1) }.min() ?? height
      let strip = try reader.next(
        min(stripRows, height - file.reader.rowsRead), keeping: first)
      let available = strip.rows.upperBound
      let ends = zip(filters, done).map { $0.end(from: $1, available: available) }
      if available == height { try finish(file) }
      return cut(strip, ends: ends, isLast: available == height)
    }
  }

  private func cut(_ strip: ImageStrip, ends: [Int], isLast: Bool) -> StripCut {
    defer { done = ends }
    return StripCut(strip: strip, outputs: zip(done, ends).map { $0..<$1 }, isLast: isLast)
  }

  /// Reads to the end of the file, and compares what it says there.
  private func finish(_ file: ImageFile) throws(BatchError) {
    let orientation = file.reader.orientation
    try file.decode { (reader) throws(CodecError) in try reader.finish() }
    isMisjudged = file.reader.metadata != metadata || file.reader.orientation != orientation
  }
}
