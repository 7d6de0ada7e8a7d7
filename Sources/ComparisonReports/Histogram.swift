public import Pixels
public import Reports

/// A picture of how often values occur: bars of counts, a line at the median.
///
/// A bar counts the values from its left edge up to, but without, its right edge; the last bar also
/// counts its right edge. Values that are missing, not finite or outside the range are counted
/// above the plot.
public struct Histogram: Sendable {
  let bins: HistogramBins
  let valueName: String
  private let title: String

  /// Prepares a picture.
  ///
  /// - Parameters:
  ///   - values: The values, nil for what was not measured.
  ///   - title: What stands above.
  ///   - valueName: What the values are, with their unit, for example "score of the best match".
  ///   - range: The ends of the axis; nil for round numbers about all finite values.
  ///   - binCount: How many bars, 1 to 200; without a range it may be a few more or fewer.
  public init(
    _ values: [Double?], title: String, valueName: String, range: ClosedRange<Double>? = nil,
    binCount: Int = 20
  ) {
    precondition((1...200).contains(binCount), "a histogram has 1 to 200 bars")
    bins = HistogramBins(values, range: range, count: binCount)
    self.title = title
    self.valueName = valueName
  }

  /// Draws the picture.
  ///
  /// - Returns: An 8-bit RGB image of 1600 pixels across.
  /// - Throws: `ReportError.pictureTooLarge`, which a picture of this size never does.
  /// - Complexity: O(values · log values) when prepared, O(pixels) here.
  public func image() throws(ReportError) -> Image { try canvas().image }

  /// What the picture is drawn on.
  package func canvas() throws(ReportError) -> Canvas {
    var explanation = "How many filters have which \(valueName)."
    if let median = bins.median {
      explanation += " Median \(median.text(significantDigits: 3)) of \(bins.total) values."
    }
    if bins.outside > 0 { explanation += " Outside the axis: \(bins.outside)." }
    if bins.missing > 0 { explanation += " Without a value: \(bins.missing)." }
    let heading = PictureHeading(title: title, explanation: explanation)
    return try HistogramPlot(histogram: self, heading: heading).canvas()
  }
}
