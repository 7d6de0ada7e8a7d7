import StoredNumbers
import Testing

@Suite("Numbers of half precision")
struct HalfBitsTests {
  @Test("no number stays no number in half precision")
  func notANumber() {
    #expect(Float(halfBits: 0x7e00).isNaN)
    #expect(Float(halfBits: 0x8000).sign == .minus)
  }
}
