/// Things side by side that continue on the next line where there is no room.
enum WrappedLine {
  /// Where things of given widths start, and on which line.
  static func places(
    of widths: [Int], space: Int, within width: Int
  ) -> [(x: Int, line: Int)] {
    var (x, line) = (0, 0)
    return widths.map { own in
      if x > 0, x + own > width { (x, line) = (0, line + 1) }
      defer { x += own + space }
      return (x, line)
    }
  }
}
