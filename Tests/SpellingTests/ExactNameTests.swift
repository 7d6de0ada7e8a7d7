import Spelling
import Testing

@Suite("Names by their bytes")
struct ExactNameTests {
  private let whole = "caf\u{e9}"
  private let parts = "cafe\u{301}"

  @Test("names that look the same are two, and are in the order of their bytes")
  func bytes() {
    #expect(whole == parts)
    #expect(ExactName(whole) != ExactName(parts))
    #expect(ExactName(whole) == ExactName("caf\u{e9}"))
    #expect(Set([whole, parts, whole].map(ExactName.init)).count == 2)
    #expect(ExactName(parts) < ExactName(whole))
  }

  @Test("a written name is that of the same bytes, else the only one that looks the same")
  func matching() {
    func bytes(_ name: String, _ candidates: [String]) -> [UInt8]? {
      matchingName(name, among: candidates).map { Array($0.utf8) }
    }
    #expect(bytes(whole, [parts, whole]) == Array(whole.utf8))
    #expect(bytes(parts, [parts, whole]) == Array(parts.utf8))
    #expect(bytes(whole, ["b", parts]) == Array(parts.utf8))
    #expect(bytes("e\u{323}\u{302}", ["\u{1ec7}", "e\u{302}\u{323}"]) == nil)
    #expect(bytes("cafe", [parts, whole]) == nil)
  }
}
