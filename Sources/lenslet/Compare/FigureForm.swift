import CommandLineKit

/// What pictures are written as.
enum FigureForm: String, CaseIterable, ExpressibleByArgument {
  /// Pixels alone.
  case png
  /// Drawings as well.
  case svg
}
