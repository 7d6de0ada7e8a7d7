import CMemory
import Pixels
import RowLoopTable

/// Applies row filters and collects the filtered rows in strips, which are then compressed.
final class FilteredRows {
  /// Compressed at once; the file must not depend on how many rows a call brings.
  ///
  /// Longer strips leave the cache; shorter ones have worse codes.
  private static func stripLength(_ compression: PNGCompression) -> Int {
    compression == .smallest ? 1 << 20 : 1 << 18
  }

  /// Bytes of a row without its filter.
  let rowBytes: Int

  /// Rows that are compressed at once.
  let rowsInStrip: Int

  private let pixelBytes: Int
  private let isSwapped: Bool
  private let compression: PNGCompression
  private let loops: PNGLoops

  private var rowsToCome: Int
  /// Filtered rows, each behind the byte of its filter, where they are not full; and those before.
  private var strip: FilteredStrip?
  private var previous: FilteredStrip?
  private var rowsFilled = 0
  private var full: [StripCompression] = []
  /// Two rows in the order of the file: the last one, zeros at first, and the one to come.
  private let rows: UnsafeMutableRawBufferPointer

  /// Prepares for a picture.
  ///
  /// - Parameters:
  ///   - header: Its size and samples.
  ///   - compression: How hard to compress.
  ///   - loops: The build of the row loops.
  /// - Throws: `CodecError.outOfMemory`.
  init(
    _ header: ImageHeader, compression: PNGCompression, loops: PNGLoops
  ) throws(CodecError) {
    self.loops = loops
    let sampleBytes = header.sampleType == .uint16 ? 2 : 1
    pixelBytes = header.layout.channelCount * sampleBytes
    rowBytes = header.size.width * pixelBytes
    let height = header.size.height
    rowsInStrip = min(height, max(1, Self.stripLength(compression) / (rowBytes + 1)))
    // Two strips, and what becomes of one, in two ways.
    let stripBytes = rowsInStrip * (rowBytes + 1)
    guard lenslet_can_allocate(5 * stripBytes + 2 * rowBytes) else { throw .outOfMemory(.png) }
    #if _endian(little)
      isSwapped = sampleBytes == 2
    #else
      isSwapped = false
    #endif
    self.compression = compression
    rowsToCome = height
    rows = .allocate(byteCount: 2 * rowBytes, alignment: 64)
    rows.initializeMemory(as: UInt8.self, repeating: 0)
  }

  deinit { rows.deallocate() }

  /// Filters the next rows.
  ///
  /// - Returns: The strips that are full with them, to be compressed.
  func write(_ samples: UnsafeRawPointer, count: Int) -> [StripCompression] {
    guard count > 0, let kept = rows.baseAddress?.assumingMemoryBound(to: UInt8.self) else {
      return []
    }
    defer { full = [] }
    let source = samples.assumingMemoryBound(to: UInt8.self)
    if isSwapped {
      for row in 0..<count {
        loops.swapBytes(source + row * rowBytes, kept + rowBytes, rowBytes / 2)
        append(kept + rowBytes, above: kept)
        // The two rows change places by copying: it costs less than a filter.
        kept.update(from: kept + rowBytes, count: rowBytes)
      }
    } else {
      var above = UnsafePointer(kept)
      for row in 0..<count {
        append(source + row * rowBytes, above: above)
        above = source + row * rowBytes
      }
      kept.update(from: above, count: rowBytes)
    }
    return full
  }

  private func append(
    _ row: UnsafePointer<UInt8>, above: UnsafePointer<UInt8>
  ) {
    let strip = begun()
    let start = rowsFilled * (rowBytes + 1)
    let filter = compression == .fastest ? .paeth : bestFilter(row, above)
    strip.rows[start] = filter.rawValue
    guard let output = strip.rows.baseAddress?.advanced(by: start + 1) else { return }
    loops.filter(
      filter, pixelBytes, row, above, output.assumingMemoryBound(to: UInt8.self), rowBytes)
    rowsFilled += 1
    rowsToCome -= 1
    if rowsFilled * (rowBytes + 1) == strip.count {
      full.append(StripCompression(strip, compression, loops: loops))
      previous = strip
      self.strip = nil
      rowsFilled = 0
    }
  }

  /// The strip that takes the next row.
  private func begun() -> FilteredStrip {
    if let strip { return strip }
    let count = min(rowsInStrip, rowsToCome)
    let begun = FilteredStrip(
      count: count * (rowBytes + 1), after: previous, isLast: count == rowsToCome)
    strip = begun
    previous = nil
    return begun
  }

  /// The filter that leaves the least sum of absolute differences, which libpng's manual and the
  /// PNG specification (third edition, 12.7) recommend; the first of several.
  private func bestFilter(
    _ row: UnsafePointer<UInt8>, _ above: UnsafePointer<UInt8>
  ) -> PNGLoops.Filter {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 5) { costs in
      guard let first = costs.baseAddress else { return .none }
      loops.costs(pixelBytes, row, above, rowBytes, first)
      var best = PNGLoops.Filter.none
      var least = UInt64.max
      for (filter, cost) in zip(PNGLoops.Filter.allCases, costs) where cost < least {
        best = filter
        least = cost
      }
      return best
    }
  }
}
