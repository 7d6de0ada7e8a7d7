import Files
import Reports
import Synchronization

/// The file `index.jsonl`: one record a written file and one for what failed, in the order in which
/// they are added.
///
/// It grows under a temporary name and takes its own at the end, so that an index is always whole:
/// an interrupted run leaves none, because its last line could be cut and files that other threads
/// have just written would be missing; `ResultsJournal` knows those.
final class MapIndex: Sendable {
  private struct State {
    var writer: FileWriter?
    var failure: BatchError?
  }

  private let state: Mutex<State>

  /// The name in the folder of the results.
  static let name = "index.jsonl"

  /// Starts an index.
  ///
  /// - Parameter folder: The folder of the results; made where it is missing.
  /// - Throws: `BatchError.file`.
  init(in folder: Path) throws(BatchError) {
    let writer = try wrapping(
      FileWriter(folder.appending(Self.name), makesDirectories: true), as: BatchError.file)
    state = Mutex(State(writer: writer))
  }

  /// Adds the records of one input; after a failure nothing more is added.
  ///
  /// - Parameter result: What became of the input.
  func add(_ result: ImageResult) {
    state.withLock { state in
      guard state.failure == nil else { return }
      do throws(BatchError) {
        var text: [UInt8] = []
        for record in result.mapRecords { text += try Self.line(record).utf8 + [0x0A] }
        if let record = result.classRecord { text += try Self.line(record).utf8 + [0x0A] }
        for failure in result.mapFailures { text += try Self.line(failure).utf8 + [0x0A] }
        try append(text, to: state.writer)
      } catch {
        state.failure = error
      }
    }
  }

  /// Gives the index its name.
  ///
  /// - Throws: `BatchError` where a record could not be added, or the file not be finished; then
  ///   there is no new index.
  func finish() throws(BatchError) {
    let failure = state.withLock { state -> BatchError? in
      if let failure = state.failure { return failure }
      do throws(FileError) { try state.writer?.finish() } catch { return .file(error) }
      state.writer = nil
      return nil
    }
    if let failure { throw failure }
  }

  private static func line(_ record: some Encodable) throws(BatchError) -> String {
    try wrapping(jsonLine(record), as: BatchError.report)
  }

  private func append(_ bytes: [UInt8], to writer: FileWriter?) throws(BatchError) {
    let outcome = bytes.withUnsafeBytes { buffer in
      Result { () throws(FileError) in try writer?.append(buffer) }
    }
    if case .failure(let error) = outcome { throw .file(error) }
  }
}
