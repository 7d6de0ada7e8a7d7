import Codecs
import Pixels
import Testing
import _TestSupport

@Suite("Rows of images")
struct RowTests {
  private static let jpegs = [
    "baseline-420.jpg", "progressive.jpg", "ycck-adobe.jpg", "grey-progressive.jpg",
  ]

  /// Reads all rows, so many at a time, from blocks of so many bytes after the first.
  private func samples(_ file: [UInt8], rows: Int, block: Int) throws -> [UInt8] {
    try file.withUnsafeBytes { bytes in
      var done = 0
      let source = ByteSource {
        let count = min(done == 0 ? 256 : block, bytes.count - done)
        defer { done += count }
        return UnsafeRawBufferPointer(rebasing: bytes[done..<done + count])
      }
      let reader = try ImageDecoder.rowReader(source)
      let header = reader.header
      let size = header.sampleType == .uint16 ? 2 : 1
      let rowBytes = header.size.width * header.layout.channelCount * size
      var all: [UInt8] = []
      while reader.rowsRead < header.size.height {
        let count =
          header.isInterlaced
          ? header.size.height : min(rows, header.size.height - reader.rowsRead)
        var part = [UInt8](repeating: 0, count: count * rowBytes)
        try part.withUnsafeMutableBytes { buffer in
          guard let start = buffer.baseAddress else { return }
          try reader.read(count, into: start)
        }
        all += part
      }
      try reader.finish()
      return all
    }
  }

  private func bytes(_ samples: Samples) -> [UInt8] {
    switch samples {
    case .uint8(let values): values
    case .uint16(let values): values.withUnsafeBytes { Array($0) }
    case .float32: []
    }
  }

  @Test("a JPEG read in any number of rows from any blocks is the same", arguments: jpegs)
  func jpegRows(name: String) throws {
    let file = try Fixture.bytes(name)
    let whole = bytes(try ImageDecoder.decode(file).image.samples)
    for rows in [1, 2, 3, 5, 100] {
      for block in [1, 13, 65536] {
        #expect(try samples(file, rows: rows, block: block) == whole, "\(rows) rows, \(block)")
      }
    }
  }

  @Test(
    "a PNG read in any number of rows from any blocks is the same",
    arguments: PNGBuilder.ColourType.allCases)
  func pngRows(type: PNGBuilder.ColourType) throws {
    for depth in type.depths where type != .palette {
      for isInterlaced in [false, true] {
        let limit = 1 << depth
        let file = PNGBuilder(
          width: 9, height: 13, colourType: type, depth: depth, isInterlaced: isInterlaced,
          sample: { x, y, c in (x * 31 + y * 7 + c * 3) % limit }
        ).file
        let whole = bytes(try ImageDecoder.decode(file).image.samples)
        for (rows, block) in [(1, 1), (3, 13), (5, 65536), (13, 2)] {
          #expect(try samples(file, rows: rows, block: block) == whole, "\(depth) bits")
        }
      }
    }
  }

  @Test("a file written in strips of any height is the same", arguments: ImageFormat.allCases)
  func writing(format: ImageFormat) throws {
    var generator = SeededGenerator(seed: 3)
    for layout in ChannelLayout.allCases {
      for isDeep in [false, true] {
        let size = ImageSize(width: 21, height: 37)
        let rowSamples = size.width * layout.channelCount
        let values = (0..<rowSamples * size.height).map { _ in
          UInt16.random(in: 0...65535, using: &generator)
        }
        func image(_ rows: Range<Int>) -> Image {
          let part = Array(values[rows.lowerBound * rowSamples..<rows.upperBound * rowSamples])
          return Image(
            size: ImageSize(width: size.width, height: rows.count), layout: layout,
            samples: isDeep ? .uint16(part) : .uint8(part.map { UInt8($0 >> 8) }))
        }
        let whole = try ImageEncoder.encode(image(0..<37), as: format, quality: 80)
        for height in [1, 2, 7, 16, 20] {
          let writer = try ImageStripWriter(
            size: size, layout: layout, sampleType: isDeep ? .uint16 : .uint8, as: format,
            quality: 80)
          var file: [UInt8] = []
          for first in stride(from: 0, to: 37, by: height) {
            try writer.write(image(first..<min(37, first + height)))
            // Now and then nothing is taken.
            if first % 3 != 0 { file += Array(writer.take()) }
          }
          try writer.finish()
          file += Array(writer.take())
          #expect(file == whole, "\(layout) \(height) rows")
        }
      }
    }
  }

  @Test("rows before the damage count as read")
  func damage() throws {
    let file = PNGBuilder(
      width: 100, height: 300, sample: { x, y, _ in (x * x * 77 + y * y * 13) % 256 }
    ).file
    let cut = Array(file.prefix(file.count / 2))
    try cut.withUnsafeBytes { bytes in
      let reader = try ImageDecoder.rowReader(ByteSource(bytes))
      var rows = [UInt8](repeating: 0, count: 30_000)
      #expect(throws: CodecError.endsEarly(.png)) {
        try rows.withUnsafeMutableBytes { buffer in
          guard let start = buffer.baseAddress else { return }
          try reader.read(300, into: start)
        }
      }
      #expect((1..<300).contains(reader.rowsRead))
      #expect(rows[0] == 0 && rows[1] == 77 && rows[100] == 13)
    }
  }
}
