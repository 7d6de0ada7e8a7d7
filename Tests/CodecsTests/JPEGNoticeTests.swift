import Codecs
import Pixels
import Testing
import _TestSupport

/// JPEG files that are not by the book, with all their pixels.
@Suite("JPEG notices")
struct JPEGNoticeTests {
  typealias Case = (name: String, file: [UInt8], notices: Set<ImageNotice>)

  private static func colour(_ change: (inout JPEGBuilder) -> Void) -> [UInt8] {
    var builder = JPEGBuilder.colour
    change(&builder)
    return builder.file
  }

  private static let varied: [UInt8] = [
    7, 9, 200, 1, 5, 66, 3, 4, 99, 254, 5, 6, 7, 8, 100, 11, 12, 13, 14, 15,
  ]

  private static let parameters: [Case] = [
    [0, 0, 0], [0, 63, 0x10], [1, 5, 0x21], [255, 255, 255],
  ]
  .map { bytes in
    ("scan parameters \(bytes)", colour { $0.scanParameters = bytes }, [.scanParameters])
  }

  private static let paddings: [Case] = JPEGBuilder.Place.allCases.flatMap { place in
    [[0], [0, 0, 0], [UInt8](repeating: 0x11, count: 49), varied, Array("some text".utf8)].map {
      bytes in
      ("\(bytes.count) bytes \(place)", colour { $0.padding[place] = bytes }, [.padding])
    }
  }

  /// Bytes of 255 may stand before any marker.
  private static let fills: [Case] = JPEGBuilder.Place.allCases.map { place in
    ("fill bytes \(place)", colour { $0.padding[place] = [0xff, 0xff, 0xff] }, [])
  }

  private static let adobes: [Case] = [2, 3, 68, 255].map { transform in
    (
      "Adobe transform \(transform)",
      colour { $0.applications = JPEGBuilder.adobe(transform: transform) }, [.adobeTransform]
    )
  }

  /// What libjpeg only tells of.
  private static let markers: [Case] = [
    ("a restart marker before the end", colour { $0.later = [0xff, 0xd0] }, [.marker]),
    ("TEM before the frame", colour { $0.padding[.beforeFrame] = [0xff, 0x01] }, [.marker]),
    ("another height behind the scan", height { $0.later = $1([0, 8]) }, [.marker]),
    ("the same height behind the scan", height { $0.later = $1([0, 16]) }, []),
    (
      "a segment without a length", colour { $0.padding[.beforeFrame] = [0xff, 0xe5, 0, 1] },
      [.marker]
    ),
    ("a height of 3 bytes", height { $0.later = $1([0, 16, 0]) }, [.marker]),
    ("the height before the scan", height { $0.padding[.beforeScan] = $1([0, 16]) }, [.marker]),
    (
      "a JFIF thumbnail of another size",
      colour { $0.applications = jfif(thumbnail: [2, 2] + [UInt8](repeating: 0, count: 11)) },
      [.marker]
    ),
    (
      "a JFIF thumbnail", colour { $0.applications = jfif(thumbnail: [1, 1, 9, 9, 9]) }, []
    ),
    (
      "segments of applications",
      colour {
        $0.applications =
          JPEGBuilder.segment(0xe5, []) + JPEGBuilder.segment(0xfe, [1, 2, 3])
          + JPEGBuilder.segment(0xee, [1, 2, 3]) + JPEGBuilder.segment(0xe0, [4, 5])
      }, []
    ),
  ]

  private static func height(
    _ change: (inout JPEGBuilder, ([UInt8]) -> [UInt8]) -> Void
  ) -> [UInt8] {
    colour { change(&$0, { JPEGBuilder.segment(0xdc, $0) }) }
  }

  private static func jfif(thumbnail: [UInt8]) -> [UInt8] {
    JPEGBuilder.segment(0xe0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1] + thumbnail)
  }

  /// An Adobe marker behind that of JFIF, which says what the colours are.
  private static let contradictions: [Case] = [0, 1, 2, 68].map { transform in
    (
      "JFIF and Adobe transform \(transform)",
      colour { $0.applications += JPEGBuilder.adobe(transform: transform) },
      transform == 1 ? [] : [.adobeTransform]
    )
  }

  private static let ends: [Case] = [
    ("a byte behind the end", colour { _ in } + [0], [.trailingBytes]),
    ("another file behind the end", colour { _ in } + colour { _ in }, [.trailingBytes]),
    (
      "more pictures behind the end, which are announced",
      colour { $0.applications += JPEGBuilder.segment(0xe2, Array("MPF\0".utf8) + [1, 2, 3]) }
        + colour { _ in }, []
    ),
  ]

  private static func profile(_ profile: [UInt8]) -> [UInt8] {
    colour {
      $0.applications += JPEGBuilder.segment(0xe2, Array("ICC_PROFILE\0".utf8) + [1, 1] + profile)
    }
  }

  private static let others: [Case] = [
    ("by the book", colour { _ in }, []),
    (
      "Adobe transform 1", colour { $0.applications = JPEGBuilder.adobe(transform: 1) }, []
    ),
    (
      "JFIF 3.1",
      colour {
        $0.applications = JPEGBuilder.segment(
          0xe0, Array("JFIF\0".utf8) + [3, 1, 0, 0, 1, 0, 1, 0, 0])
      }, [.jfifVersion]
    ),
    (
      "a part of a profile without the others",
      colour {
        $0.applications += JPEGBuilder.segment(
          0xe2, Array("ICC_PROFILE\0".utf8) + [2, 2, 1, 2, 3])
      }, [.colourProfile]
    ),
    ("a whole profile", profile(MetadataTests.profile("RGB ")), []),
    ("a profile of inks", profile(MetadataTests.profile("CMYK")), [.colourProfile]),
    ("a profile that was cut", profile(MetadataTests.profile("RGB ").dropLast()), [.colourProfile]),
    ("no profile", profile([1, 2, 3]), [.colourProfile]),
    ("the scan again", colour { $0.later = $0.scan }, [.surplusScan]),
    (
      "restarts and padding",
      colour {
        $0.restartInterval = 3
        $0.padding[.behindPixels] = varied
      }, [.padding]
    ),
    (
      "several at once",
      colour {
        $0.scanParameters = [0, 0, 0]
        $0.applications = JPEGBuilder.adobe(transform: 9)
        $0.padding[.beforeScan] = [1, 2]
      }, [.scanParameters, .adobeTransform, .padding]
    ),
  ]

  static let cases =
    parameters + paddings + fills + adobes + markers + contradictions + ends + others

  @Test("what touches no pixel is noticed, and the pixels are those of the file", arguments: cases)
  func noticed(_ example: Case) throws {
    let decoded = try ImageDecoder.decode(example.file)
    #expect(decoded.notices == example.notices)
    let expected = JPEGBuilder.colour.samples.flatMap { [$0, $0, $0] }
    #expect(decoded.image.samples == .uint8(expected))
    #expect(decoded.image.size == ImageSize(width: 32, height: 16))
  }

  @Test("the same is refused where that is asked for", arguments: cases)
  func strict(_ example: Case) throws {
    let limits = DecodingLimits(isStrict: true)
    guard !example.notices.isEmpty else {
      #expect(try ImageDecoder.decode(example.file, limits: limits).notices.isEmpty)
      return
    }
    let error = #expect(throws: CodecError.self) {
      _ = try ImageDecoder.decode(example.file, limits: limits)
    }
    guard case .notByTheBook(.jpeg, let found) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(!found.isEmpty && example.notices.isSuperset(of: found))
  }

  @Test("rows one by one, from blocks of a few bytes, tell the same", arguments: cases)
  func rows(_ example: Case) throws {
    try example.file.withUnsafeBytes { bytes in
      var done = 0
      let source = ByteSource {
        let count = min(done == 0 ? 512 : 64, bytes.count - done)
        defer { done += count }
        return UnsafeRawBufferPointer(rebasing: bytes[done..<done + count])
      }
      let reader = try ImageDecoder.rowReader(source)
      var row = [UInt8](repeating: 0, count: 96)
      for y in 0..<16 {
        try row.withUnsafeMutableBytes { buffer in
          guard let start = buffer.baseAddress else { return }
          try reader.read(1, into: start)
        }
        #expect(row.first == (y < 8 ? 40 : 160))
      }
      try reader.finish()
      #expect(reader.notices == example.notices)
    }
  }

  @Test("an Adobe marker of a grey picture names no colours of three or four components")
  func greyAdobe() throws {
    for (transform, notices) in [0: [], 1: [], 2: [.adobeTransform], 68: [.adobeTransform]]
      as [UInt8: Set<ImageNotice>]
    {
      var builder = JPEGBuilder()
      builder.applications += JPEGBuilder.adobe(transform: transform)
      let decoded = try ImageDecoder.decode(builder.file)
      #expect(decoded.image.samples == .uint8(builder.samples))
      #expect(decoded.notices == notices)
    }
  }

  @Test("a strict reader says what is wrong and what to do")
  func message() {
    let file = Self.colour { $0.scanParameters = [0, 0, 0] }
    let error = #expect(throws: CodecError.self) {
      _ = try ImageDecoder.decode(file, limits: DecodingLimits(isStrict: true))
    }
    #expect(
      error?.description
        == "the JPEG file is not by the book (scan parameters of another kind of JPEG): "
        + "leave out --strict to read it")
  }

  @Test("padding behind progressive scans is told from coefficients")
  func progressive() throws {
    let file = try Fixture.bytes("progressive.jpg")
    let expected = try ImageDecoder.decode(file)
    for bytes in [[UInt8](repeating: 0, count: 12), Array("some text, a line of it".utf8)] {
      let padded = file.dropLast(2) + bytes + file.suffix(2)
      let decoded = try ImageDecoder.decode(Array(padded))
      #expect(decoded.image == expected.image)
      #expect(decoded.notices == [.padding])
    }
    let random = file.dropLast(2) + Self.varied + file.suffix(2)
    #expect(throws: CodecError.self) { _ = try ImageDecoder.decode(Array(random)) }
  }

  @Test("a progressive scan may be repeated")
  func repeated() throws {
    let file = try Fixture.bytes("progressive.jpg")
    let scan = try #require(file.index(of: [0xff, 0xda]))
    let end = try #require(file.index(of: [0xff, 0xc4], from: scan))
    let decoded = try ImageDecoder.decode(Array(file[..<end] + file[scan...]))
    #expect(try decoded.image == ImageDecoder.decode(file).image)
    #expect(decoded.notices == [.progression])
  }

  @Test("notices have names and descriptions of their own")
  func texts() {
    #expect(Set(ImageNotice.allCases.map(\.rawValue)).count == ImageNotice.allCases.count)
    #expect(Set(ImageNotice.allCases.map(\.description)).count == ImageNotice.allCases.count)
  }
}
