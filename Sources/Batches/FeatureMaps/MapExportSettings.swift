public import Definitions
public import Reports

/// What is written of the feature maps of a layer.
public struct MapExportSettings: Sendable {
  /// The forms in which they are written.
  public var forms: [ExportSettings.Form]

  /// The colours of pictures, and how values become positions in them.
  public var style: MapStyle

  /// How many maps are shown as pictures, the most active ones; nil for all.
  ///
  /// Arrays always hold every map.
  public var top: Int?

  /// Pixels along the side of a value in the picture of one map; nil enlarges small maps to about
  /// 128 pixels.
  public var enlargement: Int?

  /// What the records tell about the filters that made the maps; nil for nothing.
  public var filters: LearnedFilterRecord?

  /// Creates settings.
  ///
  /// - Parameters:
  ///   - forms: The forms in which maps are written.
  ///   - style: The colours of pictures, and how values become positions in them.
  ///   - top: How many maps are shown as pictures, 1 or more; nil for all.
  ///   - enlargement: Pixels along the side of a value, 1 or more; nil enlarges small maps.
  public init(
    forms: [ExportSettings.Form] = [.png, .sheet, .npy], style: MapStyle = MapStyle(),
    top: Int? = nil, enlargement: Int? = nil
  ) {
    self.forms = forms
    self.style = style
    self.top = top
    self.enlargement = enlargement
  }
}
