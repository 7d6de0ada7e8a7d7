import CMemory
import Pixels
import RowLoopTable

/// Applies row filters and hands the filtered rows on to be compressed, many at a time.
final class FilteredRows {
  /// Compressed at once; the file must not depend on how many rows a call brings.
  ///
  /// Longer strips leave the cache; shorter ones find fewer repetitions.
  private static func stripLength(_ compression: PNGCompression) -> Int {
    compression == .smallest ? 1 << 20 : 1 << 18
  }

  private let rowBytes: Int
  private let pixelBytes: Int
  private let isSwapped: Bool
  private let fixedFilter: PNGLoops.Filter?
  private let loops = PNGLoops.best
  private let data: ImageDataWriter

  private var rowsToCome: Int
  /// Filtered rows, each behind the byte of its filter.
  private let strip: UnsafeMutableRawBufferPointer
  private let rowsInStrip: Int
  private var rowsFilled = 0
  private var isFirst = true
  /// Two rows in the order of the file: the last one, zeros at first, and the one to come.
  private let rows: UnsafeMutableRawBufferPointer

  /// Prepares for a picture.
  ///
  /// - Parameters:
  ///   - header: Its size and samples.
  ///   - compression: How hard to compress.
  ///   - file: Takes the IDAT chunks.
  /// - Throws: `CodecError.outOfMemory`.
  init(
    _ header: ImageHeader, compression: PNGCompression, file: EncodedBytes
  ) throws(CodecError) {
    let sampleBytes = header.sampleType == .uint16 ? 2 : 1
    pixelBytes = header.layout.channelCount * sampleBytes
    rowBytes = header.size.width * pixelBytes
    let height = header.size.height
    rowsInStrip = min(height, max(1, Self.stripLength(compression) / (rowBytes + 1)))
    let stripBytes = rowsInStrip * (rowBytes + 1)
    // The strip, and what becomes of it in two ways.
    guard lenslet_can_allocate(4 * stripBytes + 2 * rowBytes) else { throw .outOfMemory(.png) }
    data = try ImageDataWriter(
      longestStrip: stripBytes, isThorough: compression == .smallest, loops: loops, file: file)
    #if _endian(little)
      isSwapped = sampleBytes == 2
    #else
      isSwapped = false
    #endif
    fixedFilter = compression == .fastest ? .paeth : nil
    rowsToCome = height
    strip = .allocate(byteCount: stripBytes, alignment: 64)
    rows = .allocate(byteCount: 2 * rowBytes, alignment: 64)
    rows.initializeMemory(as: UInt8.self, repeating: 0)
  }

  deinit {
    strip.deallocate()
    rows.deallocate()
  }

  /// Filters and compresses the next rows.
  func write(_ samples: UnsafeRawPointer, count: Int) {
    guard count > 0, let kept = rows.baseAddress?.assumingMemoryBound(to: UInt8.self) else {
      return
    }
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
  }

  private func append(
    _ row: UnsafePointer<UInt8>, above: UnsafePointer<UInt8>
  ) {
    let start = rowsFilled * (rowBytes + 1)
    let filter = fixedFilter ?? bestFilter(row, above)
    strip[start] = filter.rawValue
    guard let output = strip.baseAddress?.advanced(by: start + 1) else { return }
    loops.filter(
      filter, pixelBytes, row, above, output.assumingMemoryBound(to: UInt8.self), rowBytes)
    rowsFilled += 1
    rowsToCome -= 1
    if rowsFilled == rowsInStrip || rowsToCome == 0 {
      let filled = UnsafeRawBufferPointer(rebasing: strip[..<(start + 1 + rowBytes)])
      data.write(filled, isFirst: isFirst, isLast: rowsToCome == 0)
      isFirst = false
      rowsFilled = 0
    }
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
      for filter in PNGLoops.Filter.allCases
      where costs[Int(filter.rawValue)] < costs[Int(best.rawValue)] {
        best = filter
      }
      return best
    }
  }
}
