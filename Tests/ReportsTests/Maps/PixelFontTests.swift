import Reports
import Testing

@Suite("The font of labels")
struct PixelFontTests {
  private func rows(_ character: Unicode.Scalar) -> [UInt8] {
    Array(PixelFont.rows(of: character))
  }

  @Test("every printable character differs from every other")
  func distinct() {
    let shapes = (32...126).compactMap(Unicode.Scalar.init).map(rows)
    #expect(shapes.count == 95)
    #expect(Set(shapes).count == 95)
    #expect(shapes.allSatisfy { $0.count == 9 })
  }

  @Test("characters stand where ASCII has them")
  func places() {
    #expect(rows("1") == [0b00100, 0b01100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110, 0, 0])
    #expect(rows("L") == [16, 16, 16, 16, 16, 16, 31, 0, 0])
    #expect(rows("_") == [0, 0, 0, 0, 0, 0, 0, 31, 0])
    #expect(rows(" ") == [0, 0, 0, 0, 0, 0, 0, 0, 0])
    #expect(rows("|") == [4, 4, 4, 4, 4, 4, 4, 0, 0])
  }

  @Test("what is not printable ASCII is a question mark", arguments: ["ä", "\n", "\u{7F}", "猫"])
  func foreign(character: Unicode.Scalar) {
    #expect(rows(character) == rows("?"))
  }

  @Test("a text is as wide as its characters and the columns between them")
  func width() {
    #expect(PixelFont.width(of: "") == 0)
    #expect(PixelFont.width(of: "8") == 5)
    #expect(PixelFont.width(of: "conv1") == 29)
  }
}
