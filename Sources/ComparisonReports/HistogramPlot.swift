import Pixels
import Reports

/// Where the parts of a histogram stand, and how they are drawn.
struct HistogramPlot {
  let histogram: Histogram
  let heading: PictureHeading

  private static let scale = PictureHeading.scale
  private static let plot = ImageSize(width: 1460, height: 720)
  private static let left = 100
  private static let width = 1600

  private var bins: HistogramBins { histogram.bins }

  /// The count at the top of the plot: there is room above the highest bar for its number.
  private var highest: Double { max(Double(bins.counts.max() ?? 0), 1) * 1.12 }

  func canvas() throws(ReportError) -> Canvas {
    let margin = PictureSize.margin
    let room = Self.width - 2 * margin
    let top = margin + heading.height(within: room) + 2 * PictureHeading.lineStep
    let bottom = top + Self.plot.height
    var canvas = try PictureSize.canvas(
      width: Self.width, height: bottom + 3 * PictureHeading.lineStep + margin)

    heading.draw(on: &canvas, x: margin, y: margin, within: room)
    drawCountAxis(on: &canvas, bottom: bottom)
    drawBars(on: &canvas, bottom: bottom)
    drawValueAxis(on: &canvas, bottom: bottom)
    if let median = bins.median { drawMedian(median, on: &canvas, top: top, bottom: bottom) }
    return canvas
  }

  private func x(of value: Double) -> Double {
    let (low, high) = (bins.range.lowerBound, bins.range.upperBound)
    return Double(Self.left) + (value - low) / (high - low) * Double(Self.plot.width)
  }

  private func height(of count: Int) -> Int {
    Int((Double(count) / highest * Double(Self.plot.height)).rounded())
  }

  private func drawCountAxis(on canvas: inout Canvas, bottom: Int) {
    let step = AxisSteps.wholeStep(for: Int(highest), most: 8)
    for count in stride(from: 0, through: Int(highest), by: step) {
      let y = bottom - height(of: count)
      canvas.fill(
        x: Self.left, y: y, width: Self.plot.width, height: 1, with: SheetColours.frame)
      canvas.write(
        "\(count)", .trailing, x: Self.left - 12, y: y - 7, scale: Self.scale,
        in: SheetColours.quiet)
    }
    canvas.write(
      "filters", x: PictureSize.margin, y: bottom - Self.plot.height - PictureHeading.lineStep,
      scale: Self.scale, in: SheetColours.quiet)
  }

  private func drawBars(on canvas: inout Canvas, bottom: Int) {
    for (index, count) in bins.counts.enumerated() where count > 0 {
      let start = Self.left + index * Self.plot.width / bins.counts.count
      let end = Self.left + (index + 1) * Self.plot.width / bins.counts.count
      // Bars are a little apart where they are wide enough.
      let gap = end - start > 8 ? 2 : 0
      let high = max(height(of: count), 1)
      canvas.fill(
        x: start + gap, y: bottom - high, width: end - start - 2 * gap, height: high,
        with: CategoryMarker(index: 1).colour)
      let text = "\(count)"
      if PixelFont.width(of: text) * Self.scale <= end - start {
        canvas.write(
          text, .centred, x: (start + end) / 2, y: bottom - high - 20, scale: Self.scale,
          in: SheetColours.title)
      }
    }
  }

  private func drawValueAxis(on canvas: inout Canvas, bottom: Int) {
    canvas.fill(
      x: Self.left, y: bottom, width: Self.plot.width, height: 2, with: SheetColours.quiet)
    for mark in AxisSteps.marks(in: bins.range, most: 10) {
      let column = Int(x(of: mark).rounded())
      canvas.fill(x: column - 1, y: bottom, width: 2, height: 8, with: SheetColours.quiet)
      canvas.write(
        mark.text(significantDigits: 6).shortened(to: 10), .centred, x: column, y: bottom + 14,
        scale: Self.scale, in: SheetColours.quiet)
    }
    canvas.write(
      histogram.valueName.shortened(to: 100), .centred, x: Self.left + Self.plot.width / 2,
      y: bottom + 20 + PictureHeading.lineStep, scale: Self.scale, in: SheetColours.title)
  }

  private func drawMedian(_ median: Double, on canvas: inout Canvas, top: Int, bottom: Int) {
    let column = Int(x(of: median).rounded())
    let orange = CategoryMarker(index: 0).colour
    for y in stride(from: top, to: bottom, by: 16) {
      canvas.fill(x: column - 1, y: y, width: 3, height: min(10, bottom - y), with: orange)
    }
    let text = "median \(median.text(significantDigits: 3))"
    let half = PixelFont.width(of: text) * Self.scale / 2
    let middle = min(max(column, Self.left + half), Self.left + Self.plot.width - half)
    canvas.write(
      text, .centred, x: middle, y: top - PictureHeading.lineStep, scale: Self.scale, in: orange)
  }
}
