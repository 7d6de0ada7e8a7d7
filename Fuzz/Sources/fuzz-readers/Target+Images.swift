import Codecs
import FuzzEntry
import Pixels
import _TestSupport

extension Target {
  /// Readers of pictures.
  static let images: [Target] = [
    Target("png", words: PNG.words, seeds: pngs) { (bytes: [UInt8]) throws(CodecError) in
      // What is behind a checksum is reached with the right one.
      try? decodePNG(withChunkChecksums(bytes))
      try decodePNG(bytes)
    },
    Target("jpeg", words: ["\u{0}JFIF", "Exif\0\0", "Adobe", "ICC_PROFILE\0"], seeds: jpegs) {
      (bytes: [UInt8]) throws(CodecError) in
      _ = try? ImageDecoder.decode(bytes, limits: strictLimits)
      _ = try ImageDecoder.readHeader(bytes)
      _ = try ImageDecoder.decode(bytes, limits: limits).metadata.transferCurve()
    },
    Target("exif", words: ["Exif\0\0", "II*\0", "MM\0*"], seeds: exifBlocks) {
      (bytes: [UInt8]) throws(CodecError) in
      _ = try? ImageDecoder.decode(PNG.file(chunks: PNG.chunk("eXIf", bytes)), limits: limits)
      let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      let text = "Raw profile type exif\0\nexif\n\(bytes.count)\n\(digits)\n"
      let raw = PNG.chunk("tEXt", Array(text.utf8))
      _ = try? ImageDecoder.decode(PNG.file(chunks: raw), limits: limits)
      var builder = JPEGBuilder()
      builder.applications = JPEGBuilder.segment(
        0xe1, Array("Exif\0\0".utf8) + bytes.prefix(60_000))
      _ = try ImageDecoder.decode(builder.file, limits: limits)
    },
    Target(
      "profile", words: ["acsp", "curv", "para", "rTRC", "gTRC", "bTRC", "kTRC"], seeds: curves
    ) {
      (bytes: [UInt8]) throws(CodecError) in
      _ = try ImageMetadata(iccProfile: bytes).transferCurve()
      let colours = ColourChunk.Kind.allCases.compactMap { ColourChunk($0, bytes) }
      _ = try ImageMetadata(colourChunks: colours).transferCurve()
    },
    Target("npy", words: ["\u{93}NUMPY", "'descr': '<f4'", "'fortran_order': True", "'shape': ("]) {
      [
        NumpyEncoder.encode(shape: [2, 3], values: [1, 2, 3, 4, 5, 6]),
        NumpyEncoder.encode(shape: [1, 2, 1, 2], values: [1, 2, 3, 4]),
      ]
    } read: { (bytes: [UInt8]) throws(CodecError) in
      let array = try NumpyArray(decoding: bytes)
      precondition(array.shape.reduce(1, *) == array.values.count)
    },
  ]

  /// What a picture of fuzzing may ask for: 8 MiB of samples.
  private static let limits = DecodingLimits(maxPixels: 1 << 20)

  private static let strictLimits = DecodingLimits(maxPixels: 1 << 20, isStrict: true)

  /// Both decoders of PNG say the same.
  private static func decodePNG(_ bytes: [UInt8]) throws(CodecError) {
    let library = try? ImageDecoder.decode(bytes, limits: limits, decoder: .library)
    let quickest = try? ImageDecoder.decode(bytes, limits: limits, decoder: .quickest)
    precondition(library?.image == quickest?.image, "two decoders, one picture")
    _ = try? ImageDecoder.decode(bytes, limits: strictLimits)
    _ = try ImageDecoder.readHeader(bytes)
    _ = try ImageDecoder.decode(bytes, limits: limits).metadata.transferCurve()
  }

  private static func pngs() throws -> [[UInt8]] {
    let plain = try [ChannelLayout.grey, .greyAlpha, .rgb, .rgba].flatMap { layout in
      try [false, true].map {
        try ImageEncoder.encode(Image.small(layout, isWide: $0), as: .png)
      }
    }
    let others =
      PNG.chunk("eXIf", exifBlocks()[0]) + PNG.chunk("gAMA", [0, 0, 0xb1, 0x8f])
      + PNG.chunk("tEXt", Array("Comment\0a text".utf8))
      + PNG.chunk("pHYs", [0, 0, 0x0b, 0x13, 0, 0, 0x0b, 0x13, 1])
    return plain + [PNG.file(chunks: others), PNG.palette, PNG.interlaced]
  }

  private static func jpegs() throws -> [[UInt8]] {
    var restarts = JPEGBuilder.colour
    restarts.restartInterval = 2
    restarts.applications += JPEGBuilder.segment(0xe1, Array("Exif\0\0".utf8) + exifBlocks()[0])
    var inks = JPEGBuilder.colour
    inks.components.append(JPEGBuilder.Component())
    inks.applications = JPEGBuilder.adobe(transform: 2)
    var progressive = JPEGBuilder()
    progressive.frameMarker = 0xc2
    progressive.scanParameters = [0, 0, 0]
    return try [
      ImageEncoder.encode(Image.small(.grey), as: .jpeg),
      ImageEncoder.encode(Image.small(.rgb), as: .jpeg),
      JPEGBuilder().file, restarts.file, inks.file, progressive.file,
    ]
  }

  /// Orientation and resolution, in either order of bytes.
  private static func exifBlocks() -> [[UInt8]] {
    [
      [
        0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 2, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 1, 0x1a, 0, 5,
        0, 0, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0, 0, 0, 0, 72, 0, 0, 0, 1,
      ],
      [
        0x49, 0x49, 42, 0, 8, 0, 0, 0, 3, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 8, 0, 0, 0, 0x28, 1, 3, 0,
        1, 0, 0, 0, 3, 0, 0, 0, 0x1a, 1, 5, 0, 1, 0, 0, 0, 50, 0, 0, 0, 0, 0, 0, 0, 100, 0, 0, 0, 1,
        0, 0, 0,
      ],
    ]
  }

  /// Profiles with one curve, as a gamma, a table and a formula.
  private static func curves() -> [[UInt8]] {
    let gamma: [UInt8] = Array("curv".utf8) + [0, 0, 0, 0, 0, 0, 0, 1, 2, 0x33, 0, 0]
    let table: [UInt8] =
      Array("curv".utf8) + [0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0x40, 0, 0xff, 0xff]
    let formula: [UInt8] = Array("para".utf8) + [0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0x33, 0x33]
    return [gamma, table, formula].map { curve in
      let names = ["rTRC", "gTRC", "bTRC"]
      let place = 128 + 4 + 12 * names.count
      let tags = names.flatMap { name in
        Array(name.utf8) + PNG.bigEndian(place) + PNG.bigEndian(curve.count)
      }
      let start = PNG.bigEndian(place + curve.count) + [UInt8](repeating: 0, count: 12)
      let head = start + Array("RGB XYZ ".utf8) + [UInt8](repeating: 0, count: 12)
      let rest = Array("acsp".utf8) + [UInt8](repeating: 0, count: 88)
      return head + rest + PNG.bigEndian(names.count) + tags + curve
    }
  }
}

/// PNG files made byte by byte.
private enum PNG {
  static let words = [
    "IHDR", "IDAT", "IEND", "PLTE", "tRNS", "eXIf", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "tEXt",
    "zTXt", "iTXt", "pHYs", "Raw profile type exif",
  ]

  static func bigEndian(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { (shift: Int) -> UInt8 in UInt8(truncatingIfNeeded: value >> shift) }
  }

  static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + data
    return bigEndian(data.count) + body + bigEndian(Int(plainCRC32(body)))
  }

  /// A file of 4x3 samples of 8 bits.
  static func file(
    chunks: [UInt8] = [], colourType: UInt8 = 0, isInterlaced: Bool = false
  ) -> [UInt8] {
    // The rows of four passes have samples: 1, 1, 2 and 2 in two rows; else three rows.
    let rows: [UInt8] =
      isInterlaced
      ? [0, 1, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 1, 0, 1, 1, 0]
      : [0, 1, 0, 1, 0, 2, 1, 1, 0, 1, 1, 0, 1, 0, 1]
    let kind: [UInt8] = [8, colourType, 0, 0, isInterlaced ? 1 : 0]
    let stored: [UInt8] =
      [0x78, 1, 1, UInt8(rows.count), 0, ~UInt8(rows.count), 0xff] + rows
      + bigEndian(Int(plainAdler32(rows)))
    return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
      + chunk("IHDR", bigEndian(4) + bigEndian(3) + kind) + chunks + chunk("IDAT", stored)
      + chunk("IEND", [])
  }

  static let palette = file(
    chunks: chunk("PLTE", [255, 0, 0, 0, 255, 0]) + chunk("tRNS", [128]), colourType: 3)

  static let interlaced = file(isInterlaced: true)
}
