import Files
import Reports

/// The file `index.jsonl` of a run that is not to be resumed: the records of each input in the order
/// in which they are added.
///
/// An interrupted run leaves none, because files that other threads have just written would be
/// missing; `ResultsJournal` knows those.
struct MapIndex: Sendable {
  private let file: GrowingFile<BatchError>
  private let command: BatchCommand

  /// Starts an index.
  ///
  /// - Parameters:
  ///   - folder: The folder of the results; made where it is missing.
  ///   - command: The command of the run.
  /// - Throws: `BatchError.file`.
  init(in folder: Path, of command: BatchCommand) throws(BatchError) {
    self.command = command
    file = try GrowingFile(folder.appending(MapFileNames.index), as: BatchError.file)
  }

  /// Adds the records of one input; after a failure nothing more is added.
  ///
  /// - Parameter result: What became of the input.
  func add(_ result: ImageResult) {
    file.add { () throws(BatchError) in
      let lines = try wrapping(result.mapLines(command), as: BatchError.report)
      return lines.flatMap { $0.utf8 + [0x0A] }
    }
  }

  /// Gives the index its name.
  ///
  /// - Throws: `BatchError` where a record could not be added, or the file not be finished; then
  ///   there is no new index.
  func finish() throws(BatchError) { try file.finish() }
}
