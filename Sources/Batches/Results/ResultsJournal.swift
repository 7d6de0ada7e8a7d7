package import Files
import Synchronization

/// The names of the files of a run, noted before they are written, so that those of a run that was
/// stopped are known: it left no index.
///
/// It is a hidden file in the folder of the results. It is there while a run goes on, which has it
/// to itself, and after one that did not come to its end. What earlier runs have left is removed
/// when the first files are noted, so that it stays where nothing could be computed.
///
/// Filtered images have no index: where their folder lies among the inputs, the file has their
/// names, and stays.
package final class ResultsJournal: Sendable {
  private struct State {
    var log: LockedLog?
    /// Whether the file was there before.
    var isOld = false
    var marked: [Path] = []
    var hasBegun = false
    var failure: BatchError?
  }

  /// The name in the folder of the results.
  static let name = ".lenslet-results"

  /// What stands before the names of a run; names end with a zero, which none of them holds.
  private static let heading = "lenslet: files of a run that has not come to its end"

  /// What stands before the names of filtered images.
  private static let markHeading = "lenslet: results, which are not walked as photographs"

  private let folder: Path
  private let earlier: EarlierResults
  private let removal: @Sendable (Int) -> Void
  private let state = Mutex(State())

  /// Takes the folder of the results, where it is there; nothing in it is changed.
  ///
  /// - Parameters:
  ///   - folder: The folder of the results.
  ///   - earlier: What earlier runs have left.
  ///   - removal: Is told how many files of earlier runs are removed, before they are.
  /// - Throws: `BatchError`: `folderInUse` where another run writes there, or `file`.
  package init(
    in folder: Path, after earlier: EarlierResults, removal: @escaping @Sendable (Int) -> Void
  ) throws(BatchError) {
    self.folder = folder
    self.earlier = earlier
    self.removal = removal
    try wrapping(File.checkWritable(folder), as: BatchError.file)
    if FileKind(of: folder) == .directory {
      let taken = try Self.taken(folder)
      state.withLock { $0 = taken }
    }
  }

  deinit {
    // A run that has not begun leaves the folder as it was.
    state.withLock { state in
      if !state.hasBegun, !state.isOld { try? state.log?.remove() }
    }
  }

  /// Whether files were noted, and what earlier runs have left is gone.
  var hasBegun: Bool { state.withLock { $0.hasBegun } }

  /// Removes what earlier runs have left, once.
  ///
  /// - Throws: `BatchError`: `folderInUse` or `file`; the same again when it is called again.
  func begin() throws(BatchError) {
    let failure = state.withLock { state -> BatchError? in
      do throws(BatchError) { try begin(&state) } catch { state.failure = error }
      return state.failure
    }
    if let failure { throw failure }
  }

  /// Notes files that are about to be written.
  ///
  /// - Parameter files: Their names below the folder of the results.
  /// - Throws: `BatchError`: `folderInUse` or `file`; then they should not be written.
  package func add(_ files: [Path]) throws(BatchError) {
    try begin()
    let failure = state.withLock { state -> BatchError? in
      do throws(FileError) {
        try state.log?.append(files.flatMap { $0.bytes + [0] })
        return nil
      } catch {
        return .file(error)
      }
    }
    if let failure { throw failure }
  }

  /// Ends the journal of a run whose index is in place.
  ///
  /// - Throws: `BatchError.file`.
  package func finish() throws(BatchError) {
    let failure = state.withLock { state -> BatchError? in
      guard state.hasBegun else { return state.failure }
      do throws(FileError) {
        if state.marked.isEmpty {
          try state.log?.remove()
        } else {
          try state.log?.clear()
          try state.log?.append(Self.bytes(Self.markHeading, state.marked))
        }
        return nil
      } catch {
        return .file(error)
      }
    }
    if let failure { throw failure }
  }

  private func begin(_ state: inout State) throws(BatchError) {
    if let failure = state.failure { throw failure }
    if state.hasBegun { return }
    if state.log == nil {
      try wrapping(File.makeDirectories(folder), as: BatchError.file)
      state = try Self.taken(folder)
    }
    if !earlier.files.isEmpty { removal(earlier.files.count) }
    do throws(FileError) {
      try earlier.remove()
      try state.log?.clear()
      let marked = state.marked.isEmpty ? [] : Self.bytes(Self.markHeading, state.marked)
      try state.log?.append(marked + Self.bytes(Self.heading, []))
    } catch {
      throw .file(error)
    }
    state.hasBegun = true
  }

  private static func taken(_ folder: Path) throws(BatchError) -> State {
    let path = folder.appending(name)
    let isOld = FileKind(ofEntry: path) != nil
    let log = try wrapping(LockedLog(path), as: BatchError.file)
    guard let log else { throw .folderInUse(folder) }
    return State(log: log, isOld: isOld, marked: try Content(in: folder).marked)
  }

  private static func bytes(_ heading: String, _ names: [Path]) -> [UInt8] {
    heading.utf8 + [0] + names.flatMap { $0.bytes + [0] }
  }
}

extension ResultsJournal {
  /// What a journal holds.
  struct Content {
    /// The files that a run which did not come to its end has written, or was about to write; nil
    /// where there was none.
    private(set) var unfinished: [Path]?

    /// Filtered images.
    private(set) var marked: [Path] = []

    /// Reads the journal in a folder; where there is none, nothing is found.
    ///
    /// - Parameter folder: The folder of the results.
    /// - Throws: `BatchError.file`.
    init(in folder: Path) throws(BatchError) {
      let path = folder.appending(name)
      guard FileKind(ofEntry: path) == .regular else { return }
      let bytes = try wrapping(File.read(path, limit: 1 << 30), as: BatchError.file)
      var isUnfinished: Bool?
      for part in bytes.split(separator: 0) {
        if part.elementsEqual(heading.utf8) {
          isUnfinished = true
          unfinished = unfinished ?? []
        } else if part.elementsEqual(markHeading.utf8) {
          isUnfinished = false
        } else if let isUnfinished, let file = Path(bytes: part) {
          if isUnfinished { unfinished?.append(file) } else { marked.append(file) }
        }
      }
    }
  }

  /// Notes results that have no index, so that they are not walked as photographs.
  ///
  /// - Parameters:
  ///   - files: Their names below the folder.
  ///   - folder: The folder. Where another run writes into it, nothing is noted.
  /// - Throws: `BatchError.file`.
  static func mark(_ files: [Path], in folder: Path) throws(BatchError) {
    let known = Set(try Content(in: folder).marked)
    let new = files.filter { !known.contains($0) }
    if new.isEmpty { return }
    try wrapping(
      LockedLog(folder.appending(name))?.append(bytes(markHeading, new)), as: BatchError.file)
  }
}
