import Files
import Synchronization

/// The inputs of a run that failed.
final class FailedInputs: Sendable {
  private let paths = Mutex<Set<Path>>([])
  private let stops: Bool

  /// - Parameter stops: Whether one is enough for a run.
  init(stops: Bool) { self.stops = stops }

  /// Whether no further input is to be begun.
  var areEnough: Bool { stops && paths.withLock { !$0.isEmpty } }

  /// Counts what became of an input.
  ///
  /// - Parameters:
  ///   - result: What became of it.
  ///   - name: What it is called in the list; by default its path.
  func add(_ result: ImageResult, as name: Path? = nil) {
    if result.outcome == .failed { paths.withLock { _ = $0.insert(name ?? result.input) } }
  }

  /// Writes the list `failed.txt`, as `InputList.write` does.
  ///
  /// - Parameters:
  ///   - inputs: All inputs of the run, each with its name below the folder that was given.
  ///   - folder: The folder of the results.
  /// - Throws: `BatchError.file`.
  func write(_ inputs: [(path: Path, relative: Path)], in folder: Path) throws(BatchError) {
    let failed = paths.withLock { $0 }
    try InputList.write(inputs.filter { failed.contains($0.path) }, in: folder)
  }
}
