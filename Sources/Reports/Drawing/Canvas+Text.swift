/// Which part of a text stands at the place that is given for it.
package enum TextAlignment {
  /// Its left end.
  case leading

  /// Its middle.
  case centred

  /// Its right end.
  case trailing
}

extension Canvas {
  /// Writes a line of text that starts, is centred or ends at a column.
  package mutating func write(
    _ text: String, _ alignment: TextAlignment, x: Int, y: Int, scale: Int, in colour: Colour
  ) {
    record(.text(text, alignment, x: x, y: y, scale: scale, colour))
    let width = PixelFont.width(of: text) * scale
    let left =
      switch alignment {
      case .leading: x
      case .centred: x - width / 2
      case .trailing: x - width
      }
    dot(text, x: left, y: y, scale: scale, in: colour)
  }
}
