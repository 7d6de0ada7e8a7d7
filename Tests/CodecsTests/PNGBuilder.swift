import _TestSupport

/// Builds PNG files of any kind, good or bad, byte by byte and without a library.
struct PNGBuilder: Sendable {
  /// The number that IHDR holds.
  enum ColourType: UInt8, CaseIterable {
    case grey = 0
    case rgb = 2
    case palette = 3
    case greyAlpha = 4
    case rgba = 6

    /// Samples a pixel as stored.
    var channels: Int {
      switch self {
      case .grey, .palette: 1
      case .greyAlpha: 2
      case .rgb: 3
      case .rgba: 4
      }
    }

    /// The depths that the format allows.
    var depths: [Int] {
      switch self {
      case .grey: [1, 2, 4, 8, 16]
      case .palette: [1, 2, 4, 8]
      case .rgb, .greyAlpha, .rgba: [8, 16]
      }
    }
  }

  var width = 5
  var height = 3
  var colourType = ColourType.grey
  var depth = 8
  var isInterlaced = false

  /// Chunks between IHDR and IDAT, PLTE and tRNS among them.
  var chunks: [(name: String, data: [UInt8])] = []

  /// Chunks between IDAT and IEND.
  var lateChunks: [(name: String, data: [UInt8])] = []

  /// The stored sample at a column, a row and a channel.
  var sample: @Sendable (Int, Int, Int) -> Int = { _, _, _ in 0 }

  /// The bytes before the first chunk.
  static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

  /// The whole file.
  var file: [UInt8] {
    var file = Self.signature + header
    for chunk in chunks { file += Self.chunk(chunk.name, chunk.data) }
    file += Self.chunk("IDAT", Self.zlib(scanlines))
    for chunk in lateChunks { file += Self.chunk(chunk.name, chunk.data) }
    return file + Self.chunk("IEND", [])
  }

  /// The IHDR chunk.
  var header: [UInt8] {
    Self.chunk(
      "IHDR",
      Self.bigEndian(width) + Self.bigEndian(height)
        + [UInt8(depth), colourType.rawValue, 0, 0, isInterlaced ? 1 : 0])
  }

  /// Unfiltered rows, in seven passes where interlaced (PNG specification, 8.2).
  var scanlines: [UInt8] {
    let passes: [(x: Int, y: Int, dx: Int, dy: Int)] =
      isInterlaced
      ? [
        (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
        (0, 1, 1, 2),
      ] : [(0, 0, 1, 1)]
    var bytes: [UInt8] = []
    for pass in passes where pass.x < width {
      for y in stride(from: pass.y, to: height, by: pass.dy) {
        bytes.append(0)
        var bits = 0
        var pending = 0
        for x in stride(from: pass.x, to: width, by: pass.dx) {
          for channel in 0..<colourType.channels {
            bits = bits << depth | sample(x, y, channel)
            pending += depth
            while pending >= 8 {
              pending -= 8
              bytes.append(UInt8(truncatingIfNeeded: bits >> pending))
              bits &= (1 << pending) - 1
            }
          }
        }
        if pending > 0 { bytes.append(UInt8(truncatingIfNeeded: bits << (8 - pending))) }
      }
    }
    return bytes
  }

  /// Length, name, data and checksum.
  static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + data
    return bigEndian(data.count) + body + bigEndian(Int(plainCRC32(body)))
  }

  /// A zlib stream of stored blocks; `adler` replaces the right checksum.
  static func zlib(_ data: [UInt8], adler: UInt32? = nil) -> [UInt8] {
    var stream: [UInt8] = [0x78, 0x01]
    var rest = data[...]
    repeat {
      let block = rest.prefix(65535)
      rest = rest.dropFirst(block.count)
      let length = UInt16(block.count)
      stream.append(rest.isEmpty ? 1 : 0)
      for field in [length, ~length] { stream += [UInt8(field & 0xff), UInt8(field >> 8)] }
      stream += block
    } while !rest.isEmpty
    return stream + bigEndian(Int(adler ?? plainAdler32(data)))
  }

  static func bigEndian(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { (shift: Int) -> UInt8 in UInt8(truncatingIfNeeded: value >> shift) }
  }
}
