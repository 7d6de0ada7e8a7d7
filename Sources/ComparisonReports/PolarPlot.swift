public import Pixels
public import Reports

/// A picture of which orientations and spatial frequencies filters prefer: each filter is a marker
/// on a half disc, its angle the orientation and its distance from the centre the frequency.
///
/// Markers have the shape and the colour of the class, their area tells a third number, and filter
/// numbers stand beside them where there is room. The outer ring is half a cycle a pixel, the
/// highest frequency along a row or a column; where a filter lies beyond it, towards a checkerboard,
/// the disc goes on to 0.71. Filters without a finite orientation and frequency are counted above.
public struct PolarPlot: Sendable {
  /// A filter on the plot.
  public struct Point: Sendable {
    /// The number of the filter in its layer, from 0.
    public let number: Int

    /// The orientation in degrees; whole half turns are taken away.
    public let orientationDegrees: Double

    /// The distance from the centre in cycles a pixel, 0 to 0.71.
    public let frequencyCyclesPerPixel: Double

    /// What the area of the marker tells, 0 or more; what is not finite is drawn as 0.
    public let weight: Double

    /// The class as an index of the list given to `PolarPlot`; nil for none.
    public let category: Int?

    /// Creates a point.
    ///
    /// - Parameters:
    ///   - number: The number of the filter in its layer, from 0.
    ///   - orientationDegrees: The orientation in degrees.
    ///   - frequencyCyclesPerPixel: The frequency in cycles a pixel.
    ///   - weight: What the area of the marker tells, 0 or more.
    ///   - category: The class as an index of the list given to `PolarPlot`; nil for none.
    public init(
      number: Int, orientationDegrees: Double, frequencyCyclesPerPixel: Double, weight: Double,
      category: Int? = nil
    ) {
      self.number = number
      self.orientationDegrees = orientationDegrees
      self.frequencyCyclesPerPixel = frequencyCyclesPerPixel
      self.weight = weight
      self.category = category
    }
  }

  let points: [Point]
  let categories: [String]
  let weightName: String
  private let leftOut: Int
  private let title: String
  private let angleMeaning: String

  /// Prepares a picture.
  ///
  /// - Parameters:
  ///   - points: The filters.
  ///   - title: What stands above.
  ///   - categories: The names of all classes, in an order that is the same for all pictures.
  ///   - weightName: What the area of markers tells, for example "norm".
  ///   - angleMeaning: What the angle is, for example "direction in which the wave runs".
  public init(
    _ points: [Point], title: String, categories: [String], weightName: String,
    angleMeaning: String
  ) {
    precondition(
      points.allSatisfy { $0.category.map(categories.indices.contains) ?? true },
      "a class is an index of the list of classes")
    self.points = points.filter {
      $0.orientationDegrees.isFinite && $0.frequencyCyclesPerPixel.isFinite
    }
    leftOut = points.count - self.points.count
    self.title = title
    self.categories = categories
    self.weightName = weightName
    self.angleMeaning = angleMeaning
  }

  /// Draws the picture.
  ///
  /// - Returns: An 8-bit RGB image of about 1900 by 1200 pixels.
  /// - Throws: `ReportError.pictureTooLarge`, where there are too many classes for a picture.
  /// - Complexity: O(points + pixels).
  public func image() throws(ReportError) -> Image { try canvas().image }

  /// What the picture is drawn on.
  package func canvas() throws(ReportError) -> Canvas {
    var explanation = """
      Angle: \(angleMeaning), 0 to 180 degrees clockwise from the left. Distance from the \
      centre: spatial frequency in cycles a pixel. Numbers: filters. Area: \(weightName).
      """
    if leftOut > 0 { explanation += " Without orientation or frequency: \(leftOut)." }
    let heading = PictureHeading(title: title, explanation: explanation)
    return try PolarDrawing(plot: self, heading: heading).canvas()
  }
}
