import Codecs
import Pixels
import Testing
import _TestSupport

@Suite("Encoding")
struct EncodingTests {
  private static let roundTripSizes: [ImageSize] = [
    ImageSize(width: 1, height: 1), ImageSize(width: 17, height: 5),
    ImageSize(width: 2, height: 40),
  ]

  @Test("PNG returns every sample", arguments: ChannelLayout.allCases, roundTripSizes)
  func roundTrip(_ layout: ChannelLayout, _ size: ImageSize) throws {
    var generator = SeededGenerator(seed: 7)
    let count = size.width * size.height * layout.channelCount
    let bytes = generator.bytes(count)
    let words = (0..<count).map { _ in UInt16.random(in: 0...65535, using: &generator) }
    for samples in [Samples.uint8(bytes), .uint16(words)] {
      let image = Image(size: size, layout: layout, samples: samples)
      let file = try ImageEncoder.encode(image, as: .png)
      #expect(ImageFormat.detect(file) == .png)
      #expect(try ImageDecoder.decode(file).image == image)
    }
  }

  /// Flat 8x8 squares, which JPEG keeps exactly at quality 100.
  private func squares(_ values: [UInt8]) -> Image {
    let row = values.flatMap { [UInt8](repeating: $0, count: 8) }
    return Image(
      size: ImageSize(width: row.count, height: 8), layout: .grey,
      samples: .uint8((0..<8).flatMap { _ in row }))
  }

  @Test("JPEG returns flat grey squares at quality 100")
  func flatJPEG() throws {
    let image = squares([0, 1, 100, 254, 255])
    let file = try ImageEncoder.encode(image, as: .jpeg, quality: 100)
    #expect(ImageFormat.detect(file) == .jpeg)
    #expect(try ImageDecoder.decode(file).image == image)
  }

  @Test("JPEG reduces 16 bits to the nearest of 8")
  func sixteenBits() throws {
    let cases: [(UInt16, UInt8)] = [
      (0, 0), (128, 0), (129, 1), (257, 1), (25_700, 100), (25_828, 100), (25_829, 101),
      (65_406, 254), (65_407, 255), (65_535, 255),
    ]
    let row = cases.flatMap { [UInt16](repeating: $0.0, count: 8) }
    let image = Image(
      size: ImageSize(width: row.count, height: 8), layout: .grey,
      samples: .uint16((0..<8).flatMap { _ in row }))
    let decoded = try ImageDecoder.decode(ImageEncoder.encode(image, as: .jpeg, quality: 100))
    #expect(decoded.image == squares(cases.map(\.1)))
  }

  @Test("JPEG keeps the colours and leaves alpha out")
  func alpha() throws {
    let size = ImageSize(width: 8, height: 8)
    let image = Image(
      size: size, layout: .greyAlpha,
      samples: .uint8((0..<64).flatMap { _ -> [UInt8] in [77, 3] }))
    let decoded = try ImageDecoder.decode(ImageEncoder.encode(image, as: .jpeg, quality: 100))
    #expect(decoded.image == squares([77]))

    let colours = Image(
      size: size, layout: .rgba,
      samples: .uint16((0..<64).flatMap { _ -> [UInt16] in [51400, 25700, 12850, 0] }))
    let file = try ImageEncoder.encode(colours, as: .jpeg, quality: 100)
    let colour = try ImageDecoder.decode(file).image
    #expect(colour.layout == .rgb)
    guard case .uint8(let samples) = colour.samples else {
      Issue.record("8-bit samples expected")
      return
    }
    for (sample, expected) in zip(samples.prefix(3), [200, 100, 50]) {
      #expect(abs(Int(sample) - expected) <= 1)
    }
  }

  @Test(
    "colours are subsampled as asked, and kept where they are not",
    arguments: [(ChromaSubsampling.none, 0x11), (.halved, 0x21), (.quartered, 0x22)]
      as [(ChromaSubsampling, UInt8)])
  func subsampling(_ subsampling: ChromaSubsampling, _ factors: UInt8) throws {
    // Columns of red and blue in turn.
    let colours: [[UInt8]] = [[220, 30, 30], [30, 30, 220]]
    let pixels = (0..<256).flatMap { colours[$0 % 2] }
    let image = Image(
      size: ImageSize(width: 16, height: 16), layout: .rgb, samples: .uint8(pixels))
    let file = try ImageEncoder.encode(
      image, as: .jpeg, quality: 100, subsampling: subsampling)
    let frame = try #require(file.index(of: [0xff, 0xc0]))
    #expect([file[frame + 11], file[frame + 14], file[frame + 17]] == [factors, 0x11, 0x11])
    guard case .uint8(let decoded) = try ImageDecoder.decode(file).image.samples else {
      Issue.record("8-bit samples expected")
      return
    }
    let worst = zip(pixels, decoded).map { abs(Int($0) - Int($1)) }.max() ?? 0
    #expect(subsampling == .none ? worst <= 3 : worst > 50)
  }

  @Test("grey is not subsampled", arguments: ChromaSubsampling.allCases)
  func greySubsampling(_ subsampling: ChromaSubsampling) throws {
    let image = squares([0, 128, 255])
    let file = try ImageEncoder.encode(
      image, as: .jpeg, quality: 100, subsampling: subsampling)
    let frame = try #require(file.index(of: [0xff, 0xc0]))
    #expect(file[frame + 11] == 0x11)
    #expect(try ImageDecoder.decode(file).image == image)
  }

  @Test("a higher quality gives a larger and closer JPEG")
  func quality() throws {
    let pixels = (0..<4096).map { index -> UInt8 in
      let (x, y) = (index % 64, index / 64)
      return UInt8((3 * x ^ 5 * y) & 255)
    }
    let image = Image(
      size: ImageSize(width: 64, height: 64), layout: .grey, samples: .uint8(pixels))
    var lengths: [Int] = []
    var errors: [Int] = []
    for quality in [1, 50, 90, 100] {
      let file = try ImageEncoder.encode(image, as: .jpeg, quality: quality)
      lengths.append(file.count)
      guard case .uint8(let decoded) = try ImageDecoder.decode(file).image.samples else { continue }
      errors.append(zip(pixels, decoded).map { abs(Int($0) - Int($1)) }.reduce(0, +))
    }
    #expect(lengths == lengths.sorted())
    #expect(errors == errors.sorted(by: >))
    #expect((errors.last ?? .max) < 4096)
  }

  @Test("an image without pixels, or too large for the format, is reported")
  func sizes() {
    let empty = Image(
      size: ImageSize(width: 0, height: 4), layout: .rgb, samples: .uint8([]))
    let wide = Image(
      size: ImageSize(width: 65501, height: 1), layout: .grey,
      samples: .uint8([UInt8](repeating: 0, count: 65501)))
    #expect(throws: CodecError.sizeNotEncodable(empty.size, .png)) {
      _ = try ImageEncoder.encode(empty, as: .png)
    }
    #expect(throws: CodecError.sizeNotEncodable(empty.size, .jpeg)) {
      _ = try ImageEncoder.encode(empty, as: .jpeg)
    }
    let error = #expect(throws: CodecError.self) { _ = try ImageEncoder.encode(wide, as: .jpeg) }
    #expect(
      error?.description
        == "an image of 65501x1 pixels cannot be written as JPEG: "
        + "width and height must be 1 to 65500")
    #expect(throws: Never.self) { _ = try ImageEncoder.encode(wide, as: .png) }
  }

  @Test("names and extensions")
  func names() {
    #expect(ImageFormat.allCases.map(\.fileExtension) == ["png", "jpg"])
    #expect(ImageFormat.allCases.map(\.name) == ["PNG", "JPEG"])
  }
}
