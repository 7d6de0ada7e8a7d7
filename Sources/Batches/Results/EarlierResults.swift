package import Files
import Page

/// What earlier runs of any command but `filter` have left in a folder of results, as far as their
/// indices, journals and pages tell.
///
/// A run removes it before its own, so that both never stand side by side. What lenslet has not
/// written stays: only regular files are removed, none behind a symbolic link, and only folders that
/// are empty then. A link in the place of a result, or of a folder above it, goes itself.
package struct EarlierResults: Sendable {
  /// The files and links, indices and pages at the end.
  package let files: [Path]

  /// Whether there is more than an index of failures and its page.
  let hasResults: Bool

  private let folder: Path
  private let known: Set<Path>

  /// Files that stay.
  private let kept: Set<Path>

  /// The folders that the results lie in.
  private let folders: Set<Path>

  /// Finds out what there is.
  ///
  /// - Parameters:
  ///   - folder: The folder of the results; it need not exist.
  ///   - own: The name of the index that the new run writes.
  ///   - keptFiles: Files below the folder that stay, the index among them if it does; nil where all
  ///     goes.
  /// - Throws: `BatchError`: `filterIndex` where images were filtered into the folder, `foreignIndex`
  ///   where lenslet has not written what has the name of the
  ///   new index, or `file`.
  /// - Complexity: O(bytes of the index), and one look-up a file.
  package init(
    in folder: Path, before own: String, keeping keptFiles: [Path]? = nil
  ) throws(BatchError) {
    self.folder = folder
    let kept = Set((keptFiles ?? []).map { folder.appending($0) })
    self.kept = kept
    let index = folder.appending(MapFileNames.index)
    let record = folder.appending(ComparisonFileNames.record)
    if own == MapFileNames.index, ResultsMark.hasFilterRecord(index) { throw .filterIndex(index) }
    let hasPictures = ResultsMark.hasPictureRecord(index)
    let hasIndex = ResultsMark.isIndex(index) || hasPictures
    let hasRecord = ResultsMark.isComparison(record)
    for (name, isOurs) in [(index, hasIndex), (record, hasRecord)]
    where name.lastComponent == Path(own) && !isOurs && FileKind(ofEntry: name) != nil {
      throw .foreignIndex(name)
    }
    let noted = try ResultsJournal.Content(in: folder).unfinished
    var names = noted ?? []
    var marks: [Path] = []
    var isTold = false
    if hasIndex {
      let told =
        hasPictures
        ? try NamedResults.files(ofIndex: index, naming: \.pictures)
        : try NamedResults.files(ofIndex: index)
      isTold = !told.isEmpty
      names += told
      if !kept.contains(index) { marks.append(index) }
    }
    if hasRecord {
      isTold = true
      names += ComparisonFileNames.earlier(in: folder)
      marks.append(record)
    }
    let page = NamedResults.files(ofPageIn: folder, isTold: isTold)
    if let kind = page.kind, !kind.isOfPictures { names += page.files }
    let isPageOfRun = page.kind.map { !$0.isOfPictures } ?? false
    guard hasIndex || !marks.isEmpty || noted != nil || isPageOfRun else {
      (files, known, folders, hasResults) = ([], [], [], false)
      return
    }
    var found = ResultEntries(in: folder)
    for name in names { found.insert(name) }
    for script in found.folders.flatMap({ place in
      MapFileNames.pageScripts.map { place.appending($0) }
    })
    where ResultsMark.isPageScript(script) { found.insert(path: script) }
    let pageFile = folder.appending(PageFile.name)
    if page.kind?.isOfPictures != true {
      let steps = folder.appending(PageFile.stepsName)
      if ResultsMark.isPageScript(steps) { marks.append(steps) }
      if ResultsMark.isPage(pageFile), !kept.contains(pageFile) { marks.append(pageFile) }
    }
    let results = found.paths.filter { !marks.contains($0) && !kept.contains($0) }
    hasResults = !results.isEmpty
    files = results + marks
    known = Set(files)
    folders = found.folders
  }

  /// Checks that an index which is added to is one of feature maps or of a comparison.
  ///
  /// - Parameter folder: The folder of the results.
  /// - Throws: `BatchError`: `filterIndex` or `foreignIndex`.
  package static func checkIndex(in folder: Path) throws(BatchError) {
    let index = folder.appending(MapFileNames.index)
    guard FileKind(ofEntry: index) != nil, !ResultsMark.isIndex(index) else { return }
    throw ResultsMark.hasFilterRecord(index) ? .filterIndex(index) : .foreignIndex(index)
  }

  /// Whether a file is known as a result that stays.
  func keeps(_ path: Path) -> Bool { kept.contains(path) }

  /// Whether something is a file that is removed, or lies behind a link that is.
  ///
  /// - Parameter path: A file below the folder.
  /// - Returns: Whether it is gone when the run begins.
  package func removes(_ path: Path) -> Bool {
    if known.isEmpty { return false }
    var place = path
    while !known.contains(place) {
      if place.parent.bytes.count >= place.bytes.count { return false }
      place = place.parent
    }
    return true
  }

  /// Checks that nothing that goes into the new run would be removed.
  ///
  /// - Parameter protected: What goes in.
  /// - Throws: `BatchError.earlierResultIsInput`.
  package func check(_ protected: ProtectedFiles) throws(BatchError) {
    for path in files {
      let isLink = FileKind.isLink(path)
      if let input = isLink ? protected.file(through: path) : protected.file(at: path) {
        throw .earlierResultIsInput(path, input: input, folder)
      }
    }
  }

  /// Removes the files, what programs that were killed have left beside them, and the folders that
  /// are empty then.
  func remove() throws(FileError) {
    for path in files { try File.remove(path) }
    for place in folders.union([folder]) { TemporaryFiles.removeAbandoned(in: place) }
    for start in folders {
      var place = start
      while place != folder, place.bytes.count > folder.bytes.count,
        File.removeEmptyDirectory(place)
      { place = place.parent }
    }
  }
}

/// Regular files below a folder that are reached without a symbolic link, and the first link on the
/// way to others, each once.
private struct ResultEntries {
  private(set) var paths: [Path] = []

  /// The folders of the files, and those above them.
  private(set) var folders: Set<Path> = []

  private let root: Path
  private var known: Set<Path> = []
  private var isReal: [Path: Bool] = [:]

  init(in root: Path) { self.root = root }

  /// Takes a file by its name below the folder; one that leads out of it is passed over.
  mutating func insert(_ name: Path) {
    let components = name.components
    guard !name.isAbsolute, !components.isEmpty, !components.contains(Path("..")) else { return }
    var place = root
    for component in components.dropLast() {
      place = place.appending(component)
      let isFolder = isReal[place] ?? (FileKind(ofEntry: place) == .directory)
      isReal[place] = isFolder
      if !isFolder {
        if FileKind.isLink(place) { insert(path: place) }
        return
      }
      folders.insert(place)
    }
    insert(path: place.appending(components[components.count - 1]))
  }

  /// Takes a file or a link in one of the folders.
  mutating func insert(path: Path) {
    if FileKind(ofEntry: path) == .regular || FileKind.isLink(path), known.insert(path).inserted {
      paths.append(path)
    }
  }
}
