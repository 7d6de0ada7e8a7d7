import Kernels
import Testing

private let commaAdvice =
  "may be one number or two: write decimals with a point, thousands without a mark, and a blank "
  + "after a comma between numbers"

@Suite("kernels from spreadsheets and other locales")
struct SpreadsheetTextTests {
  @Test(
    "commas that can only part numbers do",
    arguments: [
      ("1, 2, 1\n2, 4, 2\n", 3, [1, 2, 1, 2, 4, 2]), ("1,2,1\r\n2,4,2\r\n", 3, [1, 2, 1, 2, 4, 2]),
      ("1,2\n3,4", 2, [1, 2, 3, 4]), ("0,1\n-1,0", 2, [0, 1, -1, 0]),
      ("0,1\n0,0", 2, [0, 1, 0, 0]),
      ("0,10\n-10,0", 2, [0, 10, -10, 0]), ("1 ,2 ,1", 3, [1, 2, 1]), ("1\t2\t1", 3, [1, 2, 1]),
      ("-1, 0, 1,\n-2, 0, 2", 3, [-1, 0, 1, -2, 0, 2]), ("1,2,1,\n2,4,2,", 3, [1, 2, 1, 2, 4, 2]),
      (
        "2, 4, 5, 4,2\n4, 9,12, 9,4", 5, [2, 4, 5, 4, 2, 4, 9, 12, 9, 4]
      ),
      ("1 2 1\n2,4,2", 3, [1, 2, 1, 2, 4, 2]), ("0.5,0.25 0.75", 3, [0.5, 0.25, 0.75]),
      ("-1,-1 0", 3, [-1, -1, 0]), ("1,-1\n0,5", 2, [1, -1, 0, 5]), ("1,2 # 0,5 0,5", 2, [1, 2]),
      ("01,02\n03,04", 2, [1, 2, 3, 4]), ("0.125,0.5", 2, [0.125, 0.5]),
      ("1/2, 1/4", 2, [0.5, 0.25]),
      ("1.0E+00,2E0,5", 3, [1, 2, 5]), ("0,0", 2, [0, 0]), ("1, 2 3", 3, [1, 2, 3]),
      ("1,2\r3,4\r", 2, [1, 2, 3, 4]),
    ] as [(String, Int, [Float])])
  func lists(text: String, width: Int, weights: [Float]) throws {
    let kernel = try KernelFile.parse(text: text, name: "k.kernel").kernels[0]
    #expect(kernel == Kernel(height: weights.count / width, width: width, weights: weights))
  }

  @Test(
    "a comma that may mark decimals or thousands is refused",
    arguments: [
      ("0,25 0,5 0,25\n0,5 1,0 0,5", "1:1: '0,25'"), ("0,25\t0,5\t0,25", "1:1: '0,25'"),
      ("1 2 1\n1 -0,5 1", "2:3: '-0,5'"), ("1,25 2,5", "1:1: '1,25'"), ("1,2 3,4", "1:1: '1,2'"),
      ("1,2,1 2,4,2", "1:1: '1,2'"), ("0,25, 0,5, 0,25", "1:1: '0,25'"),
      ("0,25, 1\n1, 0,25", "1:1: '0,25'"), ("0,25\n0,5\n0,25", "1:1: '0,25'"),
      ("0,5", "1:1: '0,5'"), ("0,5\n1,5\n0,5", "1:1: '0,5'"), ("12,5\n-7,25", "1:1: '12,5'"),
      ("-0,5\n-0,25", "1:1: '-0,5'"), ("0,25\n1,0\n0,25", "1:1: '0,25'"), ("1,05", "1:1: '1,05'"),
      ("1,5E-3\n2,5E-3", "1:1: '1,5E-3'"), ("1,50e-03 2,00e-03", "1:1: '1,50e-03'"),
      ("1.000,5", "1:1: '1.000,5'"), ("1.000,5 2.000,5", "1:1: '1.000,5'"),
      ("1,000.5", "1:1: '1,000.5'"), ("1,000", "1:1: '1,000'"),
      ("1.234.567,8", "1:1: '1.234.567,8'"),
      ("1,234.5 1", "1:1: '1,234.5'"), ("0,25\n-1\n0,25", "1:1: '0,25'"),
      ("1\n---\n0,5 1", "3:1: '0,5'"), ("1 2\n\n0,5 1", "3:1: '0,5'"),
      ("offset: 1,5\n1", "1:9: '1,5'"), ("scale: 0,5\n1", "1:8: '0,5'"),
      ("divisor: 1.000,5\n1", "1:10: '1.000,5'"),
    ])
  func decimals(text: String, found: String) {
    #expect(message(text) == "bad.kernel:\(found) \(commaAdvice)")
  }

  @Test(
    "a cell without a number is refused with its place",
    arguments: [
      ("1,,-1\r\n2,,-2\r\n", "1:3"), ("0,1,0\r\n,,\r\n0,1,0\r\n", "2:1"), (",1,2", "1:1"),
      ("1, , 2", "1:4"), ("1,2,,", "1:5"), ("1\n,\n2", "2:1"), ("1 2\n, # none\n", "2:1"),
      ("anchor: 1,,0\n1 2", "1:11"), ("scale: ,5\n1", "1:8"), ("1,2,1\n , ,\n", "2:2"),
    ])
  func empty(text: String, place: String) {
    #expect(
      message(text)
        == "bad.kernel:\(place): a number is missing beside this comma: write 0 if that is meant")
  }

  @Test(
    "a cell that is empty between tabs is refused with its place",
    arguments: [
      ("1\t\t-1\n2\t\t-2", "1:3"), ("0\t1\t0\n\t\t\n0\t1\t0", "2:1"), ("1 \t \t2", "1:5"),
      ("1\t2\t3\n\t1\t2", "2:1"), ("\t1\t2\n3\t4\t", "1:1"), ("\t1\t2\n3\t4\n5\t6", "1:1"),
      ("\t1 2\n3\t4", "1:1"), ("\t1\t2\n\t\t3\t4", "2:1"),
    ])
  func emptyTabs(text: String, place: String) {
    #expect(
      message(text)
        == "bad.kernel:\(place): a number is missing beside this tab: write 0 if that is meant")
  }

  @Test(
    "a whole number and a fraction beside commas or tabs may be one number",
    arguments: [
      ("1 1/2,2", "1:1: '1 1/2'"), ("2,-1 1/2", "1:3: '-1 1/2'"), ("1 1/2\t2", "1:1: '1 1/2'"),
      ("1 2\n1/2, 1  3/4", "2:6: '1  3/4'"), ("1 1/2,\n2 1/2,", "1:1: '1 1/2'"),
      ("anchor: 1 1/2,0\n1", "1:9: '1 1/2'"),
    ])
  func mixedFractions(text: String, found: String) {
    #expect(
      message(text)
        == "bad.kernel:\(found) may be one number or two: write it as one fraction or decimal, or a "
        + "comma between two numbers")
  }

  @Test(
    "between blanks alone, and with a sign or a point, there are two numbers",
    arguments: ["1 1/2", "1\n1/2", "1, 1/2", "1,1/2", "1 -1/2,", "1.0 1/2,", "1/1 1/2,"])
  func twoNumbers(text: String) throws {
    let kernel = try KernelFile.parse(text: text, name: "k.kernel").kernels[0]
    #expect(kernel.weights.map(abs) == [1, 0.5])
  }

  @Test(
    "tabs before and behind rows, and blank lines with tabs, mean nothing",
    arguments: ["\t\t1\t2\n\t\t3\t4\t\t\n", "1 2\n3 4\n\t\t\n", "1\t2\n3\t4\n\t", "1,\t2\n3\t,4"])
  func outerTabs(text: String) throws {
    let kernel = try KernelFile.parse(text: text, name: "k.kernel").kernels[0]
    #expect(kernel.weights == [1, 2, 3, 4])
    #expect(kernel.width == 2)
  }

  @Test("line ends that were written as text twice are line ends")
  func doubledReturns() throws {
    let bank = try KernelFile.parse(text: "1 2\r\r\n3 4\r\r\n", name: "k.kernel")
    #expect(bank.kernels == [Kernel(height: 2, width: 2, weights: [1, 2, 3, 4])])
  }

  @Test(
    "what a spreadsheet could not compute is no comment",
    arguments: [
      ("1,2,#DIV/0!", "1:5: '#DIV/0!'"), ("1,2\n#N/A,2", "2:1: '#N/A'"),
      ("1,###,1", "1:3: '###'"), ("1,2\n#,#", "2:1: '#'"),
      ("#NV\t1\n2\t3", "1:1: '#NV'"),
      ("1 #BEZUG! 2", "1:3: '#BEZUG!'"), ("1;#¿NOMBRE?", "1:3: '#¿NOMBRE?'"),
    ])
  func errors(text: String, found: String) throws {
    #expect(try #require(message(text)).hasPrefix("bad.kernel:\(found)"))
  }

  @Test(
    "comments stay comments",
    arguments: ["#!/bin/sh\n1", "# N/A\n1", "#Not!\n1", "#\n1", "1 #2!", "#A/B\n1", "1 #, 5"])
  func comments(text: String) {
    #expect(message(text) == nil)
  }

  @Test(
    "marks of other formats get advice",
    arguments: [
      ("1;2;1", "'1;2;1': write blanks between numbers, and a line for each row"),
      ("0,25;0,5;0,25", "'25;0': write blanks between numbers, and a line for each row"),
      ("1 2 1;", "'1;': write blanks between numbers, and a line for each row"),
      ("sep=;\n1;2;1", "'sep=;': write blanks between numbers, and a line for each row"),
      ("\"1\",\"2\"", "'\"1\"': write numbers without quotation marks"),
      ("25% 50%", "'25%'"), ("sep=,\n1,2,1", "'sep='"), ("a,b,c\n1,2,3", "'a'"),
      ("1'000 2", "'1'000'"),
      ("$1 2", "'$1'"), ("[1 2", "'[1'"),
    ])
  func marks(text: String, found: String) {
    #expect(
      message(text)
        == "bad.kernel:1:\(text.hasSuffix("1;") ? 5 : text.hasPrefix("0") ? 3 : 1): expected a number, found \(found)"
    )
  }

  @Test(
    "a character that cannot be seen or typed is named where it stands",
    arguments: [
      ("1 0 −1", "1:5: expected a number, found '−1' with U+2212 MINUS SIGN (type '-')"),
      (
        "1\u{A0}0\u{A0}-1",
        "1:1: expected a number, found '1\u{A0}0\u{A0}-1' with U+00A0 NO-BREAK SPACE (type a blank)"
      ),
      (
        "1 2\u{200B}",
        "1:3: expected a number, found '2\\u{200B}' with U+200B ZERO WIDTH SPACE (delete it)"
      ),
      (
        "1\n---\n\u{FEFF}2",
        "3:1: expected a number, found '\\u{FEFF}2' with U+FEFF ZERO WIDTH NO-BREAK SPACE "
          + "(a byte order mark: delete it)"
      ),
      ("1\0 2", "1:2: found U+0000 NULL, which is no character of a text (delete it)"),
      ("½ 1", "1:1: expected a number, found '½' with U+00BD VULGAR FRACTION ONE HALF"),
      (
        "scale：2\n1", "1:6: expected ':' after 'scale', found U+FF1A FULLWIDTH COLON (type ':')"
      ),
      (
        "scale\u{A0}: 2\n1",
        "1:6: expected ':' after 'scale', found U+00A0 NO-BREAK SPACE (type a blank)"
      ),
      (
        "sc\u{430}le: 2\n1",
        "1:1: expected a number, found 'sc\u{430}le:' with U+0430 CYRILLIC SMALL LETTER A"
      ),
      (
        "anchor: 1，0\n1 2",
        "1:9: expected a column and a row, counted from 0, found '1，0' with U+FF0C FULLWIDTH COMMA "
          + "(type ',')"
      ),
      (
        "scale: −2 3\n1", "1:8: expected a number, found '−2 3' with U+2212 MINUS SIGN (type '-')"
      ),
    ])
  func characters(text: String, expected: String) {
    #expect(message(text) == "bad.kernel:" + expected)
  }

  @Test(
    "in libvips matrices the size tells commas apart",
    arguments: [
      ("3 1\n0,25 0,5 0,25", "2:1: '0,25' \(commaAdvice)"),
      ("3 1 1,5\n1 2 1", "1:5: '1,5' \(commaAdvice)"),
      ("\"3\",\"1\",\"1,5\"\n1 2 1", "1:10: '1,5' \(commaAdvice)"),
      ("3, 1, 0,5\n1 2 1", "1:7: '0,5' \(commaAdvice)"),
      ("3 1\n1,,1", "2:3: a number is missing beside this comma: write 0 if that is meant"),
      (
        "3 1\n1;2;1",
        "2:1: expected a number, found '1;2;1': write blanks between numbers, and a line for each row"
      ),
      (
        "2 1\n1\u{A0}2",
        "2:1: expected a number, found '1\u{A0}2' with U+00A0 NO-BREAK SPACE (type a blank)"
      ),
      (
        "3\u{A0}1\n1 2 1",
        "1:1: expected 'width height', 'width height scale' or 'width height scale offset', found "
          + "'3\u{A0}1' with U+00A0 NO-BREAK SPACE (type a blank)"
      ),
      (
        "MATLAB 5.0 MAT-file\0\u{1}",
        "1:1: expected a matrix of libvips, found a file of MATLAB: "
          + "save its numbers as text in a .kernel file, or as .npy"
      ),
    ])
  func vips(text: String, expected: String) {
    #expect(message(text, name: "m.mat") == "m.mat:" + expected)
  }

  @Test(
    "libvips matrices of a spreadsheet are read",
    arguments: [
      "4,1,8,5\n1,2,3,4", "4,1,8,5,\n1,2 3,4,,", "\u{FEFF}4 1 8 5\r\n\"1\",\"2\",\"3\",\"4\"",
    ])
  func vipsLists(text: String) throws {
    let kernel = try KernelFile.parse(text: text, name: "m.mat").kernels[0]
    #expect(kernel.weights == [1, 2, 3, 4])
    #expect(kernel.scale == Fraction(1, over: 8))
    #expect(kernel.offset == Fraction(5))
  }

  @Test(
    "in kernels of ImageMagick the size tells commas apart",
    arguments: [
      ("3x1: 0,25 0,5 0,25", "1:6: '0,25' \(commaAdvice)"),
      ("0,25 0,5 0,25", "1:1: '0,25' \(commaAdvice)"),
      ("3x1: 1,,1", "1:8: a number is missing beside this comma: write 0 if that is meant"),
      (
        "2x1: 1\u{A0}2",
        "1:6: expected a number, found '1\u{A0}2' with U+00A0 NO-BREAK SPACE (type a blank)"
      ),
      ("2x1: 1,−2", "1:8: expected a number, found '−2' with U+2212 MINUS SIGN (type '-')"),
    ])
  func imageMagick(text: String, expected: String) {
    #expect(message(text, name: "im", format: .imageMagick) == "im:" + expected)
  }

  @Test(
    "a byte order mark does not hide the format",
    arguments: ["\u{FEFF}3x1: 1,2,1", "\u{FEFF} 3x1+1+0:1 2 1", "\u{FEFF}1 2 1"])
  func mark(text: String) throws {
    let bank = try KernelFile.parse(text: text, name: "k.txt")
    #expect(bank.kernels == [Kernel(height: 1, width: 3, weights: [1, 2, 1])])
  }

  @Test(
    "a text for people is known by its first line",
    arguments: [
      ("These kernels blur.\n", true), ("1. Install it first\n", true),
      ("3x3 kernels are here", true),
      ("", true), ("# only comments\n\n", true), ("Note: see below\n1 2\n", true),
      ("numpy==1.2", true), ("1 2 1\n", false), ("# text\n-1 0 1", false), ("scale: 2\n1", false),
      ("scal: 2\n1", false), ("3x1: 1,2,1", false), ("1 2 x", false), ("\u{FEFF}1 2 1", false),
      ("combine magnitude\n1", false), ("1,2,1\nthe end", false),
    ])
  func prose(text: String, isProse: Bool) {
    #expect(KernelFile.isProse(Array(text.utf8)) == isProse)
  }
}
