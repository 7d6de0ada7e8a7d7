/// Something that was drawn on a canvas, as a whole.
enum Mark {
  /// A filled rectangle.
  case rectangle(x: Int, y: Int, width: Int, height: Int, Colour)

  /// A figure, grown on all sides; rows that it is cut to, nil for all.
  case figure(Figure, Colour, grownBy: Double, rows: Range<Int>?)

  /// A line of text whose top is given.
  case text(String, TextAlignment, x: Int, y: Int, scale: Int, Colour)

  /// A line of text that is read from below to above.
  case upwardText(String, x: Int, y: Int, scale: Int, Colour)

  /// A small picture of colours.
  case tile(Tile, x: Int, y: Int, Enlargement)
}
