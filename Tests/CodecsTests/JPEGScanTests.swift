import Codecs
import Pixels
import Testing
import _TestSupport

/// JPEG files whose scans do not bring all that their pixels had.
@Suite("JPEG scans")
struct JPEGScanTests {
  private static let end: [UInt8] = [0xff, 0xd9]

  /// Where the scans of a file begin, with the tables before them.
  private func scans(_ file: [UInt8]) -> [Int] {
    var places: [Int] = []
    var place = 0
    while let scan = file.index(of: [0xff, 0xda], from: place) {
      places.append(scan)
      place = scan + 2
    }
    return places
  }

  @Test(
    "a progressive file that was cut between two scans is read, and told",
    arguments: ["progressive.jpg", "grey-progressive.jpg"])
  func cut(_ name: String) throws {
    let whole = try Fixture.bytes(name)
    let expected = try ImageDecoder.decode(whole)
    #expect(expected.notices == [])
    let scans = scans(whole)
    #expect(scans.count > 4)
    for scan in scans.dropFirst() {
      let file = whole[..<scan] + Self.end
      let decoded = try ImageDecoder.decode(Array(file))
      #expect(decoded.image.size == expected.image.size)
      #expect(decoded.image.samples != expected.image.samples)
      #expect(decoded.notices == [.incompleteScans])
      #expect(throws: CodecError.notByTheBook(.jpeg, [.incompleteScans])) {
        try ImageDecoder.decode(Array(file), limits: DecodingLimits(isStrict: true))
      }
      #expect(throws: CodecError.endsEarly(.jpeg)) {
        try ImageDecoder.decode(Array(whole[..<scan]))
      }
    }
  }

  @Test("a scan whose marker is gone is not padding")
  func noMarker() throws {
    let whole = try Fixture.bytes("progressive.jpg")
    for scan in scans(whole).dropFirst() {
      var file = whole
      file.removeSubrange(scan...scan + 1)
      let error = #expect(throws: CodecError.self) { _ = try ImageDecoder.decode(file) }
      #expect(error?.description.hasPrefix("the JPEG file is damaged (") == true)
    }
  }

  @Test("without a scan of its constants, a component is not there")
  func noConstants() throws {
    let whole = try Fixture.bytes("grey-progressive.jpg")
    var others: [UInt8] = []
    var done = 0
    // Their header says that they begin with coefficient 0.
    for scan in scans(whole) where whole[scan + 7] == 0 {
      others += whole[done..<scan]
      done = scan + 2
      while whole[done] != 0xff || whole[done + 1] == 0 { done += 1 }
    }
    others += whole[done...]
    #expect(
      throws: CodecError.damaged(.jpeg, reason: "component 1 of 1 has no scan of its constants")
    ) {
      try ImageDecoder.decode(others)
    }
  }

  /// The scan of one component alone, which has the values of the first or none.
  private func scan(of component: UInt8) -> [UInt8] {
    var builder = JPEGBuilder()
    if component > 1 { builder.components = [JPEGBuilder.Component()] }
    var scan = builder.scan
    scan[5] = component
    return scan
  }

  @Test("a sequential file may have a scan a component, in any order, and lacks none")
  func sequential() throws {
    let interleaved = JPEGBuilder.colour.file
    let head = try interleaved[..<#require(interleaved.index(of: [0xff, 0xda]))]
    for order: [UInt8] in [[1, 2, 3], [3, 1, 2], [2, 3, 1]] {
      let file = head + order.flatMap(scan) + Self.end
      let decoded = try ImageDecoder.decode(Array(file), limits: DecodingLimits(isStrict: true))
      let samples = JPEGBuilder.colour.samples.flatMap { [$0, $0, $0] }
      #expect(decoded.image.samples == .uint8(samples))
    }
    for missing: UInt8 in 1...3 {
      let there = [1, 2, 3].filter { $0 != missing }
      let reason = "component \(missing) of 3 has no scan"
      for order in [there, there.reversed(), [there[0]]] where order.count == 2 || missing > 1 {
        let file = Array(head + order.flatMap(scan) + Self.end)
        let error = #expect(throws: CodecError.self) { _ = try ImageDecoder.decode(file) }
        #expect(error?.description.contains("has no scan") == true)
        if order.count == 2 { #expect(error == .damaged(.jpeg, reason: reason)) }
      }
    }
  }
}
