extension Canvas {
  /// Writes a line of text that is read from below to above, every dot a square of `scale` pixels.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - x: The left of the letters' heads.
  ///   - y: Where the first letter begins, below the text.
  ///   - scale: Pixels of a dot.
  ///   - colour: The colour.
  package mutating func writeUpwards(
    _ text: String, x: Int, y: Int, scale: Int, in colour: Colour
  ) {
    record(.upwardText(text, x: x, y: y, scale: scale, colour))
    for (index, character) in text.unicodeScalars.enumerated() {
      let start = y - index * PixelFont.advance * scale
      for (row, dots) in PixelFont.rows(of: character).enumerated() {
        for column in 0..<PixelFont.width where dots & (0b10000 >> column) != 0 {
          paint(
            x: x + row * scale, y: start - (column + 1) * scale, width: scale, height: scale,
            with: colour)
        }
      }
    }
  }
}
