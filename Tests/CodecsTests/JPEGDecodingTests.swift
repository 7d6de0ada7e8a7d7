import Codecs
import Pixels
import Testing

@Suite("JPEG decoding")
struct JPEGDecodingTests {
  @Test(
    "colour decodes to the samples of Pillow, baseline and progressive",
    arguments: ["baseline-420.jpg", "progressive.jpg"])
  func colour(_ name: String) throws {
    let decoded = try ImageDecoder.decode(Fixture.bytes(name))
    #expect(decoded.format == .jpeg)
    #expect(decoded.image.size == ImageSize(width: 16, height: 8))
    #expect(decoded.image.layout == .rgb)
    guard case .uint8(let samples) = decoded.image.samples else {
      Issue.record("8-bit samples expected")
      return
    }
    let firstRow: [UInt8] = [
      0, 6, 236, 5, 7, 232, 22, 8, 228, 37, 8, 220, 53, 9, 210, 70, 9, 200, 88, 8, 193, 102, 8,
      184, 118, 9, 180, 133, 8, 170, 151, 7, 164, 167, 8, 154, 184, 8, 145, 199, 8, 137, 214, 9,
      130, 222, 11, 128,
    ]
    let sixthRow: [UInt8] = [
      5, 157, 206, 13, 158, 203, 27, 159, 197, 43, 161, 189, 60, 161, 179, 78, 160, 171, 95, 160,
      164, 109, 160, 155, 125, 161, 151, 141, 159, 143, 157, 159, 135, 174, 160, 125, 192, 159,
      114, 207, 160, 106, 221, 161, 101, 228, 163, 99,
    ]
    #expect(Array(samples[0..<48]) == firstRow)
    #expect(Array(samples[240..<288]) == sixthRow)
  }

  @Test("grey stays grey")
  func grey() throws {
    let image = try ImageDecoder.decode(Fixture.bytes("grey-progressive.jpg")).image
    #expect(image.layout == .grey)
    let row: [UInt8] = [
      0, 16, 32, 47, 65, 80, 96, 112, 128, 145, 160, 175, 193, 208, 224, 240,
    ]
    #expect(image.samples == .uint8((0..<8).flatMap { _ in row }))
  }

  @Test(
    "inks become colours, inverted or not",
    arguments: ["cmyk-adobe.jpg", "ycck-adobe.jpg", "cmyk-plain.jpg"])
  func inks(_ name: String) throws {
    let image = try ImageDecoder.decode(Fixture.bytes(name)).image
    #expect(image.layout == .rgb)
    // (255 - 200) * (255 - 20) / 255 = 50.7, and so on.
    let row = (0..<16).flatMap { x -> [UInt8] in x < 8 ? [51, 143, 189] : [255, 127, 0] }
    #expect(image.samples == .uint8((0..<8).flatMap { _ in row }))
  }

  @Test("the header is read without the pixels")
  func header() throws {
    let file = try Fixture.bytes("baseline-420.jpg")
    let scan = try #require(file.index(of: [0xff, 0xda]))
    let header = try ImageDecoder.readHeader(Array(file.prefix(scan + 20)))
    #expect(header.format == .jpeg)
    #expect(header.size == ImageSize(width: 16, height: 8))
    #expect(header.layout == .rgb)
    #expect(header.sampleType == .uint8)
  }
}
