package import Codecs
package import Files

/// When an input has taken too long.
///
/// It is looked at between blocks of a file, strips of an image and layers of a network; what is begun
/// is ended.
package struct Deadline: Sendable {
  private let path: Path
  private let seconds: Double?
  private let start = ContinuousClock.now

  /// Starts the clock.
  ///
  /// - Parameters:
  ///   - path: The input.
  ///   - limits: How long it may take.
  package init(for path: Path, _ limits: DecodingLimits) {
    self.path = path
    seconds = limits.timeout
  }

  /// Whether the time is over.
  package var isOver: Bool { seconds.map { start.duration(to: .now) > .seconds($0) } ?? false }

  /// Refuses to go on when the time is over.
  ///
  /// - Throws: `BatchError.timeout`.
  package func check() throws(BatchError) {
    if let seconds, isOver { throw .timeout(path, seconds: seconds) }
  }
}
