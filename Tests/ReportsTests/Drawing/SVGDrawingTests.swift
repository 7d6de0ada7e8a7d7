import Pixels
import Reports
import Testing

@Suite("Drawings that can be scaled")
struct SVGDrawingTests {
  @Test("what is drawn becomes shapes and text, markup in it too, and colours follow the theme")
  func marks() {
    var canvas = Canvas(
      size: ImageSize(width: 80, height: 60), background: SheetColours.ground, isRecorded: true)
    canvas.write("a<b>&\"", .trailing, x: 60, y: 2, scale: 1, in: SheetColours.title)
    canvas.writeUpwards("up", x: 3, y: 50, scale: 2, in: Colour(1, 2, 255))
    canvas.draw(.disc(centre: SIMD2(10, 12.5), radius: 4), in: .white, grownBy: 1.5)
    canvas.draw(
      .polygon([SIMD2(1, 2), SIMD2(3, 4), SIMD2(5, 6.125)]), in: SheetColours.ground, grownBy: 1)
    let tile = Tile(size: ImageSize(width: 2, height: 1), pixels: [.black, .white])
    canvas.draw(tile, x: 8, y: 20, enlargement: Enlargement(x: 3, y: 4))
    var pictures: [Image] = []
    let lines = SVGDrawing(canvas).text { (picture: Image) -> String in
      pictures.append(picture)
      return "address"
    }.split(separator: "\n")
    #expect(
      lines.dropFirst(3) == [
        #"<rect x="0" y="0" width="80" height="60" class="ground"/>"#,
        #"<text x="60" y="9" font-size="9.6" text-anchor="end" class="title">a&lt;b&gt;&amp;&quot;</text>"#,
        ##"<text transform="translate(17 50) rotate(-90)" font-size="19.2" fill="#0102ff">up</text>"##,
        ##"<circle cx="10" cy="12.5" r="5.5" fill="#ffffff"/>"##,
        #"<g class="ground-line" stroke-width="2" stroke-linejoin="round"><polygon points="1,2 3,4 5,6.13" class="ground"/></g>"#,
        #"<image x="8" y="20" width="6" height="4" preserveAspectRatio="none" style="image-rendering:pixelated" href="address"/>"#,
        "</svg>",
      ])
    #expect(pictures.map(\.samples) == [.uint8([0, 0, 0, 255, 255, 255])])
    #expect(lines[2].contains("prefers-color-scheme: dark"))
  }

  @Test("a canvas that is not recorded has the same pixels, and no marks")
  func pixels() {
    func drawn(isRecorded: Bool) -> Canvas {
      var canvas = Canvas(
        size: ImageSize(width: 30, height: 20), background: .black, isRecorded: isRecorded)
      canvas.write("x", x: 2, y: 2, scale: 1, in: .white)
      canvas.frame(x: 10, y: 4, width: 8, height: 9, in: Colour(9, 8, 7))
      return canvas
    }
    #expect(drawn(isRecorded: true).image.samples == drawn(isRecorded: false).image.samples)
    let text = SVGDrawing(drawn(isRecorded: false)).text { (_: Image) -> String in "" }
    #expect(!text.contains("<rect"))
  }
}
