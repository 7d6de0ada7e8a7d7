import CImageCodecs

/// Some rows of a PNG behind their filters, on their way into the compressed stream.
///
/// Strips are filled and stored one after the other, and compressed in any order.
final class FilteredStrip {
  /// As far back as a deflate stream may repeat itself.
  static let windowLength = 1 << 15

  /// Whether the stream begins with it.
  let isFirst: Bool

  /// Whether the stream ends with it.
  let isLast: Bool

  /// How many bytes the rows have.
  let count: Int

  /// The window and the rows.
  private let buffer: UnsafeMutableRawBufferPointer
  private let windowCount: Int

  /// Makes room for a strip, and keeps what lies before it.
  ///
  /// - Parameters:
  ///   - count: Bytes of its rows, each behind the byte of its filter.
  ///   - previous: The strip before it, which is full; nil where the stream begins.
  ///   - isLast: Whether the stream ends with it.
  init(count: Int, after previous: FilteredStrip?, isLast: Bool) {
    self.count = count
    self.isLast = isLast
    isFirst = previous == nil
    let before = previous.map { UnsafeRawBufferPointer($0.buffer).suffix(Self.windowLength) }
    windowCount = before?.count ?? 0
    buffer = .allocate(byteCount: windowCount + count, alignment: 64)
    if let before { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: before)) }
  }

  deinit { buffer.deallocate() }

  /// The rows, one after the other.
  var rows: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(rebasing: buffer[windowCount...])
  }

  /// What lies before the rows.
  var window: lenslet_bytes { lenslet_bytes(UnsafeRawBufferPointer(buffer).prefix(windowCount)) }
}

extension lenslet_bytes {
  /// Bytes as C takes them.
  init(_ bytes: Slice<UnsafeRawBufferPointer>) {
    self.init(UnsafeRawBufferPointer(rebasing: bytes))
  }

  /// Bytes as C takes them.
  init(_ bytes: UnsafeRawBufferPointer) {
    self.init(start: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), count: bytes.count)
  }
}
