public import Pixels

/// How feature maps are shown: in which colours, and scaled how.
public struct MapStyle: Hashable, Sendable {
  /// The colours.
  public let colours: ColourMap

  /// How values become positions in the colours.
  public let scaling: MapScaling

  /// Creates a style.
  ///
  /// - Parameters:
  ///   - colours: The colours.
  ///   - scaling: How values become positions in the colours.
  public init(colours: ColourMap = .grey, scaling: MapScaling = .perMap) {
    self.colours = colours
    self.scaling = scaling
  }

  /// The range that every map is shown with, in the order of the maps.
  ///
  /// In diverging colours a range is made symmetric, so that zero has the neutral colour.
  ///
  /// - Parameter maps: The maps of a layer.
  /// - Returns: As many ranges as there are maps.
  public func ranges(of maps: Activation) -> [DisplayRange] {
    scaling.ranges(of: maps).map(adapted)
  }

  /// The range as the colours need it.
  func adapted(_ range: DisplayRange) -> DisplayRange {
    colours == .diverging ? range.symmetric : range
  }
}
