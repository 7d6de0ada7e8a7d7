import Codecs
import Pixels
import RowLoopTable
import Testing
import _TestSupport

@Suite("Plain PNG")
struct PlainPNGTests {
  @Test("every filter and size is decoded to the same bytes as by libpng", arguments: PlainPNG.all)
  func decoding(_ kind: PlainPNG) throws {
    let filters = PNGLoops.Filter.allCases
    for content in PlainPNG.Content.allCases {
      for width in 1...17 {
        for height in 1...9 {
          let image = kind.image(width, height, content, seed: UInt64(width * 16 + height))
          let choices: [(Int) -> PNGLoops.Filter] =
            filters.map { filter in { _ in filter } } + [{ filters[(3 * $0 + width) % 5] }]
          for choice in choices {
            let file = kind.file(image, choice)
            guard try ImageDecoder.decode(file).image == image,
              try ImageDecoder.decode(file, decoder: .library).image == image
            else {
              Issue.record("\(width)x\(height), \(content), row 0 \(choice(0))")
              return
            }
          }
        }
      }
    }
  }

  @Test(
    "every size and effort is written so that libpng reads the same bytes", arguments: PlainPNG.all,
    PNGCompression.allCases)
  func encoding(_ kind: PlainPNG, _ compression: PNGCompression) throws {
    for content in PlainPNG.Content.allCases {
      for width in 1...17 {
        for height in 1...9 {
          let image = kind.image(width, height, content)
          let file = try ImageEncoder.encode(image, as: .png, compression: compression)
          guard try ImageDecoder.decode(file, decoder: .library).image == image,
            try ImageDecoder.decode(file).image == image
          else {
            Issue.record("\(width)x\(height), \(content)")
            return
          }
        }
      }
    }
  }

  @Test("a picture of many strips and chunks passes both ways", arguments: PlainPNG.all)
  func large(_ kind: PlainPNG) throws {
    for content in PlainPNG.Content.allCases {
      let image = kind.image(701, 503, content)
      for compression in [PNGCompression.fastest, .default] {
        let file = try ImageEncoder.encode(image, as: .png, compression: compression)
        #expect(try ImageDecoder.decode(file, decoder: .library).image == image)
        #expect(try ImageDecoder.decode(file).image == image)
      }
    }
  }

  @Test(
    "a stream that ends within, at and behind the end of a strip is decoded",
    arguments: [1, 2, 510, 511, 512, 513, 1021, 1022, 1023, 1533, 1534])
  func stripEnds(_ height: Int) throws {
    // 511 rows of 513 bytes make a strip.
    let kind = PlainPNG(layout: .grey, bits: 8)
    for content in PlainPNG.Content.allCases {
      let image = kind.image(512, height, content)
      let stored = kind.file(image) { PNGLoops.Filter.allCases[$0 % 5] }
      #expect(try ImageDecoder.decode(stored).image == image)
      for compression in PNGCompression.allCases {
        let file = try ImageEncoder.encode(image, as: .png, compression: compression)
        #expect(try ImageDecoder.decode(file).image == image)
      }
    }
  }

  @Test("a row longer than a strip passes both ways")
  func longRow() throws {
    let kind = PlainPNG(layout: .rgba, bits: 16)
    let image = kind.image(100_000, 3, .smooth)
    let file = try ImageEncoder.encode(image, as: .png)
    #expect(try ImageDecoder.decode(file, decoder: .library).image == image)
    #expect(try ImageDecoder.decode(file).image == image)
  }

  @Test("values as rare as make codes longer than deflate allows pass both ways")
  func longCodes() throws {
    // Each difference occurs as often as the two before together: codes of up to 24 bits.
    var differences: [UInt8] = []
    var (count, next) = (1, 1)
    for value in 0..<25 {
      differences += [UInt8](repeating: UInt8(10 * value), count: count)
      (count, next) = (next, count + next)
    }
    var generator = SeededGenerator(seed: 5)
    differences.shuffle(using: &generator)
    var value: UInt8 = 0
    let samples = differences.map { difference -> UInt8 in
      value &+= difference
      return value
    }
    let image = Image(
      size: ImageSize(width: samples.count, height: 1), layout: .grey, samples: .uint8(samples))
    for compression in PNGCompression.allCases {
      let file = try ImageEncoder.encode(image, as: .png, compression: compression)
      #expect(try ImageDecoder.decode(file, decoder: .library).image == image)
      // 2.6 bits a sample are what the differences hold.
      #expect(file.count < samples.count * 3 / 8)
    }
  }

  @Test("one colour, and two, pass both ways", arguments: PNGCompression.allCases)
  func flat(_ compression: PNGCompression) throws {
    for values in [[0], [255], [0, 255]] as [[UInt8]] {
      let samples = (0..<300 * 400 * 3).map { values[$0 / 7 % values.count] }
      let image = Image(
        size: ImageSize(width: 300, height: 400), layout: .rgb, samples: .uint8(samples))
      let file = try ImageEncoder.encode(image, as: .png, compression: compression)
      #expect(try ImageDecoder.decode(file, decoder: .library).image == image)
      #expect(file.count < 5000)
    }
  }

  @Test("rows may be read in any portions", arguments: PlainPNG.all, [1, 2, 7, 100])
  func readingPortions(_ kind: PlainPNG, _ portion: Int) throws {
    let image = kind.image(61, 40, .smooth)
    let file = try ImageEncoder.encode(image, as: .png)
    for decoder in [ImageDecoder.PNGDecoder.quickest, .library] {
      #expect(try rows(file, decoder, portion) == ImageDecoder.decode(file).image.samples.bytes)
    }
  }

  @Test("a file may come in any blocks, and be cut anywhere", arguments: [1, 7, 1000, 1 << 17])
  func blocks(_ length: Int) throws {
    let image = PlainPNG(layout: .rgb, bits: 16).image(300, 200, .noise)
    let file = try ImageEncoder.encode(image, as: .png)
    // Several IDAT chunks.
    #expect(file.count > 300_000)
    #expect(decode(file, length) == .success(image))
    for count in [100, 5000, 200_000, file.count - 12, file.count - 1] {
      #expect(decode(Array(file.prefix(count)), length) == .failure(.endsEarly(.png)))
    }
  }

  /// Decodes a file that comes in blocks, the first of them of 256 bytes at least.
  private func decode(_ file: [UInt8], _ length: Int) -> Result<Image, CodecError> {
    file.withUnsafeBytes { bytes in
      var done = 0
      let source = ByteSource {
        let count = min(done == 0 ? max(256, length) : length, bytes.count - done)
        defer { done += count }
        return UnsafeRawBufferPointer(rebasing: bytes[done..<done + count])
      }
      do throws(CodecError) {
        return .success(try ImageDecoder.decode(ImageDecoder.rowReader(source)).image)
      } catch {
        return .failure(error)
      }
    }
  }

  private func rows(
    _ file: [UInt8], _ decoder: ImageDecoder.PNGDecoder, _ portion: Int
  ) throws(CodecError) -> [UInt8] {
    try file.withUnsafeBufferPointer { bytes throws(CodecError) in
      let reader = try ImageDecoder.rowReader(
        ByteSource(UnsafeRawBufferPointer(bytes)), decoder: decoder)
      let height = reader.header.size.height
      let sampleBytes = reader.header.sampleType == .uint16 ? 2 : 1
      let rowBytes = reader.header.size.width * reader.header.layout.channelCount * sampleBytes
      var all: [UInt8] = []
      for start in stride(from: 0, to: height, by: portion) {
        let count = min(portion, height - start)
        let rows = UnsafeMutableRawBufferPointer.allocate(
          byteCount: count * rowBytes, alignment: 16)
        defer { rows.deallocate() }
        if let start = rows.baseAddress { try reader.read(count, into: start) }
        all += rows
      }
      try reader.finish()
      return all
    }
  }

  @Test(
    "the file does not depend on the portions that are written", arguments: PlainPNG.all,
    PNGCompression.allCases)
  func writingPortions(_ kind: PlainPNG, _ compression: PNGCompression) throws {
    let image = kind.image(300, 211, .smooth)
    let expected = try ImageEncoder.encode(image, as: .png, compression: compression)
    let bytes = image.samples.bytes
    let rowBytes = bytes.count / image.height
    for portion in [1, 10, 150] {
      var file: [UInt8] = []
      let writer = try PNGRowWriter(
        size: image.size, layout: image.layout, sampleType: kind.sampleType,
        compression: compression)
      for start in stride(from: 0, to: image.height, by: portion) {
        let count = min(portion, image.height - start)
        // A copy that ends with the call: the writer must not look back into it.
        let rows = Array(bytes[start * rowBytes..<(start + count) * rowBytes])
        rows.withUnsafeBytes { rows in
          if let first = rows.baseAddress { writer.write(count, from: first) }
        }
        file += writer.take()
      }
      writer.finish()
      file += writer.take()
      #expect(file == expected, "\(portion) rows at a time")
    }
  }

  /// A picture of 1500x1000 pixels that repeats itself, and the size of the file that libpng 1.6 makes
  /// of it with its own defaults.
  struct Drawing: CustomTestStringConvertible {
    let testDescription: String
    let layout: ChannelLayout
    let libpng: Int
    let sample: @Sendable (_ x: Int, _ y: Int, _ channel: Int) -> Int

    static let all = [
      Drawing(testDescription: "squares", layout: .grey, libpng: 4448) { x, y, _ in
        (x / 7 + y / 7) % 2 * 255
      },
      Drawing(testDescription: "rings", layout: .grey, libpng: 105_475) { x, y, _ in
        (x * x + y * y) / 3000 % 256
      },
      Drawing(testDescription: "slopes", layout: .rgb, libpng: 7017) { x, y, channel in
        [x * 255 / 1500, y * 255 / 1000, (x + y) % 256][channel]
      },
      Drawing(testDescription: "letters", layout: .grey, libpng: 35_872) { x, y, _ in
        let (cell, row) = (x / 9 + 31 * (y / 14), y % 14)
        let ink = cell * cell % 251 * (row / 2 + 3) >> (x % 9 / 2) & 3
        return row > 10 || x % 9 > 6 ? 255 : 255 - 85 * ink
      },
    ]
  }

  @Test("drawings are at most a tenth larger than libpng makes them", arguments: Drawing.all)
  func drawings(_ drawing: Drawing) throws {
    let channels = drawing.layout.channelCount
    let samples = (0..<1000).flatMap { y in
      (0..<1500 * channels).map { index in
        UInt8(truncatingIfNeeded: drawing.sample(index / channels, y, index % channels))
      }
    }
    let image = Image(
      size: ImageSize(width: 1500, height: 1000), layout: drawing.layout,
      samples: .uint8(samples))
    let file = try ImageEncoder.encode(image, as: .png)
    #expect(file.count <= drawing.libpng * 11 / 10)
    #expect(try ImageDecoder.decode(file, decoder: .library).image == image)
  }

  @Test("more effort gives smaller photographs")
  func sizes() throws {
    let image = PlainPNG(layout: .rgb, bits: 8).image(600, 400, .smooth)
    let lengths = try [PNGCompression.fastest, .default, .smallest].map {
      try ImageEncoder.encode(image, as: .png, compression: $0).count
    }
    #expect(lengths == lengths.sorted(by: >), "\(lengths)")
  }
}

extension Samples {
  /// The bytes as they are in memory.
  var bytes: [UInt8] {
    switch self {
    case .uint8(let samples): samples
    case .uint16(let samples): samples.withUnsafeBytes { Array($0) }
    case .float32(let samples): samples.withUnsafeBytes { Array($0) }
    }
  }
}
