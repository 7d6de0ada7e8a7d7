import Batches
import CommandLineKit
import Files
import Page

/// The tour that a page begins with.
struct TourOptions: ParsableArguments {
  @Option(
    name: .customLong("tour"),
    help: ArgumentHelp(
      """
      A tour for the page, a JSON5 list of stops: {at: "#layer=conv1&channel=3", note: "…"}. The \
      page gives the addresses, and its tour with 'Copy the tour'.
      """, valueName: "FILE"))
  var file: Path?

  /// The file, as one of those that go in.
  var files: [Path] { [file].compactMap(\.self) }

  /// Reads the tour.
  ///
  /// - Returns: Its stops; nil without one.
  /// - Throws: `BatchError`.
  func read() throws(BatchError) -> PageTour? {
    guard let file else { return nil }
    return try PageTour(reading: file)
  }
}
