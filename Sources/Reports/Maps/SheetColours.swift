/// The colours of sheets: light text on a dark ground.
enum SheetColours {
  /// Behind everything.
  static let ground = Colour(34, 36, 40)

  /// Titles.
  static let title = Colour(238, 238, 238)

  /// Labels.
  static let quiet = Colour(164, 168, 176)

  /// Frames of what is missing, and lines behind a plot.
  static let frame = Colour(84, 88, 96)

  /// Text in the neutral middle of diverging colours.
  static let onMiddle = Colour(70, 70, 70)
}
