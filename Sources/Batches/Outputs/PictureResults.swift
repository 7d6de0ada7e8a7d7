package import Files
package import Page
import Synchronization

/// The folder of the results of `explain`, `mislead` or `dream` while one of them runs.
///
/// What earlier runs have left is removed before the first file is written, so that it stays where
/// there is nothing to write. What lenslet has not written stays, and is never replaced.
package final class PictureResults: Sendable {
  /// The folder; it is made when the first file is written.
  package let folder: Path

  /// Files that look like results and stay, as nothing tells that lenslet has written them.
  package let strayFiles: [Path]

  private let journal: ResultsJournal

  private let hasEarlierResults: Bool

  /// Results of earlier runs that stay, and the index.
  private let kept: Set<Path>

  private let written = Mutex<[Path: FileStamp]>([:])

  /// Checks that nothing that goes in, and no page or index of somebody else's, would be replaced or
  /// removed.
  ///
  /// - Parameters:
  ///   - folder: The folder of the results.
  ///   - inputs: The images, each with a folder of its own below it.
  ///   - files: What goes in beside them.
  ///   - page: What the page is about; nil where there is none.
  ///   - kept: Names of results that stay; nil where all of earlier runs goes.
  ///   - removal: Is told how many files of earlier runs are removed, before they are.
  /// - Throws: `BatchError`: what `PipelineBatch` throws for such a folder, and `folderInUse`.
  package init(
    in folder: Path, of inputs: [PipelineInput], beside files: [Path], page: PageKind?,
    keeping kept: [Path]? = nil, removal: @escaping @Sendable (Int) -> Void
  ) throws(BatchError) {
    self.folder = folder
    self.kept = Set(kept ?? [])
    var protected = ProtectedFiles(files)
    for input in inputs { protected.insert(input.path, identity: input.identity) }
    let index = folder.appending(MapFileNames.index)
    if let input = protected.file(at: index) { throw .outputReplacesInput(index, input: input) }
    if let page {
      try PageFile.check(folder, page, protected)
    }
    let earlier = try EarlierResults(in: folder, before: MapFileNames.index, keeping: kept)
    try earlier.check(protected)
    try PipelineBatch.check(inputs, in: folder, protected)
    hasEarlierResults = earlier.hasResults
    strayFiles = StrayResults.files(in: folder, besides: earlier)
    journal = try ResultsJournal(in: folder, after: earlier, removal: removal)
  }

  /// Writes a file of the results.
  ///
  /// - Parameters:
  ///   - bytes: All of it.
  ///   - name: Its name below the folder.
  /// - Throws: `BatchError`: `foreignResult` where there is a file that no run of lenslet is known to
  ///   have written, `folderInUse` or `file`.
  package func write(_ bytes: [UInt8], to name: Path) throws(BatchError) {
    try journal.add([name])
    let path = folder.appending(name)
    // Index and page were looked at before the run; records may have been added since.
    let isChecked = [MapFileNames.index, PageFile.name].contains(name.display)
    let isOwn = isChecked || kept.contains(name) || written.withLock { $0[name] != nil }
    if !isOwn, FileKind(ofEntry: path) != nil { throw .foreignResult(path) }
    try writeResult(bytes, to: path)
    let stamp = try wrapping(FileStamp(of: bytes, writtenTo: path), as: BatchError.file)
    written.withLock { $0[name] = stamp }
  }

  /// What was written of some files.
  ///
  /// - Parameter folder: The files lie in it, below that of all results.
  /// - Returns: Records, in the order of the names.
  package func files(in folder: Path) -> [ResultRecord] {
    written.withLock { $0 }.filter { $0.key.parent == folder }
      .map { ResultRecord(file: $0.key.text, result: $0.value) }.sorted { $0.file < $1.file }
  }

  /// Whether results of earlier runs are there that the first file would take the place of.
  package var keepsEarlier: Bool { hasEarlierResults && !journal.hasBegun }

  /// Ends the run.
  ///
  /// - Throws: `BatchError.file`.
  package func finish() throws(BatchError) { try journal.finish() }
}

/// A file, and what it held when it was written.
package struct ResultRecord: Codable, Sendable {
  /// Its name below the folder of the results.
  package let file: String

  /// What it held.
  package let result: FileStamp

  /// Tells of a file.
  package init(file: String, result: FileStamp) { (self.file, self.result) = (file, result) }

  /// The name as a path; nil where the text is none.
  package var name: Path? { Path(textOfRecord: file) ?? Path(bytes: file.utf8) }

  /// Whether the file is there and holds what it held.
  ///
  /// - Parameters:
  ///   - folder: The folder of the results.
  ///   - readsContent: Whether it is read; otherwise length and time are trusted.
  /// - Returns: Whether it does.
  package func holds(in folder: Path, readsContent: Bool) -> Bool {
    guard let path = name.map({ folder.appending($0) }) else { return false }
    return FileKind(ofEntry: path) == .regular
      && result.holds(for: path, isOwn: true, readsContent: readsContent)
  }
}
