import CImageCodecs
import RowLoopTable

/// Compresses strips of filtered rows, each for itself.
///
/// What row filters leave of photographs hardly repeats: a Huffman code alone is then smaller than
/// ISA-L's search for repetitions with its faster coding, and twice as quick. Drawings and enlarged
/// maps repeat much. So every sixteenth strip, and each whose code is short, is compressed both
/// ways, and the smaller one taken; the others are compressed as the one before.
///
/// Bytes of each way against libpng's default (level 6), all row filters: photographs with noise
/// 0.99 and 1.06, Kodak's 1.04 and 1.04, edges 0.99 and 1.07, enlarged maps 4.3 and 1.12.
final class StripCompressor {
  private static let stripsBetweenTrials = 16

  private let loops: PNGLoops
  private let isThorough: Bool
  private let deflater: OpaquePointer
  private var stripCount = 0
  private var searches = false
  /// Room for a strip compressed both ways.
  private let coded: UnsafeMutableRawBufferPointer
  private let searched: UnsafeMutableRawBufferPointer

  /// Prepares for strips.
  ///
  /// - Parameters:
  ///   - length: The longest strip.
  ///   - isThorough: Whether zlib's hardest search is tried on every strip too.
  ///   - loops: The loops of the Huffman code.
  /// - Throws: `CodecError.outOfMemory`.
  init(longest length: Int, isThorough: Bool, loops: PNGLoops) throws(CodecError) {
    guard let deflater = lenslet_deflater_open() else { throw .outOfMemory(.png) }
    self.deflater = deflater
    self.loops = loops
    self.isThorough = isThorough
    // 257 symbols need 9 bits at most on average; lengths of codes and ends of blocks come on top.
    let room = length + length / 8 + 1024
    coded = .allocate(byteCount: room, alignment: 64)
    searched = .allocate(byteCount: room, alignment: 64)
  }

  deinit {
    lenslet_deflater_close(deflater)
    coded.deallocate()
    searched.deallocate()
  }

  /// Compresses a strip to whole bytes of a deflate stream that goes on.
  ///
  /// - Parameter strip: At least one byte.
  /// - Returns: The compressed bytes, valid until the next call.
  func compress(_ strip: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    defer { stripCount += 1 }
    let isTrial = isThorough || stripCount % Self.stripsBetweenTrials == 0
    if searches && !isTrial { return search(strip) }
    let counts = histogram(strip)
    let code = HuffmanCode(counts)
    let bitCount = code.bitCount(counts)
    if isTrial || bitCount < 3 * strip.count {
      let found = isThorough ? searchThoroughly(strip) : search(strip)
      searches = found.count < bitCount / 8 + BlockWriter.overhead
      if searches { return found }
    }
    return encode(strip, code)
  }

  private func search(_ strip: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let bytes = lenslet_bytes(
      start: strip.baseAddress?.assumingMemoryBound(to: UInt8.self), count: strip.count)
    let count = lenslet_deflate(deflater, bytes, searched.baseAddress, searched.count)
    return UnsafeRawBufferPointer(rebasing: searched[..<count])
  }

  /// The smaller of zlib's two searches; ISA-L's where memory is short.
  private func searchThoroughly(_ strip: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let bytes = lenslet_bytes(
      start: strip.baseAddress?.assumingMemoryBound(to: UInt8.self), count: strip.count)
    // The Huffman code has not been stored: there is room in its place.
    let first = lenslet_deflate_thoroughly(bytes, true, searched.baseAddress, searched.count)
    let second = lenslet_deflate_thoroughly(bytes, false, coded.baseAddress, coded.count)
    if first == 0 || second == 0 { return search(strip) }
    return first < second
      ? UnsafeRawBufferPointer(rebasing: searched[..<first])
      : UnsafeRawBufferPointer(rebasing: coded[..<second])
  }

  private func histogram(_ strip: UnsafeRawBufferPointer) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: 256) { counts, initialised in
      guard let start = strip.baseAddress?.assumingMemoryBound(to: UInt8.self),
        let first = counts.baseAddress
      else { return }
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 1024) { tables in
        tables.initialize(repeating: 0)
        if let table = tables.baseAddress { loops.histogram(start, strip.count, table) }
        for byte in 0..<256 {
          (first + byte).initialize(
            to: tables[byte] + tables[byte + 256] + tables[byte + 512] + tables[byte + 768])
        }
      }
      initialised = 256
    }
  }

  private func encode(
    _ strip: UnsafeRawBufferPointer, _ code: HuffmanCode
  ) -> UnsafeRawBufferPointer {
    var writer = BlockWriter(coded)
    writer.begin(code)
    writer.encode(strip, code, loops)
    writer.end(code)
    return UnsafeRawBufferPointer(rebasing: coded[..<writer.count])
  }
}
