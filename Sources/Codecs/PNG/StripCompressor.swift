import CImageCodecs
import RowLoopTable

/// Compresses a strip of filtered rows to whole bytes of a deflate stream that goes on.
///
/// What row filters leave of photographs hardly repeats: a Huffman code alone is then as small as a
/// search for repetitions, and far quicker. Texts and drawings repeat much, and there only a search as
/// thorough as zlib's is as small as libpng's files. A sample of each strip is searched by ISA-L, whose
/// quick search tells which kind it is. Nothing depends on other strips but what may be repeated.
struct StripCompressor {
  /// From the middle of the strip.
  private static let sampleLength = 1 << 14

  /// How many bytes there may be of a strip of so many.
  ///
  /// 257 symbols need 9 bits at most on average; lengths of codes and ends of blocks come on top.
  static func room(for count: Int) -> Int { count + count / 8 + 1024 }

  private let strip: FilteredStrip
  private let rows: UnsafeRawBufferPointer
  private let loops: PNGLoops

  /// Prepares for a strip that is full.
  init(_ strip: FilteredStrip, loops: PNGLoops) {
    self.strip = strip
    self.loops = loops
    rows = UnsafeRawBufferPointer(strip.rows)
  }

  /// Compresses the strip.
  ///
  /// - Parameters:
  ///   - effort: How hard.
  ///   - output: As much room as `room` says.
  /// - Returns: How many bytes were stored.
  func compress(
    _ effort: PNGCompression, into output: UnsafeMutableRawBufferPointer
  ) -> Int {
    let counts = histogram(rows)
    let code = HuffmanCode(counts)
    let bitCount = code.bitCount(counts)
    let coded = bitCount / 8 + BlockWriter.overhead
    var found = 0
    switch effort {
    case .smallest: found = searchHard(output)
    case .default, .fastest:
      guard let deflater = lenslet_deflater_open() else { break }
      defer { lenslet_deflater_close(deflater) }
      let share = repetition(code, deflater, output)
      // Nearly all bytes have one value: what a sample does not show counts most.
      let isPlain = bitCount < 2 * rows.count
      if effort == .default && (share < 0.9 || (isPlain && share < 1.1)) {
        found = search(lenslet_search_usual, output)
      } else if share < 0.97 {
        found = lenslet_deflate(deflater, lenslet_bytes(rows), output.baseAddress, output.count)
      }
    }
    return found > 0 && found < coded ? found : encode(code, output)
  }

  /// Bytes that ISA-L makes of the sample for each that the code makes of it.
  private func repetition(
    _ code: HuffmanCode, _ deflater: OpaquePointer, _ output: UnsafeMutableRawBufferPointer
  ) -> Double {
    let length = min(rows.count, Self.sampleLength)
    let first = (rows.count - length) / 2
    let sample = UnsafeRawBufferPointer(rebasing: rows[first..<first + length])
    let searched = lenslet_deflate(
      deflater, lenslet_bytes(sample), output.baseAddress, output.count)
    return Double(8 * searched) / Double(code.bitCount(histogram(sample)))
  }

  /// The smaller of zlib's two hard searches; 0 where memory is short.
  private func searchHard(_ output: UnsafeMutableRawBufferPointer) -> Int {
    let filtered = UnsafeMutableRawBufferPointer.allocate(
      byteCount: output.count, alignment: 64)
    defer { filtered.deallocate() }
    let count = search(lenslet_search_hard, output)
    let filteredCount = search(lenslet_search_filtered, filtered)
    guard filteredCount > 0, filteredCount < count else { return count }
    output.copyMemory(from: UnsafeRawBufferPointer(rebasing: filtered[..<filteredCount]))
    return filteredCount
  }

  private func search(
    _ search: lenslet_search, _ output: UnsafeMutableRawBufferPointer
  ) -> Int {
    lenslet_deflate_smaller(
      strip.window, lenslet_bytes(rows), search, output.baseAddress, output.count)
  }

  private func histogram(_ bytes: UnsafeRawBufferPointer) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: 256) { counts, initialised in
      guard let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self),
        let first = counts.baseAddress
      else { return }
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 1024) { tables in
        tables.initialize(repeating: 0)
        if let table = tables.baseAddress { loops.histogram(start, bytes.count, table) }
        for byte in 0..<256 {
          (first + byte).initialize(
            to: tables[byte] + tables[byte + 256] + tables[byte + 512] + tables[byte + 768])
        }
      }
      initialised = 256
    }
  }

  private func encode(_ code: HuffmanCode, _ output: UnsafeMutableRawBufferPointer) -> Int {
    var writer = BlockWriter(output)
    writer.begin(code)
    writer.encode(rows, code, loops)
    writer.end(code)
    return writer.count
  }
}
