public import Pixels
public import Reports

/// A picture of how much handcrafted filters explain of each layer, over the depth of the layers.
///
/// Each layer has a marker for each of two figures; a line joins the means of the layers of each depth.
public struct DepthPicture: Sendable {
  private let report: DepthReport
  private let title: String

  private static let scale = PictureHeading.scale
  private static let plot = ImageSize(width: 1440, height: 640)
  private static let left = 110
  private static let width = 1600

  private typealias Series = (
    name: String, marker: CategoryMarker, value: @Sendable (DepthReport.Layer) -> Double?
  )

  private static let series: [Series] = [
    ("explained variance, held-out pictures", CategoryMarker(index: 0), { $0.explainedVariance }),
    ("linear CKA", CategoryMarker(index: 1), { $0.cka }),
  ]

  /// Prepares a picture.
  ///
  /// - Parameters:
  ///   - report: The layers.
  ///   - title: What stands above.
  public init(_ report: DepthReport, title: String) {
    self.report = report
    self.title = title
  }

  /// Draws the picture.
  ///
  /// - Returns: An 8-bit RGB image of 1600 pixels across.
  /// - Throws: `ReportError.pictureTooLarge`, which a picture of this size never does.
  /// - Complexity: O(pixels + layers).
  public func image() throws(ReportError) -> Image { try canvas().image }

  /// What the picture is drawn on.
  package func canvas() throws(ReportError) -> Canvas {
    let margin = PictureSize.margin
    let room = Self.width - 2 * margin
    let heading = PictureHeading(title: title, explanation: explanation)
    let legend = margin + heading.height(within: room)
    let top = legend + 2 * PictureHeading.lineStep
    let bottom = top + Self.plot.height
    var canvas = try PictureSize.canvas(
      width: Self.width, height: bottom + 4 * PictureHeading.lineStep + margin)
    heading.draw(on: &canvas, x: margin, y: margin, within: room)
    drawLegend(on: &canvas, y: legend)
    drawShares(on: &canvas, bottom: bottom)
    drawDepths(on: &canvas, bottom: bottom)
    for series in Self.series { draw(series, on: &canvas, bottom: bottom) }
    return canvas
  }

  private var explanation: String {
    let missing = report.layers.count { $0.explainedVariance == nil }
    let below = report.layers.count { ($0.explainedVariance ?? 0) < 0 || ($0.cka ?? 0) < 0 }
    return """
      How much of the variance of a layer's maps \(report.filters.count) handcrafted filters explain \
      on pictures that were held out, and how alike both are (linear CKA), on \(report.pictures) \
      pictures. A marker is a layer, a line joins the means of each depth.
      """ + (missing > 0 ? " Layers without a share: \(missing)." : "")
        + (below > 0 ? " Drawn at 0 though below: \(below)." : "")
  }

  private var deepest: Int { max(report.layers.map(\.depth).max() ?? 1, 1) }

  private func x(of depth: Int) -> Double {
    // Half a step is free at both ends.
    Double(Self.left) + (Double(depth) - 0.5) / Double(deepest) * Double(Self.plot.width)
  }

  private func y(of share: Double, bottom: Int) -> Double {
    Double(bottom) - min(max(share, 0), 1) * Double(Self.plot.height)
  }

  private func drawLegend(on canvas: inout Canvas, y: Int) {
    var left = Self.left
    for series in Self.series {
      series.marker.draw(
        on: &canvas, centre: SIMD2(Double(left) + 9, Double(y) + 7), radius: 8)
      canvas.write(series.name, x: left + 26, y: y, scale: Self.scale, in: SheetColours.title)
      left += 60 + PixelFont.width(of: series.name) * Self.scale
    }
  }

  private func drawShares(on canvas: inout Canvas, bottom: Int) {
    for tenth in stride(from: 0, through: 10, by: 2) {
      let share = Double(tenth) / 10
      let line = Int(y(of: share, bottom: bottom))
      canvas.fill(
        x: Self.left, y: line, width: Self.plot.width, height: 1, with: SheetColours.frame)
      canvas.write(
        share.text(decimals: 1), .trailing, x: Self.left - 12, y: line - 7, scale: Self.scale,
        in: SheetColours.quiet)
    }
    canvas.write(
      "share", x: PictureSize.margin, y: bottom - Self.plot.height - PictureHeading.lineStep - 10,
      scale: Self.scale, in: SheetColours.quiet)
  }

  /// Depths, and beneath them how far units see.
  private func drawDepths(on canvas: inout Canvas, bottom: Int) {
    canvas.fill(
      x: Self.left, y: bottom, width: Self.plot.width, height: 2, with: SheetColours.quiet)
    let step = AxisSteps.wholeStep(for: deepest, most: 20)
    for depth in 1...deepest where depth == 1 || depth.isMultiple(of: step) {
      let middle = Int(x(of: depth))
      canvas.fill(x: middle - 1, y: bottom, width: 2, height: 8, with: SheetColours.quiet)
      let fields = report.layers.filter { $0.depth == depth }.compactMap { $0.fieldPixels?.max() }
      let labels = ["\(depth)", fields.max().map { "\($0)" } ?? ""]
      for (line, label) in labels.enumerated() {
        canvas.write(
          label, .centred, x: middle, y: bottom + 14 + line * PictureHeading.lineStep,
          scale: Self.scale, in: line == 0 ? SheetColours.title : SheetColours.quiet)
      }
    }
    canvas.write(
      "depth: layers of weighted sums on the longest way from the picture; beneath: pixels that a unit sees",
      .centred, x: Self.left + Self.plot.width / 2, y: bottom + 20 + 2 * PictureHeading.lineStep,
      scale: Self.scale, in: SheetColours.title)
  }

  private func draw(_ series: Series, on canvas: inout Canvas, bottom: Int) {
    var before: SIMD2<Double>?
    for depth in 0...deepest {
      let values = report.layers.filter { $0.depth == depth }.compactMap(series.value)
      guard !values.isEmpty else { continue }
      let mean = values.reduce(0, +) / Double(values.count)
      let point = SIMD2(x(of: depth), y(of: mean, bottom: bottom))
      if let before {
        canvas.draw(
          .line(from: before, to: point, thickness: 2), in: series.marker.colour)
      }
      before = point
    }
    for layer in report.layers {
      guard let value = series.value(layer) else { continue }
      series.marker.draw(
        on: &canvas, centre: SIMD2(x(of: layer.depth), y(of: value, bottom: bottom)), radius: 6)
    }
  }
}
