package import Files

/// The names of the files of a run, noted before they are written, so that those of a run that was
/// stopped are known: it left no index.
///
/// It is a hidden file in the folder of the results. It is there while a run goes on, which has it
/// to itself, and after one that did not come to its end. Filtered images have no index: where their
/// folder lies among the inputs, one without names stays and marks it.
package final class ResultsJournal: Sendable {
  /// The name in the folder of the results.
  static let name = ".lenslet-results"

  /// What stands before the first name; names end with a zero, which none of them holds.
  private static let heading = "lenslet: files of a run that has not come to its end"

  private static let markHeading = "lenslet: results, which are not walked as photographs"

  private let log: LockedLog

  /// Takes the folder of the results and removes what earlier runs have left there.
  ///
  /// - Parameters:
  ///   - folder: The folder of the results; made where it is missing.
  ///   - earlier: What earlier runs have left.
  /// - Throws: `BatchError`: `folderInUse` where another run writes there, or `file`.
  package init(in folder: Path, after earlier: EarlierResults) throws(BatchError) {
    let log: LockedLog?
    do throws(FileError) {
      try File.makeDirectories(folder)
      log = try LockedLog(folder.appending(Self.name))
    } catch {
      throw .file(error)
    }
    guard let log else { throw .folderInUse(folder) }
    self.log = log
    do throws(FileError) {
      try earlier.remove()
      try log.clear()
      try log.append(Array(Self.heading.utf8) + [0])
    } catch {
      throw .file(error)
    }
  }

  /// Marks a folder of results that have no index, so that it is not walked as photographs.
  ///
  /// - Parameter folder: The folder; what has the name of a journal there stays.
  /// - Throws: `BatchError.file`.
  static func mark(_ folder: Path) throws(BatchError) {
    let path = folder.appending(name)
    if FileKind(ofEntry: path) != nil { return }
    do throws(FileError) {
      try File.makeDirectories(folder)
      try File.write(Array(markHeading.utf8) + [0], to: path)
    } catch {
      throw .file(error)
    }
  }

  /// Notes files that are about to be written.
  ///
  /// - Parameter files: Their names below the folder of the results.
  /// - Throws: `BatchError.file`; then they should not be written.
  package func add(_ files: [Path]) throws(BatchError) {
    do throws(FileError) { try log.append(files.flatMap { $0.bytes + [0] }) } catch {
      throw .file(error)
    }
  }

  /// Ends the journal of a run whose index is in place.
  ///
  /// - Throws: `BatchError.file`.
  package func finish() throws(BatchError) {
    do throws(FileError) { try log.remove() } catch { throw .file(error) }
  }

  /// The files that a run which did not come to its end has written, or was about to write.
  ///
  /// - Parameter folder: The folder of its results.
  /// - Returns: Names below the folder; nil where there is no journal.
  /// - Throws: `BatchError.file`.
  static func files(in folder: Path) throws(BatchError) -> [Path]? {
    let path = folder.appending(name)
    guard FileKind(ofEntry: path) == .regular else { return nil }
    do throws(FileError) {
      let parts = try File.read(path, limit: 1 << 30).split(separator: 0)
      guard parts.first?.elementsEqual(heading.utf8) == true else { return nil }
      return parts.dropFirst().compactMap { Path(bytes: $0) }
    } catch {
      throw .file(error)
    }
  }
}
