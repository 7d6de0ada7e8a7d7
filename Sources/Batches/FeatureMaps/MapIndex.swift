import Files
import Reports

/// The file `index.jsonl`: one record a written file and one for what failed, in the order in which
/// they are added.
///
/// An interrupted run leaves none, because files that other threads have just written would be
/// missing; `ResultsJournal` knows those.
struct MapIndex: Sendable {
  private let file: GrowingFile<BatchError>

  /// Starts an index.
  ///
  /// - Parameter folder: The folder of the results; made where it is missing.
  /// - Throws: `BatchError.file`.
  init(in folder: Path) throws(BatchError) {
    file = try GrowingFile(folder.appending(MapFileNames.index), as: BatchError.file)
  }

  /// Adds the records of one input; after a failure nothing more is added.
  ///
  /// - Parameter result: What became of the input.
  func add(_ result: ImageResult) {
    file.add { () throws(BatchError) in
      var text: [UInt8] = []
      for record in result.mapRecords { text += try Self.line(record) }
      if let record = result.classRecord { text += try Self.line(record) }
      for failure in result.mapFailures { text += try Self.line(failure) }
      return text
    }
  }

  /// Gives the index its name.
  ///
  /// - Throws: `BatchError` where a record could not be added, or the file not be finished; then
  ///   there is no new index.
  func finish() throws(BatchError) { try file.finish() }

  private static func line(_ record: some Encodable) throws(BatchError) -> [UInt8] {
    Array(try wrapping(jsonLine(record), as: BatchError.report).utf8) + [0x0A]
  }
}
