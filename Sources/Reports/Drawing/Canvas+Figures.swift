import Pixels

extension Canvas {
  /// Draws a figure with smooth edges; what lies outside the canvas is left out.
  ///
  /// A pixel is covered by a half less the distance of its centre from the edge, 0 to 1: exact for
  /// upright straight edges, and close to exact for others. Colours mix in encoded values.
  ///
  /// - Parameters:
  ///   - figure: What is drawn.
  ///   - colour: Its colour.
  ///   - margin: Pixels that the figure is grown by on all sides, with round corners.
  ///   - rows: The rows that may be drawn on; nil for all.
  package mutating func draw(
    _ figure: Figure, in colour: Colour, grownBy margin: Double = 0, rows: Range<Int>? = nil
  ) {
    record(.figure(figure, colour, grownBy: margin, rows: rows))
    let (low, high) = figure.bounds
    let reach = margin + 0.5
    let columns = Self.pixels(from: low.x - reach, to: high.x + reach, of: size.width)
    let lines = Self.pixels(from: low.y - reach, to: high.y + reach, of: size.height)
      .clamped(to: rows ?? 0..<size.height)
    for y in lines {
      for x in columns {
        let centre = SIMD2(Double(x) + 0.5, Double(y) + 0.5)
        let coverage = 0.5 + margin - figure.distance(to: centre)
        if coverage > 0 { mix(colour, share: min(coverage, 1), x: x, y: y) }
      }
    }
  }

  /// The pixels that a stretch touches, of so many.
  private static func pixels(from low: Double, to high: Double, of count: Int) -> Range<Int> {
    guard low < high, high > 0, low < Double(count) else { return 0..<0 }
    let first = Int(max(low, 0))
    return first..<max(Int(min(high.rounded(.up), Double(count))), first)
  }
}
