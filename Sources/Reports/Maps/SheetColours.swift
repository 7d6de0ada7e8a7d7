/// The colours of sheets: light text on a dark ground.
package enum SheetColours {
  /// Behind everything.
  package static let ground = Colour(34, 36, 40)

  /// Titles.
  package static let title = Colour(238, 238, 238)

  /// Labels.
  package static let quiet = Colour(164, 168, 176)

  /// Frames of what is missing, and lines behind a plot.
  package static let frame = Colour(84, 88, 96)

  /// Boxes on the ground.
  package static let raised = Colour(48, 51, 57)

  /// Text in the neutral middle of diverging colours.
  package static let onMiddle = Colour(70, 70, 70)
}
