import Pixels

/// A sheet of paper that soft-edged lines are drawn on.
struct Sheet {
  /// Width and height in pixels.
  let size: ImageSize

  /// How much of each pixel ink covers, 0…1, row by row.
  private(set) var coverage: [Double]

  /// Creates an empty sheet.
  ///
  /// - Parameter size: Width and height in pixels.
  init(size: ImageSize) {
    self.size = size
    coverage = Array(repeating: 0, count: size.width * size.height)
  }

  /// Draws a line with round ends.
  ///
  /// - Parameters:
  ///   - points: The corners of the line, in pixels.
  ///   - width: Thickness in pixels.
  ///   - blur: Over how many pixels an edge goes from ink to paper; 1 is a sharp, smooth edge.
  mutating func draw(_ points: [Point], width: Double, blur: Double) {
    for (start, end) in zip(points, points.count == 1 ? points[...] : points.dropFirst()) {
      drawPiece(from: start, to: end, width: width, blur: blur)
    }
  }

  /// Draws a straight line with round ends.
  ///
  /// - Parameters:
  ///   - start: One end, in pixels.
  ///   - end: The other end.
  ///   - width: Thickness in pixels.
  ///   - blur: Over how many pixels an edge goes from ink to paper.
  private mutating func drawPiece(from start: Point, to end: Point, width: Double, blur: Double) {
    let reach = (width + blur) / 2 + 1
    let (left, right) = (min(start.x, end.x) - reach, max(start.x, end.x) + reach)
    let (top, bottom) = (min(start.y, end.y) - reach, max(start.y, end.y) + reach)
    let along = end - start
    let square = along.x * along.x + along.y * along.y
    for row in max(0, Int(top))..<max(0, min(size.height, Int(bottom) + 1)) {
      for column in max(0, Int(left))..<max(0, min(size.width, Int(right) + 1)) {
        let offset = Point(Double(column) + 0.5, Double(row) + 0.5) - start
        let projection = square > 0 ? (offset.x * along.x + offset.y * along.y) / square : 0
        let distance = (offset - along * min(max(projection, 0), 1)).length
        let ink = smoothStep(-blur / 2, blur / 2, width / 2 - distance)
        let index = row * size.width + column
        coverage[index] = max(coverage[index], ink)
      }
    }
  }

  /// Draws a line of text.
  ///
  /// - Parameters:
  ///   - text: The line.
  ///   - origin: Where the baseline starts, in pixels.
  ///   - unit: Pixels of a unit of ``StrokeFont``.
  ///   - turns: The angle of the baseline in turns; positive goes down to the right.
  ///   - weight: Thickness of the strokes in pixels.
  ///   - blur: Over how many pixels an edge goes from ink to paper.
  mutating func write(
    _ text: String, at origin: Point, unit: Double, turns: Double = 0, weight: Double,
    blur: Double
  ) {
    for stroke in StrokeFont.strokes(of: text) {
      let points = stroke.map { origin + Point($0.x * unit, -$0.y * unit).turned(by: turns) }
      draw(points, width: weight, blur: blur)
    }
  }
}
