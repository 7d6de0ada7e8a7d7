import Pixels
import Reports
import Testing
import _TestSupport

@Suite("Figures on a canvas")
struct FigureTests {
  /// A black canvas of 8 by 8 pixels with a white figure.
  private func drawn(
    _ figure: Figure, grownBy margin: Double = 0, rows: Range<Int>? = nil
  ) -> Image {
    var canvas = Canvas(size: ImageSize(width: 8, height: 8), background: Colour(0, 0, 0))
    canvas.draw(figure, in: Colour(255, 255, 255), grownBy: margin, rows: rows)
    return canvas.image
  }

  private func levels(_ image: Image, x: Int) -> [UInt8] {
    (0..<8).compactMap { image.pixel(x, $0).first }
  }

  @Test("a line covers its thickness, half a pixel where it ends within")
  func line() {
    let thick = drawn(.line(from: SIMD2(2, 3), to: SIMD2(6, 3), thickness: 2))
    #expect(levels(thick, x: 3) == [0, 0, 255, 255, 0, 0, 0, 0])
    #expect(levels(thick, x: 0) == [0, 0, 0, 0, 0, 0, 0, 0])
    let thin = drawn(.line(from: SIMD2(2, 3), to: SIMD2(6, 3), thickness: 1))
    #expect(levels(thin, x: 3) == [0, 0, 128, 128, 0, 0, 0, 0])
  }

  @Test("a line of no length is a dot")
  func dot() {
    let image = drawn(.line(from: SIMD2(4.5, 4.5), to: SIMD2(4.5, 4.5), thickness: 1))
    #expect(image.pixel(4, 4) == [255, 255, 255])
    #expect(image.count(of: [0, 0, 0]) == 63)
  }

  @Test("a disc is covered by the distance from its edge")
  func disc() {
    let image = drawn(.disc(centre: SIMD2(4, 4), radius: 2))
    // Column 2 has its centres 1.5 to the left: distances 2.915, 2.121, 1.581 from the centre.
    #expect(levels(image, x: 2) == [0, 0, 97, 234, 234, 97, 0, 0])
    #expect(levels(image, x: 3) == [0, 0, 234, 255, 255, 234, 0, 0])
  }

  @Test("a circle is empty inside")
  func circle() {
    let image = drawn(.circle(centre: SIMD2(4, 4), radius: 2, thickness: 1))
    #expect(image.pixel(2, 3) == [148, 148, 148])
    #expect(image.pixel(3, 3) == [0, 0, 0])
    #expect(image.pixel(0, 3) == [0, 0, 0])
  }

  @Test("a polygon need not be convex")
  func polygon() {
    let image = drawn(
      .polygon([
        SIMD2(0, 0), SIMD2(4, 0), SIMD2(4, 2), SIMD2(2, 2), SIMD2(2, 4), SIMD2(0, 4),
      ]))
    #expect(levels(image, x: 0) == [255, 255, 255, 255, 0, 0, 0, 0])
    #expect(levels(image, x: 3) == [255, 255, 0, 0, 0, 0, 0, 0])
    #expect(levels(image, x: 4) == [0, 0, 0, 0, 0, 0, 0, 0])
  }

  @Test("a figure grows on all sides")
  func grown() {
    let square = Figure.polygon([SIMD2(3, 3), SIMD2(5, 3), SIMD2(5, 5), SIMD2(3, 5)])
    #expect(levels(drawn(square), x: 3) == [0, 0, 0, 255, 255, 0, 0, 0])
    #expect(levels(drawn(square, grownBy: 1), x: 3) == [0, 0, 255, 255, 255, 255, 0, 0])
  }

  @Test("only the rows that are asked for are drawn on")
  func rows() {
    let image = drawn(.disc(centre: SIMD2(4, 4), radius: 20), rows: 0..<3)
    #expect(levels(image, x: 7) == [255, 255, 255, 0, 0, 0, 0, 0])
  }

  @Test(
    "what lies outside or nowhere leaves the canvas as it is",
    arguments: [
      Figure.disc(centre: SIMD2(-10, 4), radius: 3), .disc(centre: SIMD2(4, 40), radius: 3),
      .disc(centre: SIMD2(.nan, 4), radius: 3), .disc(centre: SIMD2(4, 4), radius: .nan),
      .line(from: SIMD2(9, 9), to: SIMD2(12, 9), thickness: 1),
    ])
  func outside(figure: Figure) {
    #expect(drawn(figure).count(of: [0, 0, 0]) == 64)
  }

  @Test("a figure larger than the canvas fills it")
  func larger() {
    #expect(drawn(.disc(centre: SIMD2(4, 4), radius: 1e9)).count(of: [255, 255, 255]) == 64)
  }

  @Test("a frame is a line inside its rectangle")
  func frame() {
    var canvas = Canvas(size: ImageSize(width: 4, height: 3), background: Colour(0, 0, 0))
    canvas.frame(x: 0, y: 0, width: 4, height: 3, in: Colour(9, 9, 9))
    #expect(canvas.image.count(of: [9, 9, 9]) == 10)
    #expect(canvas.image.pixel(1, 1) == [0, 0, 0])
  }
}
