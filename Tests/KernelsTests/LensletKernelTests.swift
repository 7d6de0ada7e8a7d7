import Kernels
import Testing

@Suite("the Lenslet kernel format")
struct LensletKernelTests {
  private func parse(_ text: String) throws -> KernelBank {
    try KernelFile.parse(text: text, name: "folder/test.kernel")
  }

  @Test(
    "line ends, separators and comments do not matter",
    arguments: [
      "1 2 3\n4 5 6\n", "1 2 3\n4 5 6", "\u{feff}1 2 3\r\n4 5 6\r\n", "1,2,3\n4,5,6\n",
      "1\t2\t3\n4\t5\t6\n", " 1, 2 ,3 # a row\n# no row\n4 5 6 #", "1 2 3\r4 5 6\r",
      "\n\n+1 2.0 3e0\n4 .5e1 60e-1\n\n\n", "1 2/1 9/3\n# 7 8 9\n\t4 5 6\n",
    ])
  func spelling(text: String) throws {
    let bank = try parse(text)
    #expect(bank.kernels == [Kernel(height: 2, width: 3, weights: [1, 2, 3, 4, 5, 6])])
    #expect(bank.name == "test")
    #expect(bank.combination == nil)
  }

  @Test(
    "numbers are rounded correctly",
    arguments: [
      ("1/9", 0x1.c71c72p-4), ("-1/9", -0x1.c71c72p-4), ("0.1", 0x1.99999ap-4),
      ("16777217", 16_777_216), ("16777219", 16_777_220), ("1e-3", 0x1.0624dep-10),
      ("3.4028235e38", 0x1.fffffep127), ("1.401298464324817e-45", 0x1p-149), ("1e-60", 0),
      ("1.00000005960464477539062500001", 0x1.000002p0), ("1.000000059604644775390625", 1),
      ("100000000000000000000", 0x1.5af1d8p66), ("0.33333334", 0x1.555556p-2),
      ("1/3", 0x1.555556p-2),
      ("00000000000000000000000000001", 1), ("5.", 5), ("-.5", -0.5), ("0e99", 0),
      ("100000000/300000000", 0x1.555556p-2), ("123456.789e-3", 0x1.edd3c0p6),
    ] as [(String, Float)])
  func rounding(text: String, value: Float) throws {
    #expect(try parse(text).kernels[0].weights == [value])
  }

  @Test(
    "scale, divisor and offset are exact fractions",
    arguments: [
      ("", 1, 1, 0, 1), ("scale: 1/9\n", 1, 9, 0, 1), ("divisor: 9\n", 1, 9, 0, 1),
      ("scale: 0.1\noffset: -0.5\n", 1, 10, -1, 2), ("divisor: 1/9\n", 9, 1, 0, 1),
      ("divisor: sum\n", 1, 10, 0, 1), ("offset:128\n", 1, 1, 128, 1),
      ("scale : 25e-2\noffset: 1e2\n", 1, 4, 100, 1), ("divisor: -2.5 # half\n", -2, 5, 0, 1),
      ("scale: 1.2300000000000000000000\n", 123, 100, 0, 1),
    ])
  func exactness(
    keys: String, scaleAbove: Int, scaleBelow: Int, offsetAbove: Int, offsetBelow: Int
  ) throws {
    let kernel = try #require(try parse(keys + "1 2\n3 4").kernels.first)
    #expect(kernel.scale == Fraction(scaleAbove, over: scaleBelow))
    #expect(kernel.offset == Fraction(offsetAbove, over: offsetBelow))
  }

  @Test("the sum of fractions of two is exact, and a kernel is divided by the sum of all channels")
  func sums() throws {
    #expect(try parse("divisor: sum\n0.25 0.5").kernels[0].scale == Fraction(4, over: 3))
    #expect(try parse("divisor: sum\n1\n\n2\n\n3").kernels[0].scale == Fraction(1, over: 6))
    let near = try parse("divisor: sum\n1000000 -999999").kernels[0]
    #expect(near.scale == .one)
  }

  @Test(
    "an anchor is a column and a row", arguments: ["anchor: 2,0", "anchor: 2 0", "anchor:2\t0"])
  func anchor(line: String) throws {
    #expect(try parse(line + "\n1 2 3\n4 5 6").kernels[0].anchor == Anchor(x: 2, y: 0))
  }

  @Test("the anchor of even kernels lies right of the centre and below")
  func evenAnchor() throws {
    #expect(try parse("1 2\n3 4").kernels[0].anchor == Anchor(x: 1, y: 1))
    #expect(try parse("1 2 3 4\n5 6 7 8").kernels[0].anchor == Anchor(x: 2, y: 1))
  }

  @Test("blocks make a bank, and keys are not inherited")
  func bank() throws {
    let text = """
      # Both derivatives.
      combine: magnitude
      scale: 1/2
      offset: 3
      -1 0 1
      ---
      anchor: 0,2
      -1
      0
      1
      """
    let expected = KernelBank(
      name: "test", purpose: "Both derivatives.",
      kernels: [
        Kernel(
          height: 1, width: 3, weights: [-1, 0, 1], scale: try #require(Fraction(1, over: 2)),
          offset: Fraction(3)),
        Kernel(height: 3, width: 1, weights: [-1, 0, 1], anchor: Anchor(x: 0, y: 2)),
      ], combination: .magnitude)
    #expect(try parse(text) == expected)
    #expect(try parse(text.replacing("---", with: "  ----- # next")) == expected)
  }

  @Test("blank lines part the matrices of channels, comment lines do not")
  func channels() throws {
    let bank = try parse("\n1 2\n# still red\n3 4\n\n5 6\n7 8\n \t\n9 10\n11 12\n\n\n")
    #expect(
      bank.kernels == [
        Kernel(channels: 3, height: 2, width: 2, weights: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
      ])
  }

  @Test(
    "the purpose is the first comment, its summary the first sentence",
    arguments: [
      ("# One. Two.\n# Three.\n1", "One. Two. Three.", "One"),
      ("#One\n#\n# Source\n1", "One", "One"),
      ("\n\n#   One  two \n\n# Three\n1", "One two", "One two"),
      ("1 # no\n# no\n", "", ""), ("scale: 2\n# no\n1", "", ""), ("#\n# Late\n1", "Late", "Late"),
      ("# Version 1.5 of it. Yes\n1", "Version 1.5 of it. Yes", "Version 1.5 of it"),
    ])
  func purpose(text: String, purpose: String, summary: String) throws {
    let bank = try parse(text)
    #expect(bank.purpose == purpose)
    #expect(bank.summary == summary)
  }

  @Test(
    "a bank is named after its file",
    arguments: [
      ("edge.kernel", "edge"), ("a.b/c.d.kernel", "c.d"), ("plain", "plain"),
      (".hidden", ".hidden"),
      ("", ""), ("dir.kernel/x", "x"),
    ])
  func names(file: String, name: String) {
    #expect(KernelFile.bankName(of: file) == name)
  }
}
