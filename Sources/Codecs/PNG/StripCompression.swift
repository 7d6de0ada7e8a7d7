import CImageCodecs
import RowLoopTable

/// Some rows of a PNG that are still to be compressed: work that any thread can do.
///
/// Between `ImageStripWriter.begin`, which makes it, and `ImageStripWriter.end`, which stores what came
/// of it, it is run once.
public final class StripCompression: @unchecked Sendable {
  private var strip: FilteredStrip?
  private let effort: PNGCompression
  private let loops: PNGLoops
  private var buffer = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  private var filled = 0

  /// Whether the stream begins with these rows.
  let isFirst: Bool

  /// Whether the stream ends with them.
  let isLast: Bool

  /// How many bytes are compressed.
  let count: Int

  /// The checksum of those bytes, when they are compressed.
  private(set) var checksum: UInt32 = 1

  /// Prepares the work on a strip that is full.
  init(_ strip: FilteredStrip, _ effort: PNGCompression, loops: PNGLoops) {
    self.strip = strip
    self.effort = effort
    self.loops = loops
    isFirst = strip.isFirst
    isLast = strip.isLast
    count = strip.count
  }

  deinit { buffer.deallocate() }

  /// The compressed bytes.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: buffer[..<filled]) }

  /// Compresses the rows.
  ///
  /// - Complexity: O(bytes).
  public func run() {
    guard let strip else { return }
    checksum = lenslet_adler32(1, lenslet_bytes(UnsafeRawBufferPointer(strip.rows)))
    buffer = .allocate(byteCount: StripCompressor.room(for: count), alignment: 64)
    filled = StripCompressor(strip, loops: loops).compress(effort, into: buffer)
    self.strip = nil
  }
}
