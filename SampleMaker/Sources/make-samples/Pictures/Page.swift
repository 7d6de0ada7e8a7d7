import Pixels

/// A printed page that was photographed carelessly: crooked lines, the lower ones out of focus.
///
/// Sharpening makes the lower lines readable; edge kernels turn strokes into outlines and leave the
/// slow change of the paper's brightness out.
struct Page: Picture {
  let path = "page.png"

  private let size = ImageSize(width: 512, height: 640)

  /// The lines of text below the title, from sharp to blurred.
  private let lines = [
    "Lay a small table of weights, the kernel, on the",
    "picture. Multiply each sample below it by the",
    "weight that covers it, add the products, and",
    "write the sum down where the centre lies. Then",
    "move the kernel by one column and start again:",
    "",
    "",
    "Weights that add up to one keep the brightness.",
    "Weights that add up to zero leave flat regions",
    "black and answer only where something changes.",
    "Turn the kernel by half a turn before the walk",
    "and the same sum is called a convolution.",
  ]

  func draw() async -> Image {
    var sheet = Sheet(size: size)
    sheet.write("Cross-correlation", at: Point(40, 72), unit: 4.4, weight: 4.2, blur: 1.4)
    sheet.draw([Point(40, 92), Point(472, 92)], width: 1.6, blur: 1.2)
    for (index, line) in lines.enumerated() {
      let blur = 1 + 0.3 * Double(index)
      // Each line leans a little to one side or the other, by less than half a degree.
      let turns = (Noise.uniform(index, 0, seed: 4) - 0.5) / 400
      let origin = Point(40, 126 + 28 * Double(index))
      sheet.write(line, at: origin, unit: 1.66, turns: turns, weight: 1.7, blur: blur)
    }
    sheet.write(
      "g(x, y) = Σ k(i, j) f(x + i, y + j)", at: Point(72, 278), unit: 2.1, weight: 2.1,
      blur: 1.2)
    drawKernel(
      ["-1", "-1", "-1", "-1", "8", "-1", "-1", "-1", "-1"], at: Point(64, 478), on: &sheet)
    drawKernel(["1", "2", "1", "2", "4", "2", "1", "2", "1"], at: Point(204, 478), on: &sheet)
    drawKernel(["-1", "0", "1", "-2", "0", "2", "-1", "0", "1"], at: Point(344, 478), on: &sheet)

    let coverage = sheet.coverage
    let width = size.width
    let values = await render(size) { place in
      let ink = coverage[place.row * width + place.column]
      return Point(repeating: mix(Self.paper(place.point), 0.1, ink))
    }
    return Image(rounding: values, size: size, layout: .grey)
  }

  /// Draws a 3x3 table of weights, turned by a few degrees.
  ///
  /// - Parameters:
  ///   - weights: Nine numbers, row by row.
  ///   - corner: The top left corner, in pixels.
  ///   - sheet: Where to draw.
  private func drawKernel(_ weights: [String], at corner: Point, on sheet: inout Sheet) {
    let (cell, turns) = (36.0, 0.008)
    func place(_ column: Double, _ row: Double) -> Point {
      corner + Point(column * cell, row * cell).turned(by: turns)
    }
    for line in stride(from: 0.0, through: 3, by: 1) {
      sheet.draw([place(line, 0), place(line, 3)], width: 1.8, blur: 1.2)
      sheet.draw([place(0, line), place(3, line)], width: 1.8, blur: 1.2)
    }
    for (index, weight) in weights.enumerated() {
      let (row, column) = index.quotientAndRemainder(dividingBy: 3)
      let unit = 2.2
      let indent = (cell - StrokeFont.width(of: weight) * unit) / 2 / cell
      let baseline = place(Double(column) + indent, Double(row) + 0.72)
      sheet.write(weight, at: baseline, unit: unit, turns: turns, weight: 2.2, blur: 1.2)
    }
  }

  /// The brightness of the empty paper: brighter towards the window at the upper left.
  ///
  /// - Parameter point: The place, in pixels.
  /// - Returns: 0…1.
  private static func paper(_ point: Point) -> Double {
    0.95 - 0.00008 * point.x - 0.0002 * point.y
  }
}
