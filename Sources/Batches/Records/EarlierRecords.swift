import Files
import Reports

/// What earlier runs of `filter` have recorded in a folder.
struct EarlierRecords: Sendable {
  /// The last record of each file, by its name below the folder.
  private var records: [String: FilterRecord] = [:]

  /// Reads an index; a line that is no record, as of a run that was killed, is passed over.
  ///
  /// - Parameter folder: The folder of the results.
  /// - Throws: `BatchError`: `noFilterIndex` where the index is not one of `filter`, or `file`.
  /// - Complexity: O(bytes of the index).
  init(in folder: Path) throws(BatchError) {
    let path = folder.appending(MapFileNames.index)
    guard FileKind(ofEntry: path) != nil else { return }
    guard ResultsMark.isIndexOfFilter(path) else { throw .noFilterIndex(path) }
    let mapped = try wrapping(MappedFile(path), as: BatchError.file)
    for line in mapped.bytes.split(separator: UInt8(ascii: "\n")) {
      guard let record = jsonRecord(FilterRecord.self, Array(line)), let file = record.file
      else { continue }
      records[file] = record
    }
  }

  /// Whether a result is there already: made from what its input holds now, by these settings, and
  /// not changed since.
  ///
  /// - Parameters:
  ///   - output: The file.
  ///   - folder: The folder of the results.
  ///   - input: The file that it is made from.
  ///   - settings: The hash of what it depends on.
  ///   - readsContent: Whether both files are read; otherwise length and time are trusted.
  /// - Returns: Whether it is.
  func hold(
    _ output: Path, in folder: Path, of input: Path, settings: String, readsContent: Bool
  ) -> Bool {
    guard let name = output.below(folder)?.text, let record = records[name],
      record.status == .done, record.settings == settings, let source = record.source,
      let result = record.result, FileKind(ofEntry: output) == .regular
    else { return false }
    return result.holds(for: output, isOwn: true, readsContent: readsContent)
      && source.holds(for: input, readsContent: readsContent)
  }
}
