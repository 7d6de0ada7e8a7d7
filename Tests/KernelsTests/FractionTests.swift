import Kernels
import Testing

@Suite("fractions")
struct FractionTests {
  @Test(
    "a ratio is kept in lowest terms with a positive denominator",
    arguments: [
      (2, 18, 1, 9), (-2, 4, -1, 2), (2, -4, -1, 2), (-3, -9, 1, 3), (0, -5, 0, 1), (7, 1, 7, 1),
      (Int.max, Int.max, 1, 1), (1, -Int.max, -1, Int.max),
    ])
  func lowestTerms(above: Int, below: Int, numerator: Int, denominator: Int) throws {
    let fraction = try #require(Fraction(above, over: below))
    #expect(fraction.numerator == numerator)
    #expect(fraction.denominator == denominator)
  }

  @Test("what is no ratio is nil", arguments: [(1, 0), (Int.min, 2), (2, Int.min)])
  func none(above: Int, below: Int) {
    #expect(Fraction(above, over: below) == nil)
  }

  @Test(
    "a floating-point number is taken exactly or not at all",
    arguments: [
      (0.5, Fraction(1, over: 2)), (-74, Fraction(-74)), (0, .zero), (0.75, Fraction(3, over: 4)),
      (0.1, Fraction(3_602_879_701_896_397, over: 36_028_797_018_963_968)), (1e19, nil),
      (1e-30, nil), (.nan, nil), (.infinity, nil), (-.infinity, nil),
      (0x1p-62, Fraction(1, over: 1 << 62)),
      (0x1p-63, nil), (-0x1p63, nil),
    ] as [(Double, Fraction?)])
  func exactly(value: Double, fraction: Fraction?) {
    #expect(Fraction(exactly: value) == fraction)
  }

  @Test("the product of reciprocals is one, and zero has none")
  func reciprocal() throws {
    let ninth = try #require(Fraction(-1, over: 9))
    #expect(ninth.reciprocal == Fraction(-9))
    #expect(ninth.multiplied(by: Fraction(-9)) == .one)
    #expect(Fraction.zero.reciprocal == nil)
    #expect(Fraction(Int.max).multiplied(by: Fraction(2)) == nil)
    #expect(ninth.description == "-1/9")
    #expect(Fraction(-9).description == "-9")
  }
}
