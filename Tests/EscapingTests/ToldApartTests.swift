import Escaping
import Testing

@Suite("Names that look the same")
struct ToldApartTests {
  @Test(
    "names of other bytes are told apart, equal ones and all others stay as they are",
    arguments: [
      (
        ["caf\u{e9}.w", "cafe\u{301}.w", "b\u{e9}"],
        ["caf\u{e9}.w (caf<U+00E9>.w)", "cafe\u{301}.w (cafe<U+0301>.w)", "b\u{e9}"]
      ),
      (["caf\u{e9}", "caf\u{e9}"], ["caf\u{e9}", "caf\u{e9}"]),
      (["K", "\u{212a}"], ["K (K)", "\u{212a} (<U+212A>)"]),
      ([], []),
    ] as [([String], [String])])
  func alike(names: [String], shown: [String]) {
    #expect(toldApart(names).map { Array($0.utf8) } == shown.map { Array($0.utf8) })
  }
}
