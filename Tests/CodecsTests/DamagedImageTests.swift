import Codecs
import Foundation
import Pixels
import Testing
import _TestSupport

/// Image files and arrays that were cut or changed at random give an image or an error, soon.
@Suite struct DamagedImageTests {
  /// What is allowed in a debug build beside other tests.
  private static let seconds = 5.0

  private static let limits = DecodingLimits(maxPixels: 1 << 20)

  @Test("PNG, also with mended checksums; both decoders say the same")
  func png() throws {
    var seeds = try [ChannelLayout.grey, .greyAlpha, .rgb, .rgba].flatMap { layout in
      try [false, true].map { try ImageEncoder.encode(Image.small(layout, isWide: $0), as: .png) }
    }
    let exif: [UInt8] = [
      0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 2, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 1, 0x1a, 0, 5, 0,
      0, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0, 0, 0, 0, 72, 0, 0, 0, 1,
    ]
    let chunks =
      PNGBuilder.chunk("eXIf", exif) + PNGBuilder.chunk("gAMA", [0, 0, 0xb1, 0x8f])
      + PNGBuilder.chunk("tEXt", Array("Comment\0a text".utf8))
      + PNGBuilder.chunk("pHYs", [0, 0, 0x0b, 0x13, 0, 0, 0x0b, 0x13, 1])
    seeds += seeds.map { Array($0[..<33]) + chunks + $0[33...] }
    let report = DamagedFiles(seeds, repairing: withChunkChecksums).exercise { bytes in
      let decoders: [ImageDecoder.PNGDecoder] = [.quickest, .library]
      let images = decoders.map { decoder in
        (try? ImageDecoder.decode(bytes, limits: Self.limits, decoder: decoder))?.image
      }
      #expect(images[0] == images[1])
      if images[0] == nil { throw CodecError.endsEarly(.png) }
    }
    #expect(report.accepted > 50 && report.accepted < report.count * 3 / 4, "\(report.accepted)")
    #expect(report.longest < Self.seconds, "\(report.slowest)")
  }

  @Test("JPEG of every kind, with EXIF")
  func jpeg() throws {
    let names = [
      "baseline-420", "cmyk-adobe", "grey-progressive", "progressive-restarts", "progressive",
      "ycck-adobe",
    ]
    let seeds = try names.map { try Fixture.bytes("\($0).jpg") }
    let report = DamagedFiles(seeds).exercise(mutations: 1000) {
      _ = try ImageDecoder.decode($0, limits: Self.limits)
    }
    #expect(report.accepted > 10 && report.accepted < report.count * 3 / 4, "\(report.accepted)")
    #expect(report.longest < Self.seconds, "\(report.slowest)")
  }

  @Test("NumPy arrays")
  func numpy() throws {
    let maps = Activation(
      shape: Shape(channels: 2, height: 3, width: 4), values: (0..<24).map(Float.init))
    let report = DamagedFiles([NumpyEncoder.encode(maps)]).exercise(mutations: 5000) {
      _ = try NumpyArray(decoding: $0)
    }
    #expect(report.accepted > 100 && report.accepted < report.count * 3 / 4, "\(report.accepted)")
    #expect(report.longest < Self.seconds, "\(report.slowest)")
  }
}
