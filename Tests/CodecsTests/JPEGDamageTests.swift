import Codecs
import Pixels
import Testing
import _TestSupport

/// JPEG files whose pixels are not all there, and those of kinds that are not read.
@Suite("JPEG damage")
struct JPEGDamageTests {
  private func failure(_ file: [UInt8]) -> CodecError? {
    #expect(throws: CodecError.self) { _ = try ImageDecoder.decode(file) }
  }

  /// 128x64 grey pixels whose blocks differ.
  private static var picture: JPEGBuilder {
    var builder = JPEGBuilder()
    (builder.width, builder.height) = (128, 64)
    builder.components = [JPEGBuilder.Component { x, y in (x * 37 + y * 91) % 256 }]
    return builder
  }

  /// Where the coded pixels begin.
  private func start(_ file: [UInt8]) throws -> Int {
    let scan = try #require(file.index(of: [0xff, 0xda]))
    return scan + 2 + Int(file[scan + 3])
  }

  @Test("bytes that are missing inside the pixels are damage", arguments: [4, 8, 16])
  func missing(count: Int) throws {
    var file = Self.picture.file
    let place = try start(file) + 40
    file.removeSubrange(place..<place + count)
    #expect(failure(file)?.description.hasPrefix("the JPEG file is damaged (") == true)
  }

  @Test("bytes that were put among the pixels are damage, not padding", arguments: [8, 16, 40])
  func surplus(count: Int) throws {
    var file = Self.picture.file
    file.insert(contentsOf: [UInt8](repeating: 0x5a, count: count), at: try start(file) + 40)
    #expect(failure(file)?.description.hasPrefix("the JPEG file is damaged (") == true)
  }

  @Test("a file without its last marker ends early, whether cut or not by the book")
  func cut() {
    var builder = JPEGBuilder.colour
    builder.padding[.behindPixels] = [0, 0, 0]
    let file = builder.file
    for count in [1, 2, 3, 6] { #expect(failure(file.dropLast(count)) == .endsEarly(.jpeg)) }
  }

  @Test(
    "frames of other kinds are not supported, and not called damaged",
    arguments: [
      (0xc3, "lossless JPEG"), (0xc5, "hierarchical JPEG"), (0xc6, "hierarchical JPEG"),
      (0xc7, "hierarchical JPEG"), (0xcb, "lossless JPEG"), (0xcd, "hierarchical JPEG"),
      (0xce, "hierarchical JPEG"), (0xcf, "hierarchical JPEG"), (0xf7, "JPEG-LS"),
      (0xc8, "an extension of JPEG"), (0xf0, "an extension of JPEG"),
      (0xfd, "an extension of JPEG"),
    ] as [(UInt8, String)])
  func frames(marker: UInt8, kind: String) {
    var builder = JPEGBuilder.colour
    builder.frameMarker = marker
    #expect(failure(builder.file) == .unsupported(.jpeg, reason: kind))
  }

  @Test("a height behind the pixels is not supported, with or without its segment")
  func lateHeight() {
    var builder = JPEGBuilder.colour
    builder.statedHeight = 0
    let reason = "its height stands behind its pixels, in a DNL segment"
    #expect(failure(builder.file) == .unsupported(.jpeg, reason: reason))
    builder.later = JPEGBuilder.segment(0xdc, [0, 16])
    #expect(failure(builder.file) == .unsupported(.jpeg, reason: reason))
    #expect(
      failure(builder.file)?.description
        == "this kind of JPEG file is not supported (\(reason)): "
        + "convert it to PNG with another program first")
    builder.width = 0
    #expect(
      failure(builder.file)?.description
        == "the JPEG file is damaged (its header states a width of 0): copy or download it again")
  }

  @Test(
    "fractional sampling is not supported", arguments: [(3, 1, 2, 1), (1, 3, 1, 2), (3, 2, 2, 1)])
  func fractions(columns: Int, rows: Int, chromaColumns: Int, chromaRows: Int) {
    var builder = JPEGBuilder()
    let chroma = JPEGBuilder.Component(columns: chromaColumns, rows: chromaRows)
    builder.components = [JPEGBuilder.Component(columns: columns, rows: rows), chroma, chroma]
    #expect(
      failure(builder.file) == .unsupported(.jpeg, reason: "fractional sampling of colours"))
  }

  @Test("12 bits, two components and absurd widths are not supported")
  func otherKinds() {
    var deep = JPEGBuilder.colour
    deep.precision = 12
    #expect(failure(deep.file) == .unsupported(.jpeg, reason: "12 bits a sample"))
    var pair = JPEGBuilder()
    pair.components.append(JPEGBuilder.Component())
    #expect(failure(pair.file) == .unsupported(.jpeg, reason: "2 components"))
    var five = JPEGBuilder()
    five.components += [JPEGBuilder.Component](repeating: JPEGBuilder.Component(), count: 4)
    var file = five.file
    // A scan has four components at most.
    if let scan = file.index(of: [0xff, 0xda]) {
      file.replaceSubrange(scan..., with: JPEGBuilder().scan + [0xff, 0xd9])
    }
    #expect(failure(file) == .unsupported(.jpeg, reason: "5 components"))
    var high = JPEGBuilder.colour
    high.statedHeight = 65_535
    #expect(
      failure(high.file) == .unsupported(.jpeg, reason: "wider or higher than 65500 pixels"))
  }
}
