import Pixels

/// Where the boxes and lines of a drawn network lie.
struct GraphDrawing {
  private let heading: GraphHeading
  private let nodes: [GraphPicture.Node]
  private let boxes: GraphBoxes
  private let rows: GraphRows
  private let scale: Int
  private let columns: [Column]
  private let places: [Double]
  private let heights: [Int]

  /// Rows that stand below each other.
  private struct Column {
    let rows: Range<Int>

    /// What is added to the places of items, and the column's left and right ends.
    let shift: Double
    let left: Int
    let right: Int
  }

  /// The size of the picture.
  let size: ImageSize

  /// Lays everything out.
  init(
    title: String, nodes: [GraphPicture.Node], boxes: GraphBoxes, rows: GraphRows, scale: Int
  ) {
    self.nodes = nodes
    self.boxes = boxes
    self.rows = rows
    self.scale = scale
    heading = GraphHeading(title: title, groups: nodes.map(\.group), scale: scale)
    let places = rows.places(
      width: { Double(($0.box == nil ? Self.lineWidth : Self.boxWidth) * scale) },
      gap: Double(Self.gap * scale))
    let heights = rows.rows.map { row in
      let lines = row.map { item in
        rows.items[item].box.map { boxes.lines(boxes.boxes[$0], of: nodes).count } ?? 0
      }
      return ((lines.max() ?? 0) * Self.lineStep + Self.inset * 2) * scale
    }
    var best: (columns: [Column], size: ImageSize)?
    for count in 1...min(max(rows.rows.count, 1), 64) {
      let columns = Self.columns(
        of: rows, heights, cut: Self.cut(rows, heights, into: count, scale: scale), places, scale)
      let tallest = columns.map { Self.height(of: $0.rows, heights, scale) }.max() ?? 0
      let width = max((columns.last?.right ?? 0) + Self.margin * scale, heading.smallestWidth)
      let size = ImageSize(
        width: width, height: heading.height(within: width) + tallest + 2 * Self.margin * scale)
      let longest = best.map { max($0.size.width, $0.size.height) } ?? Int.max
      // More columns are wider still.
      if size.width > longest { break }
      if max(size.width, size.height) < longest { best = (columns, size) }
    }
    self.places = places
    self.heights = heights
    columns = best?.columns ?? []
    size = best?.size ?? ImageSize(width: heading.smallestWidth, height: 1)
  }

  // All in pixels where a dot of a letter is one.
  private static let boxWidth = 172
  private static let lineWidth = 8
  private static let gap = 12
  private static let lineStep = 12
  private static let inset = 5
  private static let rowGap = 16
  private static let margin = 24

  private static func height(of rows: Range<Int>, _ heights: [Int], _ scale: Int) -> Int {
    heights[rows].reduce(0, +) + (rows.count + 1) * rowGap * scale
  }

  /// Breaks rows into about as many columns, where few lines are broken.
  ///
  /// Breaks move up at most by a quarter of a column, so that there may be some columns more.
  private static func cut(
    _ rows: GraphRows, _ heights: [Int], into count: Int, scale: Int
  ) -> [Range<Int>] {
    let target = height(of: 0..<heights.count, heights, scale) / count
    var cuts: [Range<Int>] = []
    var first = 0
    while first < heights.count {
      var end = first
      var tall = 0
      while end < heights.count, tall < target || end == first {
        tall += heights[end] + rowGap * scale
        end += 1
      }
      if end < heights.count {
        let last = end
        for other in (max(first + 1, last - max((last - first) / 4, 1))..<last).reversed()
        where rows.rows[other - 1].count < rows.rows[end - 1].count {
          end = other
        }
      }
      cuts.append(first..<end)
      first = end
    }
    return cuts
  }

  private static func columns(
    of rows: GraphRows, _ heights: [Int], cut: [Range<Int>], _ places: [Double], _ scale: Int
  ) -> [Column] {
    var columns: [Column] = []
    var left = margin * scale
    for range in cut {
      let items = rows.rows[range].flatMap(\.self)
      let ends = items.map { item -> (Double, Double) in
        let half = Double((rows.items[item].box == nil ? lineWidth : boxWidth) * scale) / 2
        return (places[item] - half, places[item] + half)
      }
      let (low, high) = (ends.map(\.0).min() ?? 0, ends.map(\.1).max() ?? 0)
      let right = left + Int((high - low).rounded(.up))
      columns.append(Column(rows: range, shift: Double(left) - low, left: left, right: right))
      left = right + 2 * margin * scale
    }
    return columns
  }

  /// Draws the picture, and keeps what is drawn where that is asked for.
  func canvas(isRecorded: Bool) -> Canvas {
    var canvas = Canvas(size: size, background: SheetColours.ground, isRecorded: isRecorded)
    heading.draw(on: &canvas, within: size.width)
    let top = heading.height(within: size.width) + Self.margin * scale
    for (index, column) in columns.enumerated() {
      var y = top + Self.rowGap * scale
      for row in column.rows {
        let next = row + 1 < column.rows.upperBound ? y + heights[row] + Self.rowGap * scale : nil
        for (place, item) in rows.rows[row].enumerated() {
          drawLines(from: item, column, y + heights[row], next, on: &canvas)
          if next == nil, index + 1 < columns.count {
            drawBreaks(
              from: item, place, column, columns[index + 1], y + heights[row], top, on: &canvas)
          }
          draw(item, column, y, heights[row], on: &canvas)
        }
        y += heights[row] + Self.rowGap * scale
      }
    }
    return canvas
  }

  private func x(_ item: Int, _ column: Column) -> Double { places[item] + column.shift }

  /// The lines from an item to those of the row below.
  private func drawLines(
    from item: Int, _ column: Column, _ bottom: Int, _ next: Int?, on canvas: inout Canvas
  ) {
    guard let next else { return }
    for lower in rows.items[item].below {
      line(
        SIMD2(x(item, column), Double(bottom)), SIMD2(x(lower, column), Double(next)), on: &canvas)
    }
  }

  /// The lines from an item of a column's last row to the top of the next column.
  private func drawBreaks(
    from item: Int, _ place: Int, _ column: Column, _ other: Column, _ bottom: Int, _ top: Int,
    on canvas: inout Canvas
  ) {
    let offset = Double(place * 4 * scale)
    for lower in rows.items[item].below {
      let gutter = Double(column.right + Self.margin * scale) + offset
      let low = Double(bottom + Self.rowGap * scale / 2) + offset
      let high = Double(top) - offset
      let (from, to) = (x(item, column), x(lower, other))
      let corners: [SIMD2<Double>] = [
        SIMD2(from, Double(bottom)), SIMD2(from, low), SIMD2(gutter, low), SIMD2(gutter, high),
        SIMD2(to, high), SIMD2(to, Double(top + Self.rowGap * scale)),
      ]
      for (start, end) in zip(corners, corners.dropFirst()) { line(start, end, on: &canvas) }
    }
  }

  /// A box, or the line of one that passes.
  private func draw(
    _ item: Int, _ column: Column, _ y: Int, _ height: Int, on canvas: inout Canvas
  ) {
    let middle = x(item, column)
    guard let index = rows.items[item].box else {
      line(SIMD2(middle, Double(y)), SIMD2(middle, Double(y + height)), on: &canvas)
      return
    }
    let box = boxes.boxes[index]
    let width = Self.boxWidth * scale
    let left = Int((middle - Double(width) / 2).rounded())
    let colour = nodes[box.node].group.colour
    canvas.fill(x: left, y: y, width: width, height: height, with: SheetColours.raised)
    canvas.frame(x: left, y: y, width: width, height: height, in: SheetColours.frame)
    canvas.fill(x: left, y: y, width: 5 * scale, height: height, with: colour)
    let room = (Self.boxWidth - 16) / PixelFont.advance
    for (line, text) in boxes.lines(box, of: nodes).enumerated() {
      canvas.write(
        line == 0 ? text.keepingEnd(room) : text.keepingStart(room), x: left + 10 * scale,
        y: y + (Self.inset + line * Self.lineStep) * scale, scale: scale,
        in: line == 0 ? SheetColours.title : SheetColours.quiet)
    }
  }

  private func line(_ start: SIMD2<Double>, _ end: SIMD2<Double>, on canvas: inout Canvas) {
    canvas.draw(
      .line(from: start, to: end, thickness: Double(scale)), in: SheetColours.quiet)
  }
}

extension String {
  /// The first characters, with two points in place of the rest.
  fileprivate func keepingStart(_ count: Int) -> String {
    unicodeScalars.count <= count
      ? self : String(String.UnicodeScalarView(unicodeScalars.prefix(count - 2))) + ".."
  }

  /// The last characters, with two points in place of the rest.
  fileprivate func keepingEnd(_ count: Int) -> String {
    unicodeScalars.count <= count
      ? self : ".." + String(String.UnicodeScalarView(unicodeScalars.suffix(count - 2)))
  }
}
