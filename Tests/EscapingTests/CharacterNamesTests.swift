import Escaping
import Testing

@Suite("Names of characters")
struct CharacterNamesTests {
  @Test(
    "a character that no keyboard has is named, with what to type",
    arguments: [
      ("1 −2", "U+2212 MINUS SIGN (type '-')"), ("–", "U+2013 EN DASH (type '-')"),
      ("a\u{A0}b", "U+00A0 NO-BREAK SPACE (type a blank)"),
      ("\u{2009}", "U+2009 THIN SPACE (type a blank)"),
      ("\u{202F}", "U+202F NARROW NO-BREAK SPACE (type a blank)"),
      ("\u{3000}", "U+3000 IDEOGRAPHIC SPACE (type a blank)"),
      ("\u{200B}", "U+200B ZERO WIDTH SPACE (delete it)"),
      ("\u{200E}", "U+200E LEFT-TO-RIGHT MARK (delete it)"),
      ("\u{FEFF}", "U+FEFF ZERO WIDTH NO-BREAK SPACE (a byte order mark: delete it)"),
      ("\u{AD}", "U+00AD SOFT HYPHEN (type '-', or delete it)"),
      ("“x”", "U+201C LEFT DOUBLE QUOTATION MARK (type '\"')"),
      ("’", "U+2019 RIGHT SINGLE QUOTATION MARK (type \"'\")"),
      ("３", "U+FF13 FULLWIDTH DIGIT THREE (type '3')"),
      ("：", "U+FF1A FULLWIDTH COLON (type ':')"),
      ("٣", "U+0663 ARABIC-INDIC DIGIT THREE (type '3')"),
      ("½", "U+00BD VULGAR FRACTION ONE HALF"), ("ü", "U+00FC LATIN SMALL LETTER U WITH DIAERESIS"),
      ("3×3", "U+00D7 MULTIPLICATION SIGN (type 'x')"), ("\0", "U+0000 NULL (delete it)"),
      ("\u{1A}", "U+001A SUBSTITUTE (delete it)"), ("\u{3}", "U+0003 CONTROL (delete it)"),
      ("\u{2028}", "U+2028 LINE SEPARATOR (break the line)"), ("\u{E000}", "U+E000"),
      ("😀", "U+1F600 GRINNING FACE"),
    ])
  func names(text: String, name: String) {
    #expect(nameOfUnusualCharacter(in: text) == name)
  }

  @Test("visible ASCII characters and blanks need no name")
  func usual() {
    let characters = (0x20...0x7E).map { String(UnicodeScalar(UInt8($0))) }.joined()
    #expect(nameOfUnusualCharacter(in: characters) == nil)
  }

  @Test("a quoted text is cut, escaped and explained")
  func quoted() {
    #expect(quotedForTerminal("abc") == "'abc'")
    #expect(quotedForTerminal("abc", limit: 2) == "'ab…'")
    #expect(quotedForTerminal("a\nb") == "'a\\nb' with U+000A LINE FEED (delete it)")
    #expect(quotedForTerminal("−1") == "'−1' with U+2212 MINUS SIGN (type '-')")
  }
}
