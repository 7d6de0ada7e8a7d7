import CImageCodecs
import CMemory
import Pixels
import RowLoopTable

/// The rows of a PNG that need nothing but decompression and their filter taken off.
///
/// Memory is one row above, the window of the decompression, and as many compressed rows as fit
/// into a quarter of a megabyte, at least one.
final class PlainRows {
  /// Decompressed at once: much longer calls leave the cache, much shorter ones copy the window.
  private static let stripLength = 1 << 18

  private let rowBytes: Int
  private let pixelBytes: Int
  private let sampleBytes: Int
  private let loops: PNGLoops
  private let inflater: OpaquePointer
  private var chunks: ImageDataChunks
  private var input = lenslet_bytes()
  private var isAtEnd = false
  /// Whether the last call had no room left: more may come without more input.
  private var mayHaveMore = false

  private let height: Int
  /// Rows that have not been decompressed.
  private var rowsToCome: Int
  /// Filtered rows, each behind the byte of its filter.
  private let strip: UnsafeMutableRawBufferPointer
  private let rowsInStrip: Int
  private var stripRows: Range<Int> = 0..<0
  /// Why nothing comes after the strip.
  private var failure: CodecError?
  /// Two rows without filters in the order of the file: the last one, and the one to come.
  private let rows: UnsafeMutableRawBufferPointer

  /// Prepares for a picture whose size has been accepted.
  ///
  /// - Parameters:
  ///   - source: The file from the first byte of the first IDAT chunk's data on.
  ///   - header: What its header says.
  ///   - firstChunk: Bytes of that chunk.
  ///   - loops: The build of the row loops.
  /// - Throws: `CodecError.outOfMemory`.
  init(
    _ source: ByteSource, header: ImageHeader, firstChunk: Int, loops: PNGLoops
  ) throws(CodecError) {
    self.loops = loops
    sampleBytes = header.sampleType == .uint16 ? 2 : 1
    pixelBytes = header.layout.channelCount * sampleBytes
    // Width and height are below 2^31, a pixel has at most 8 bytes: only the product may overflow.
    rowBytes = header.size.width * pixelBytes
    height = header.size.height
    let (length, isHuge) = height.multipliedReportingOverflow(by: rowBytes + 1)
    rowsInStrip = min(height, max(1, Self.stripLength / (rowBytes + 1)))
    let stripBytes = rowsInStrip * (rowBytes + 1)
    guard !isHuge, lenslet_can_allocate(stripBytes + 2 * rowBytes),
      let inflater = lenslet_inflater_open()
    else { throw .outOfMemory(.png) }
    self.inflater = inflater
    chunks = ImageDataChunks(
      source, length: firstChunk, rows: length, row: rowBytes + 1)
    rowsToCome = height
    strip = .allocate(byteCount: stripBytes, alignment: 64)
    rows = .allocate(byteCount: 2 * rowBytes, alignment: 64)
    rows.initializeMemory(as: UInt8.self, repeating: 0)
  }

  deinit {
    lenslet_inflater_close(inflater)
    strip.deallocate()
    rows.deallocate()
  }

  /// Whether more data follows the last row than belongs there; known once reading is finished.
  private(set) var hasSurplus = false

  /// Rows that were decoded.
  var rowsRead: Int { height - rowsToCome - stripRows.count }

  /// Decodes the next rows.
  ///
  /// - Parameters:
  ///   - count: How many, no more than are left.
  ///   - output: Room for them.
  /// - Throws: `CodecError` where the data ends early or is damaged.
  func read(_ count: Int, into output: UnsafeMutableRawPointer) throws(CodecError) {
    guard count > 0, let kept = rows.baseAddress?.assumingMemoryBound(to: UInt8.self) else {
      return
    }
    let target = output.assumingMemoryBound(to: UInt8.self)
    if sampleBytes == 1 {
      var above = UnsafePointer(kept)
      for row in 0..<count {
        try restore(above, to: target + row * rowBytes)
        above = UnsafePointer(target + row * rowBytes)
      }
      kept.update(from: above, count: rowBytes)
    } else {
      for row in 0..<count {
        // The two rows change places by copying: it costs less than a filter.
        try restore(kept, to: kept + rowBytes)
        kept.update(from: kept + rowBytes, count: rowBytes)
        swap(kept, to: target + row * rowBytes)
      }
    }
  }

  /// Checks what follows the last row, and gives the file from the first chunk after the pixels on.
  ///
  /// Surplus rows and surplus data are found in real files and do no harm.
  func finish() throws(CodecError) -> ByteSource {
    if let failure { throw failure }
    while !isAtEnd {
      var surplus = 0
      try inflate(into: strip, filled: &surplus)
      if surplus > 0 { hasSurplus = true }
    }
    if input.count > 0 || chunks.hasMoreInChunk { hasSurplus = true }
    return try chunks.finish()
  }

  /// Takes the filter off the next row.
  private func restore(
    _ above: UnsafePointer<UInt8>, to output: UnsafeMutablePointer<UInt8>
  ) throws(CodecError) {
    if stripRows.isEmpty { try fillStrip() }
    let start = stripRows.lowerBound * (rowBytes + 1)
    guard let filter = PNGLoops.Filter(rawValue: strip[start]),
      let row = strip.baseAddress?.advanced(by: start + 1).assumingMemoryBound(to: UInt8.self)
    else { throw .damaged(.png, reason: "bad adaptive filter value") }
    loops.restore(filter, pixelBytes, row, above, output, rowBytes)
    stripRows = stripRows.lowerBound + 1..<stripRows.upperBound
  }

  private func swap(_ row: UnsafePointer<UInt8>, to output: UnsafeMutablePointer<UInt8>) {
    #if _endian(little)
      loops.swapBytes(row, output, rowBytes / 2)
    #else
      output.update(from: row, count: rowBytes)
    #endif
  }

  /// Decompresses as many rows as fit; where the data is damaged, those before.
  private func fillStrip() throws(CodecError) {
    if let failure { throw failure }
    let needed = min(rowsInStrip, rowsToCome) * (rowBytes + 1)
    var filled = 0
    do throws(CodecError) {
      while filled < needed {
        if isAtEnd { throw .damaged(.png, reason: "Not enough image data") }
        try inflate(
          into: UnsafeMutableRawBufferPointer(rebasing: strip[..<needed]), filled: &filled)
      }
    } catch {
      failure = error
    }
    let count = filled / (rowBytes + 1)
    if count == 0, let failure { throw failure }
    rowsToCome -= count
    stripRows = 0..<count
  }

  /// Decompresses once, and counts what was stored, before an error too.
  private func inflate(
    into room: UnsafeMutableRawBufferPointer, filled: inout Int
  ) throws(CodecError) {
    if input.count == 0 && !mayHaveMore { input = try chunks.next() }
    var made = 0
    var outcome = lenslet_outcome()
    let before = input.count
    let left = room.count - filled
    let isSound = lenslet_inflate(
      inflater, &input, room.baseAddress.map { $0 + filled }, left, &made, &isAtEnd, &outcome)
    filled += made
    guard isSound, isAtEnd || made > 0 || input.count < before || mayHaveMore else {
      throw CodecError(reading: .png, outcome)
    }
    mayHaveMore = made == left
  }
}
