import Codecs
import Pixels
import Testing
import _TestSupport

/// What stands before the restart markers of a JPEG.
@Suite("JPEG restart markers")
struct JPEGRestartTests {
  /// 128x64 grey pixels whose blocks differ: eight rows of sixteen units.
  private static func picture(_ interval: Int) -> JPEGBuilder {
    var builder = JPEGBuilder()
    (builder.width, builder.height) = (128, 64)
    builder.components = [JPEGBuilder.Component { x, y in (x * 37 + y * 91) % 256 }]
    builder.restartInterval = interval
    return builder
  }

  /// Bytes that are put before a marker.
  private static let paddings: [[UInt8]] = [
    [0], [0, 0, 0], [UInt8](repeating: 0, count: 20), [0x37], [9, 9],
    [UInt8](repeating: 0x55, count: 300), [0, 0xff, 0xff],
  ]

  private static let varied: [UInt8] = [9, 200, 1, 5, 66, 3, 4, 99, 254, 5]

  /// The places of all restart markers, the last first.
  private func markers(_ file: [UInt8]) -> [Int] {
    file.indices.dropLast().filter { file[$0] == 0xff && (0xd0...0xd7).contains(file[$0 + 1]) }
      .reversed()
  }

  static let intervals = [1, 2, 3, 4, 5, 16, 50]

  @Test("bytes before one of them, or all, touch no pixel and are told", arguments: intervals)
  func padding(_ interval: Int) throws {
    let builder = Self.picture(interval)
    let whole = builder.file
    #expect(try ImageDecoder.decode(whole).notices == [])
    let markers = markers(whole)
    #expect(markers.count == (127 / interval))
    for padding in Self.paddings {
      for places in [
        markers, [markers[0]], [markers[markers.count / 2]], [markers[1 % markers.count]],
      ] {
        var file = whole
        for place in places { file.insert(contentsOf: padding, at: place) }
        let decoded = try ImageDecoder.decode(file)
        #expect(decoded.image.samples == .uint8(builder.samples), "\(padding.count) bytes")
        #expect(decoded.notices == [.padding])
      }
    }
  }

  @Test("any marker may be filled up with bytes of 255", arguments: intervals)
  func fill(_ interval: Int) throws {
    let builder = Self.picture(interval)
    for count in [1, 2, 9, 200] {
      var file = builder.file
      for place in markers(file) {
        file.insert(contentsOf: [UInt8](repeating: 0xff, count: count), at: place)
      }
      let decoded = try ImageDecoder.decode(file, limits: DecodingLimits(isStrict: true))
      #expect(decoded.image.samples == .uint8(builder.samples))
    }
  }

  @Test("of a progressive picture only zeros are padding, as nothing tells them from coefficients")
  func progressive() throws {
    let whole = try Fixture.bytes("progressive-restarts.jpg")
    let expected = try ImageDecoder.decode(whole)
    #expect(expected.notices == [])
    for place in markers(whole) {
      for count in [1, 3, 12] {
        let decoded = try ImageDecoder.decode(
          whole[..<place] + [UInt8](repeating: 0, count: count) + whole[place...])
        #expect(decoded.image == expected.image)
        #expect(decoded.notices == [.padding])
        let other = [UInt8](repeating: 0x5a, count: count)
        #expect(throws: CodecError.self) {
          try ImageDecoder.decode(whole[..<place] + other + whole[place...])
        }
      }
    }
  }

  private func isDamaged(_ file: [UInt8]) -> Bool {
    let error = #expect(throws: CodecError.self) { _ = try ImageDecoder.decode(file) }
    if case .damaged = error { return true }
    return false
  }

  @Test("an interval that is gone, or a marker, is damage", arguments: [1, 3, 16])
  func missing(_ interval: Int) {
    let file = Self.picture(interval).file
    let markers = markers(file)
    for (next, place) in zip(markers, markers.dropFirst()) {
      #expect(isDamaged(Array(file[..<place] + file[next...])))
      #expect(isDamaged(Array(file[..<place] + file[(place + 2)...])))
    }
  }

  @Test(
    "bytes that are gone inside an interval are damage, with padding too", arguments: [0, 1, 9])
  func lost(padding: Int) {
    let file = Self.picture(16).file
    let markers = markers(file)
    for (next, place) in zip(markers, markers.dropFirst()) {
      let zeros = [UInt8](repeating: 0, count: padding)
      #expect(
        isDamaged(Array(file[..<(place + 5)] + file[(place + 10)..<next] + zeros + file[next...])))
    }
  }

  @Test("bytes of many values before a marker are damage", arguments: [2, 5, 10])
  func coefficients(count: Int) {
    let file = Self.picture(16).file
    for place in markers(file) {
      #expect(isDamaged(Array(file[..<place] + Self.varied.prefix(count) + file[place...])))
    }
  }

  @Test("bytes that were put into an interval are damage", arguments: [8, 16, 40])
  func surplus(count: Int) {
    let file = Self.picture(16).file
    for place in markers(file).dropFirst() {
      let bytes = [UInt8](repeating: 0x5a, count: count)
      #expect(isDamaged(Array(file[..<(place + 9)] + bytes + file[(place + 9)...])))
    }
  }
}

extension ImageDecoder {
  fileprivate static func decode(_ bytes: ArraySlice<UInt8>) throws -> DecodedImage {
    try decode(Array(bytes))
  }
}
