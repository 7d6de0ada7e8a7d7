import Pixels
import Reports

/// What stands above a picture of a comparison: a title, and sentences wrapped to the width.
struct PictureHeading {
  let title: String
  let explanation: String

  /// Pixels along the side of a dot of a title.
  private static let titleScale = 3

  /// Pixels along the side of a dot of all other text.
  static let scale = 2

  /// Pixels from a line to the next.
  static let lineStep = PixelFont.height * scale + 6

  /// Pixels from the title to the explanation.
  private static let titleStep = PixelFont.height * titleScale + 8

  /// Pixels left free beneath.
  private static let gap = 12

  init(title: String, explanation: String) {
    self.title = title
    self.explanation = explanation
  }

  /// The height of title and explanation within a width.
  func height(within width: Int) -> Int {
    Self.titleStep + lines(within: width).count * Self.lineStep + Self.gap
  }

  /// Writes title and explanation; a title that is too long is cut.
  func draw(on canvas: inout Canvas, x: Int, y: Int, within width: Int) {
    let room = Self.characters(within: width, scale: Self.titleScale)
    canvas.write(
      title.shortened(to: room), x: x, y: y, scale: Self.titleScale, in: SheetColours.title)
    for (index, line) in lines(within: width).enumerated() {
      canvas.write(
        line, x: x, y: y + Self.titleStep + index * Self.lineStep, scale: Self.scale,
        in: SheetColours.quiet)
    }
  }

  /// How many characters a width has room for.
  static func characters(within width: Int, scale: Int) -> Int {
    max(width / scale + PixelFont.advance - PixelFont.width, 0) / PixelFont.advance
  }

  /// The explanation, broken between words.
  private func lines(within width: Int) -> [String] {
    let room = Self.characters(within: width, scale: Self.scale)
    var lines: [String] = []
    for word in explanation.split(separator: " ") {
      let word = String(word).shortened(to: room)
      if let last = lines.last, last.unicodeScalars.count + 1 + word.unicodeScalars.count <= room {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(word)
      }
    }
    return lines
  }
}

extension String {
  /// The first characters, with two points in place of what does not fit.
  ///
  /// Characters are counted as the font of labels draws them: one a Unicode scalar.
  func shortened(to count: Int) -> String {
    guard unicodeScalars.count > count else { return self }
    let kept = String.UnicodeScalarView(unicodeScalars.prefix(max(count - 2, 0)))
    return String(kept) + String(repeating: ".", count: min(max(count, 0), 2))
  }
}
