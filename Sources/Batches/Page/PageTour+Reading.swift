import Definitions
public import Files
public import Page

extension PageTour {
  /// The largest file that is read.
  private static let maximumBytes = 1 << 20

  /// Reads a tour: a JSON5 list of stops, each with `at` and `note`.
  ///
  /// - Parameter path: The file.
  /// - Throws: `BatchError`: `definition` where it cannot be read or is not JSON5, `tour` where it is
  ///   no list of stops.
  public init(reading path: Path) throws(BatchError) {
    let bytes = try wrapping(File.read(path, limit: Self.maximumBytes)) {
      BatchError.definition(.file($0))
    }
    let value = try wrapping(FileValue(json5: bytes)) {
      BatchError.definition(.pipelineFile(path, $0))
    }
    guard case .list(let values) = value else {
      throw .tour(path, stop: nil, "is no list of stops: [{at: \"#…\", note: \"…\"}, …]")
    }
    var stops: [Stop] = []
    for (index, value) in values.enumerated() {
      guard case .object(let members) = value, case .text(let at)? = members["at"] else {
        throw .tour(path, stop: index + 1, "has no 'at', the address of a view in quotes")
      }
      if let other = members.keys.sorted().first(where: { !["at", "note"].contains($0) }) {
        throw .tour(path, stop: index + 1, "has '\(other)': a stop has 'at' and 'note'")
      }
      var note = ""
      if let member = members["note"] {
        guard case .text(let text) = member else {
          throw .tour(path, stop: index + 1, "has a note that is no text in quotes")
        }
        note = text
      }
      stops.append(Stop(at: at, note: note))
    }
    self.init(path: path, stops: stops)
  }

  /// Checks that every stop leads somewhere.
  ///
  /// - Parameter names: What the addresses of the page can name.
  /// - Throws: `BatchError.tour` with the first stop that does not.
  package func check(_ names: Names) throws(BatchError) {
    if let (stop, text) = problem(names) { throw .tour(path, stop: stop, text) }
  }
}
