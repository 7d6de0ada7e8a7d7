package import Pixels

/// What was drawn on a canvas as an SVG file: text is text, and lines stay sharp at any size.
///
/// The ground is light, and dark where the system of the reader is; text has a font of the system.
/// Small pictures of colours are pictures in the file.
package struct SVGDrawing {
  private let canvas: Canvas

  /// Prepares a drawing.
  ///
  /// - Parameter canvas: A canvas that was recorded.
  package init(_ canvas: Canvas) { self.canvas = canvas }

  /// The text of the file.
  ///
  /// - Parameter picture: Gives the address of a picture, for example one with its bytes in it.
  /// - Returns: XML.
  /// - Throws: What `picture` throws.
  package func text<Failure: Error>(
    picture: (Image) throws(Failure) -> String
  ) throws(Failure) -> String {
    let (width, height) = (canvas.size.width, canvas.size.height)
    var lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      #"<svg xmlns="http://www.w3.org/2000/svg" width="\#(width)" height="\#(height)" "#
        + #"viewBox="0 0 \#(width) \#(height)" font-family="Helvetica, Arial, DejaVu Sans, sans-serif">"#,
      "<style>\(Self.style)</style>",
    ]
    for mark in canvas.marks ?? [] { lines.append(try Self.element(mark, picture: picture)) }
    return (lines + ["</svg>", ""]).joined(separator: "\n")
  }

  /// Colours that differ on a light and on a dark ground.
  private static let themed: [(name: String, dark: Colour, light: Colour)] = [
    ("ground", SheetColours.ground, .white),
    ("title", SheetColours.title, Colour(28, 33, 38)),
    ("quiet", SheetColours.quiet, Colour(89, 96, 104)),
    ("frame", SheetColours.frame, Colour(201, 198, 191)),
    ("raised", SheetColours.raised, Colour(243, 242, 239)),
  ]

  private static var style: String {
    func rules(_ colour: (_ entry: (name: String, dark: Colour, light: Colour)) -> Colour) -> String
    {
      themed.map {
        ".\($0.name){fill:\(colour($0).hexText)} .\($0.name)-line{stroke:\(colour($0).hexText)}"
      }
      .joined(separator: " ")
    }
    return rules(\.light) + " @media (prefers-color-scheme: dark){" + rules(\.dark) + "}"
  }

  /// How a shape is filled, or its line coloured.
  private static func paint(_ colour: Colour, isLine: Bool = false) -> String {
    if let entry = themed.first(where: { $0.dark == colour }) {
      return #"class="\#(entry.name)\#(isLine ? "-line" : "")""#
    }
    return #"\#(isLine ? "stroke" : "fill")="\#(colour.hexText)""#
  }

  private static func element<Failure: Error>(
    _ mark: Mark, picture: (Image) throws(Failure) -> String
  ) throws(Failure) -> String {
    switch mark {
    case .rectangle(let x, let y, let width, let height, let colour):
      return #"<rect x="\#(x)" y="\#(y)" width="\#(width)" height="\#(height)" \#(paint(colour))/>"#
    case .figure(let figure, let colour, let margin, _):
      return element(figure, colour, grownBy: margin)
    case .text(let text, let alignment, let x, let y, let scale, let colour):
      let anchor =
        switch alignment {
        case .leading: ""
        case .centred: #" text-anchor="middle""#
        case .trailing: #" text-anchor="end""#
        }
      return
        #"<text x="\#(x)" y="\#(y + PixelFont.ascent * scale)" font-size="\#(fontSize(scale))""#
        + #"\#(anchor) \#(paint(colour))>\#(text.escapedForXML)</text>"#
    case .upwardText(let text, let x, let y, let scale, let colour):
      let baseline = x + PixelFont.ascent * scale
      return
        #"<text transform="translate(\#(baseline) \#(y)) rotate(-90)" font-size="\#(fontSize(scale))" "#
        + #"\#(paint(colour))>\#(text.escapedForXML)</text>"#
    case .tile(let tile, let x, let y, let enlargement):
      let samples = tile.pixels.flatMap { [$0.red, $0.green, $0.blue] }
      let address = try picture(Image(size: tile.size, layout: .rgb, samples: .uint8(samples)))
      return
        #"<image x="\#(x)" y="\#(y)" width="\#(tile.size.width * enlargement.x)" "#
        + #"height="\#(tile.size.height * enlargement.y)" preserveAspectRatio="none" "#
        + #"style="image-rendering:pixelated" href="\#(address)"/>"#
    }
  }

  /// Letters as high as those of dots.
  private static func fontSize(_ scale: Int) -> String { text(9.6 * Double(scale)) }

  private static func element(
    _ figure: Figure, _ colour: Colour, grownBy margin: Double
  ) -> String {
    switch figure {
    case .line(let from, let to, let thickness):
      return #"<line x1="\#(text(from.x))" y1="\#(text(from.y))" x2="\#(text(to.x))" "#
        + #"y2="\#(text(to.y))" stroke-width="\#(text(thickness + 2 * margin))" "#
        + #"stroke-linecap="round" \#(paint(colour, isLine: true))/>"#
    case .disc(let centre, let radius):
      return #"<circle cx="\#(text(centre.x))" cy="\#(text(centre.y))" "#
        + #"r="\#(text(radius + margin))" \#(paint(colour))/>"#
    case .circle(let centre, let radius, let thickness):
      return #"<circle cx="\#(text(centre.x))" cy="\#(text(centre.y))" r="\#(text(radius))" "#
        + #"style="fill:none" stroke-width="\#(text(thickness + 2 * margin))" "#
        + #"\#(paint(colour, isLine: true))/>"#
    case .polygon(let corners):
      let points = corners.map { "\(text($0.x)),\(text($0.y))" }.joined(separator: " ")
      guard margin > 0 else { return #"<polygon points="\#(points)" \#(paint(colour))/>"# }
      // What it is grown by is a line around it.
      return #"<g \#(paint(colour, isLine: true)) stroke-width="\#(text(2 * margin))" "#
        + #"stroke-linejoin="round"><polygon points="\#(points)" \#(paint(colour))/></g>"#
    }
  }

  /// A length to a hundredth of a pixel.
  private static func text(_ length: Double) -> String {
    ((length * 100).rounded() / 100).shortText
  }
}

extension Colour {
  /// `#rrggbb`.
  fileprivate var hexText: String {
    "#"
      + [red, green, blue].map { level in
        let digits = String(level, radix: 16)
        return digits.count < 2 ? "0" + digits : digits
      }.joined()
  }
}

extension String {
  /// The text as XML has it between and in elements.
  fileprivate var escapedForXML: String {
    map { character in
      switch character {
      case "<": "&lt;"
      case ">": "&gt;"
      case "&": "&amp;"
      case "\"": "&quot;"
      default: String(character)
      }
    }.joined()
  }
}
