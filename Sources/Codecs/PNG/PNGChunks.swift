import CImageCodecs

/// The chunks of a PNG, sorted while it is read.
///
/// Those that make pixels (IHDR, PLTE, tRNS, IDAT) and critical ones that nobody knows go on to the
/// decoder as they stand, which checks them. Of the others what matters is kept. Damage of theirs
/// touches no pixel: they are left out with a notice where their checksum is wrong, or they are
/// malformed or out of place.
final class PNGChunks {
  /// What the file says about its pixels, as far as it has been read.
  private(set) var notes = PNGNotes()

  /// Whether the file is one of Apple's, which store pixels in a way of their own.
  private(set) var isApple = false

  private let source: ByteSource
  /// What is left of the block that the source gave last.
  private var block = UnsafeRawBufferPointer(start: nil, count: 0)
  /// Bytes that go on: those before pixels, at first the signature, pixels, and those behind them.
  private var (before, pixels, behind) = (8, 0, 0)
  private var place = PNGNotes.Place.beforeHeader
  /// Whether another chunk has come since the last pixels.
  private var isInterrupted = false
  private var isAtEnd = false
  private var found: Set<ImageNotice> = []
  private let window: PNGWindowCheck
  /// Bytes that go on and do not stand in the block.
  private let copied = EncodedBytes()

  /// Sorts the chunks of a file.
  ///
  /// - Parameters:
  ///   - source: The file from its first byte on.
  ///   - isStrict: Whether all that is not by the book is looked for, whatever time that takes.
  init(_ source: ByteSource, isStrict: Bool) {
    self.source = source
    window = PNGWindowCheck(isStrict: isStrict)
  }

  /// What is not by the book, as far as the file has been read.
  var notices: Set<ImageNotice> { window.isExceeded ? found.union([.window]) : found }

  /// The next bytes for the decoder, valid until the next call; none at the end.
  func next() -> UnsafeRawBufferPointer {
    while !isAtEnd {
      if block.isEmpty { block = source.next() }
      if block.isEmpty { break }
      let passed = passOn()
      if !passed.isEmpty { return passed }
      let other = readChunk()
      if !other.isEmpty { return other }
    }
    return UnsafeRawBufferPointer(start: nil, count: 0)
  }

  /// What the block begins with that goes on as it stands.
  private func passOn() -> UnsafeRawBufferPointer {
    var end = 0
    func count(_ left: inout Int) -> Range<Int> {
      let count = min(left, block.count - end)
      left -= count
      end += count
      return end - count..<end
    }
    repeat {
      _ = count(&before)
      let data = count(&pixels)
      if !data.isEmpty { window.look(at: UnsafeRawBufferPointer(rebasing: block[data])) }
      _ = count(&behind)
    } while block.count - end >= PNGChunkHeader.count
      && begins(PNGChunkHeader(block[end..<end + PNGChunkHeader.count]))
    defer { block = UnsafeRawBufferPointer(rebasing: block[end...]) }
    return UnsafeRawBufferPointer(rebasing: block[..<end])
  }

  /// Begins a chunk that goes on; false where it does not.
  private func begins(_ header: PNGChunkHeader) -> Bool {
    typealias Name = PNGChunkHeader.Name
    guard header.isPossible else {
      // Nothing can be found behind it; the decoder says what is wrong.
      before = PNGChunkHeader.count
      return true
    }
    if header.name == Name.end || (header.isAncillary && header.name != Name.transparency) {
      return false
    }
    before = PNGChunkHeader.count
    (pixels, behind) = (0, header.length + 4)
    switch header.name {
    case Name.header: place = max(place, .beforePalette)
    case Name.palette: place = max(place, .beforePixels)
    case Name.pixels:
      (pixels, behind) = (header.length, 4)
      place = .afterPixels
      if isInterrupted { found.insert(.chunk) }
      isInterrupted = false
    case Name.apple: isApple = true
    default: break
    }
    return true
  }

  /// Reads a header that lies in two blocks, or a chunk that does not go on as it stands.
  ///
  /// - Returns: What goes on of it, often nothing.
  private func readChunk() -> UnsafeRawBufferPointer {
    let none = UnsafeRawBufferPointer(start: nil, count: 0)
    guard let start = take(PNGChunkHeader.count) else { return none }
    let header = PNGChunkHeader(start)
    if begins(header) {
      before = 0
      return handOut(start)
    }
    let use = PNGNotes.Use(header.text)
    let isKept = header.length <= use.longest
    guard let body = readBody(header, isKept: isKept) else { return none }
    if header.name == PNGChunkHeader.Name.end {
      isAtEnd = true
      if !body.isSound { found.insert(.chunkChecksum) }
      if header.length > 0 { found.insert(.chunk) }
      if !block.isEmpty || !source.next().isEmpty { found.insert(.trailingBytes) }
      return handOut([0, 0, 0, 0] + header.nameBytes + [0xae, 0x42, 0x60, 0x82])
    }
    isInterrupted = place == .afterPixels
    if !body.isSound {
      found.insert(.chunkChecksum)
    } else if place == .beforeHeader || !use.allows(header.length) || header.isReserved {
      found.insert(.chunk)
    } else if isKept, let notice = notes.add(body.data, as: use, at: place) {
      found.insert(notice)
    }
    return none
  }

  /// Reads data and checksum of a chunk; nil where the file ends before.
  private func readBody(
    _ header: PNGChunkHeader, isKept: Bool
  ) -> (data: [UInt8], isSound: Bool)? {
    var data: [UInt8] = []
    var checksum = header.nameBytes.withUnsafeBytes { lenslet_crc32(0, lenslet_bytes($0)) }
    var left = header.length
    while left > 0 {
      if block.isEmpty { block = source.next() }
      if block.isEmpty { return nil }
      let piece = UnsafeRawBufferPointer(rebasing: block.prefix(left))
      checksum = lenslet_crc32(checksum, lenslet_bytes(piece))
      if isKept { data += piece }
      left -= piece.count
      block = UnsafeRawBufferPointer(rebasing: block.dropFirst(piece.count))
    }
    guard let stored = take(4) else { return nil }
    return (data, stored.reduce(0) { $0 << 8 | UInt32($1) } == checksum)
  }

  /// The next few bytes of the file, wherever blocks end; nil where the file does.
  private func take(_ count: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    while bytes.count < count {
      if block.isEmpty { block = source.next() }
      if block.isEmpty { return nil }
      let piece = block.prefix(count - bytes.count)
      bytes += piece
      block = UnsafeRawBufferPointer(rebasing: block.dropFirst(piece.count))
    }
    return bytes
  }

  private func handOut(_ bytes: [UInt8]) -> UnsafeRawBufferPointer {
    bytes.withUnsafeBytes { copied.append($0) }
    return copied.take()
  }
}
