import Codecs
import Pixels
import Testing
import _TestSupport

@Suite("Metadata")
struct MetadataTests {
  /// A profile without tags: just enough of a header for libpng to accept it, and enough noise
  /// that it does not compress to less than the 92 bytes that libpng wants.
  static func profile(_ space: String, count: Int = 400) -> [UInt8] {
    var generator = SeededGenerator(seed: 3)
    var bytes =
      [UInt8](repeating: 0, count: 132)
      + (132..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    func put(_ value: [UInt8], at offset: Int) {
      bytes.replaceSubrange(offset..<offset + value.count, with: value)
    }
    put(PNGBuilder.bigEndian(count), at: 0)
    put([2, 0x10, 0, 0], at: 8)
    put([UInt8](text: "mntr\(space)XYZ "), at: 12)
    put([UInt8](text: "acsp"), at: 36)
    put(PNGBuilder.bigEndian(0xf6d6) + PNGBuilder.bigEndian(0x10000), at: 68)
    put(PNGBuilder.bigEndian(0xd32d), at: 76)
    return bytes
  }

  private static let grey = Image(
    size: ImageSize(width: 2, height: 1), layout: .grey, samples: .uint8([1, 2]))
  private static let rgb = Image(
    size: ImageSize(width: 1, height: 1), layout: .rgb, samples: .uint8([1, 2, 3]))

  private func carried(
    _ metadata: ImageMetadata, _ image: Image, _ format: ImageFormat
  ) throws -> ImageMetadata {
    try ImageDecoder.decode(ImageEncoder.encode(image, metadata: metadata, as: format)).metadata
  }

  @Test(
    "a profile is carried over, in many segments where it is long", arguments: ImageFormat.allCases,
    [400, 200_000])
  func profiles(_ format: ImageFormat, _ count: Int) throws {
    let rgb = ImageMetadata(iccProfile: Self.profile("RGB ", count: count))
    #expect(try carried(rgb, Self.rgb, format) == rgb)
    let grey = ImageMetadata(iccProfile: Self.profile("GRAY", count: count))
    #expect(try carried(grey, Self.grey, format) == grey)
  }

  @Test("a profile that does not suit is left out", arguments: ImageFormat.allCases)
  func unsuitableProfiles(_ format: ImageFormat) throws {
    for (profile, image) in [
      (Self.profile("RGB "), Self.grey), (Self.profile("GRAY"), Self.rgb),
      (Self.profile("CMYK"), Self.rgb), ([1, 2, 3], Self.rgb),
    ] {
      let metadata = ImageMetadata(iccProfile: profile)
      #expect(try carried(metadata, image, format).iccProfile == nil)
    }
  }

  @Test("a PNG with a faulty profile is written and read without it")
  func faultyProfile() throws {
    var faulty = Self.profile("RGB ")
    faulty[36] = 0  // no signature
    let metadata = ImageMetadata(iccProfile: faulty)
    #expect(try carried(metadata, Self.rgb, .png) == ImageMetadata())
  }

  @Test(
    "a resolution is carried over in the units that the format has",
    arguments: [
      (Resolution(horizontal: 300, vertical: 150, unit: .inch), ImageFormat.jpeg, nil),
      (Resolution(horizontal: 118, vertical: 59, unit: .centimetre), .jpeg, nil),
      (Resolution(horizontal: 2835, vertical: 11811, unit: .metre), .png, nil),
      (Resolution(horizontal: 2, vertical: 1, unit: .ratio), .png, nil),
      (Resolution(horizontal: 2, vertical: 1, unit: .ratio), .jpeg, nil),
      (
        Resolution(horizontal: 300, vertical: 72, unit: .inch), .png,
        Resolution(horizontal: 11811, vertical: 2835, unit: .metre)
      ),
      (
        Resolution(horizontal: 118, vertical: 118, unit: .centimetre), .png,
        Resolution(horizontal: 11800, vertical: 11800, unit: .metre)
      ),
      (
        Resolution(horizontal: 11811, vertical: 2835, unit: .metre), .jpeg,
        Resolution(horizontal: 300, vertical: 72, unit: .inch)
      ),
    ] as [(Resolution, ImageFormat, Resolution?)])
  func resolutions(_ given: Resolution, _ format: ImageFormat, _ expected: Resolution?) throws {
    let metadata = ImageMetadata(resolution: given)
    #expect(try carried(metadata, Self.grey, format).resolution == expected ?? given)
  }

  @Test("a resolution that the format cannot hold is left out")
  func extremeResolutions() throws {
    for value in [0.001, 1e9, 1e300] {
      let metadata = ImageMetadata(
        resolution: Resolution(horizontal: value, vertical: value, unit: .inch))
      for format in ImageFormat.allCases {
        #expect(try carried(metadata, Self.grey, format).resolution == nil)
      }
    }
  }

  @Test("the density of a JPEG is read")
  func density() throws {
    let decoded = try ImageDecoder.decode(Fixture.bytes("baseline-420.jpg"))
    #expect(
      decoded.metadata
        == ImageMetadata(resolution: Resolution(horizontal: 300, vertical: 150, unit: .inch)))
    #expect(
      try ImageDecoder.decode(Fixture.bytes("progressive.jpg")).metadata == ImageMetadata())
  }

  @Test("the profile of inks is dropped with the inks")
  func inkProfile() throws {
    var file = try Fixture.bytes("cmyk-adobe.jpg")
    let profile = Self.profile("CMYK")
    file.insertSegment(0xe2, [UInt8](text: "ICC_PROFILE\0") + [1, 1] + profile)
    #expect(try ImageDecoder.decode(file).metadata == ImageMetadata())
  }
}
