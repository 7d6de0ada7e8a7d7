import func Glibc.cos
import func Glibc.sin
import Pixels
import Reports

/// Where the parts of a polar plot stand, and how they are drawn.
struct PolarDrawing {
  private let plot: PolarPlot
  private let heading: PictureHeading

  /// The frequency at the edge of the disc.
  private let highest: Double

  private static let scale = PictureHeading.scale
  private static let radius = 880.0

  /// Pixels around the disc for the labels of angles.
  private static let labelRoom = 66

  private static let width = 2 * (Int(radius) + labelRoom) + 2 * PictureSize.margin

  /// Above so many points, numbers are left out.
  private static let mostNumbers = 1000

  init(plot: PolarPlot, heading: PictureHeading) {
    self.plot = plot
    self.heading = heading
    let largest = plot.points.map(\.frequencyCyclesPerPixel).max() ?? 0
    highest = largest > 0.5 ? 0.71 : 0.5
  }

  func canvas() throws(ReportError) -> Canvas {
    let margin = PictureSize.margin
    let room = Self.width - 2 * margin
    let legend = CategoryLegend(plot.categories, used: plot.points.map(\.category))
    let legendTop = margin + heading.height(within: room)
    let sizesTop = legendTop + legend.height(within: room)
    let top = sizesTop + 2 * PictureHeading.lineStep
    let base = top + Int(Self.radius)
    var canvas = try PictureSize.canvas(
      width: Self.width, height: base + 2 * PictureHeading.lineStep + margin)

    heading.draw(on: &canvas, x: margin, y: margin, within: room)
    legend.draw(on: &canvas, x: margin, y: legendTop, within: room)
    drawSizes(on: &canvas, x: margin, y: sizesTop)
    let centre = SIMD2(Double(Self.width) / 2, Double(base))
    drawGrid(on: &canvas, centre: centre)
    drawPoints(on: &canvas, centre: centre)
    return canvas
  }

  // MARK: - Grid

  private func drawGrid(on canvas: inout Canvas, centre: SIMD2<Double>) {
    for degrees in stride(from: 0, through: 180, by: 15) {
      let outwards = direction(degrees: 180 - Double(degrees))
      let isLabelled = degrees.isMultiple(of: 30)
      canvas.draw(
        .line(
          from: centre + outwards * (isLabelled ? 0 : Self.radius * 0.2),
          to: centre + outwards * Self.radius, thickness: 1),
        in: SheetColours.frame)
      guard isLabelled else { continue }
      let label = centre + outwards * (Self.radius + 34)
      canvas.write(
        "\(degrees)", .centred, x: Int(label.x), y: Int(label.y) - 7, scale: Self.scale,
        in: SheetColours.title)
    }
    for tenth in 1...7 where Double(tenth) / 10 <= highest {
      let isLimit = tenth == 5
      let radius = Double(tenth) / 10 / highest * Self.radius
      canvas.draw(
        .circle(centre: centre, radius: radius, thickness: isLimit ? 2.5 : 1),
        in: isLimit ? SheetColours.quiet : SheetColours.frame, rows: 0..<Int(centre.y))
      for side in [-1.0, 1.0] {
        canvas.write(
          "0.\(tenth)", .centred, x: Int(centre.x + side * radius), y: Int(centre.y) + 12,
          scale: Self.scale, in: SheetColours.quiet)
      }
    }
    canvas.write(
      "cycles a pixel", .centred, x: Int(centre.x), y: Int(centre.y) + 12, scale: Self.scale,
      in: SheetColours.quiet)
  }

  // MARK: - Markers

  /// The largest weight, to which the areas of markers relate; 0 where there is none.
  private var largestWeight: Double {
    plot.points.map(\.weight).filter(\.isFinite).max() ?? 0
  }

  /// Radii from 5 to 14 pixels, so that the area beyond the smallest marker follows the weight.
  private static func radius(share: Double) -> Double {
    (25 + (196 - 25) * min(max(share, 0), 1)).squareRoot()
  }

  private func place(of point: PolarPlot.Point, centre: SIMD2<Double>) -> SIMD2<Double> {
    let angle = point.orientationDegrees.truncatingRemainder(dividingBy: 180)
    let distance = min(max(point.frequencyCyclesPerPixel, 0), highest) / highest * Self.radius
    return centre + direction(degrees: 180 - (angle < 0 ? angle + 180 : angle)) * distance
  }

  private func drawPoints(on canvas: inout Canvas, centre: SIMD2<Double>) {
    let largest = largestWeight
    let marks = plot.points.map {
      point -> (point: PolarPlot.Point, at: SIMD2<Double>, radius: Double) in
      let share = largest > 0 && point.weight.isFinite ? point.weight / largest : 0
      return (point, place(of: point, centre: centre), Self.radius(share: share))
    }
    // Small markers last, so that large ones do not hide them.
    for mark in marks.sorted(by: { ($1.radius, $0.point.number) < ($0.radius, $1.point.number) }) {
      if let category = mark.point.category {
        CategoryMarker(index: category).draw(on: &canvas, centre: mark.at, radius: mark.radius)
      } else {
        canvas.draw(
          .circle(centre: mark.at, radius: mark.radius - 1, thickness: 2), in: SheetColours.title)
      }
    }
    guard marks.count <= Self.mostNumbers else { return }
    var labels = FreeLabels(
      obstacles: marks.map { ($0.at, $0.radius) },
      size: ImageSize(width: Self.width, height: Int(centre.y)))
    for mark in marks {
      let text = "\(mark.point.number)"
      if let corner = labels.place(text, beside: mark.at, radius: mark.radius, scale: Self.scale) {
        canvas.write(
          text, x: corner.x, y: corner.y, scale: Self.scale, in: SheetColours.quiet)
      }
    }
  }

  /// Markers of the largest weight, a quarter and none of it, with what they stand for.
  private func drawSizes(on canvas: inout Canvas, x: Int, y: Int) {
    let largest = largestWeight
    guard largest > 0 else { return }
    var left = x
    let name = plot.weightName.shortened(to: 40)
    canvas.write(name, x: left, y: y, scale: Self.scale, in: SheetColours.title)
    left += PixelFont.width(of: name) * Self.scale + 30
    for share in [0, 0.25, 1] {
      let text = (share * largest).text(significantDigits: 3)
      canvas.draw(
        .disc(centre: SIMD2(Double(left) + 14, Double(y) + 7), radius: Self.radius(share: share)),
        in: SheetColours.quiet)
      canvas.write(text, x: left + 38, y: y, scale: Self.scale, in: SheetColours.title)
      left += 38 + PixelFont.width(of: text) * Self.scale + 30
    }
  }
}

/// The direction of length 1 at an angle, in pixels: 0 to the right, 90 up.
func direction(degrees: Double) -> SIMD2<Double> {
  let angle = degrees * .pi / 180
  return SIMD2(cos(angle), -sin(angle))
}
