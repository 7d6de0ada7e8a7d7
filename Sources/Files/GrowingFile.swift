import Synchronization

/// A file that parts are added to as they come, and that appears when all are there.
///
/// It grows under a temporary name and takes its own at the end, so that it is always whole: a
/// program that is interrupted leaves none. The first failure ends its growth and is thrown at the
/// end, so that what makes the parts need not stop.
package final class GrowingFile<Failure: Error>: Sendable {
  private struct State {
    var writer: FileWriter?
    var failure: Failure?
    var isEmpty = true
  }

  private let state: Mutex<State>
  private let separator: [UInt8]
  private let wrap: @Sendable (FileError) -> Failure

  /// Starts a file.
  ///
  /// - Parameters:
  ///   - path: The file; its folder is made where it is missing.
  ///   - start: What stands before the first part.
  ///   - separator: What stands between two parts.
  ///   - wrap: Makes the failure of an error of the file.
  /// - Throws: The failure.
  package init(
    _ path: Path, start: [UInt8] = [], separator: [UInt8] = [],
    as wrap: @escaping @Sendable (FileError) -> Failure
  ) throws(Failure) {
    self.separator = separator
    self.wrap = wrap
    let writer = try wrapping(FileWriter(path, makesDirectories: true), as: wrap)
    try wrapping(writer.append(start), as: wrap)
    state = Mutex(State(writer: writer))
  }

  /// Adds a part, behind those that were added before; after a failure nothing more is added.
  ///
  /// - Parameter part: Makes the part.
  package func add(_ part: () throws(Failure) -> [UInt8]) {
    state.withLock { state in
      guard state.failure == nil, let writer = state.writer else { return }
      do throws(Failure) {
        let bytes = try part()
        try wrapping(writer.append(state.isEmpty ? bytes : separator + bytes), as: wrap)
        state.isEmpty = false
      } catch {
        state.failure = error
      }
    }
  }

  /// Gives the file its name.
  ///
  /// - Parameter end: What stands behind the last part.
  /// - Throws: The failure of a part that could not be added, or of the file; then there is no new
  ///   file.
  package func finish(end: [UInt8] = []) throws(Failure) {
    let failure = state.withLock { state -> Failure? in
      if let failure = state.failure { return failure }
      guard let writer = state.writer else { return nil }
      state.writer = nil
      do throws(FileError) {
        try writer.append(end)
        try writer.finish()
        return nil
      } catch {
        return wrap(error)
      }
    }
    if let failure { throw failure }
  }
}

extension FileWriter {
  /// Writes bytes after those written before.
  fileprivate func append(_ bytes: [UInt8]) throws(FileError) {
    let outcome = bytes.withUnsafeBytes { buffer in
      Result { () throws(FileError) in try append(buffer) }
    }
    try outcome.get()
  }
}
