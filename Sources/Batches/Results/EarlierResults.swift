package import Files

/// What earlier runs of `maps`, `run` and `compare` have left in a folder of results, as far as their
/// indices tell.
///
/// A run removes it before its own, so that both never stand side by side. What lenslet has not
/// written stays: only regular files are removed, none behind a symbolic link, and only folders that
/// are empty then.
package struct EarlierResults: Sendable {
  /// The files, indices and pages at the end.
  package let files: [Path]

  private let folder: Path

  /// Finds out what there is.
  ///
  /// - Parameters:
  ///   - folder: The folder of the results; it need not exist.
  ///   - own: The name of the index that the new run writes.
  /// - Throws: `BatchError`: `foreignIndex` where lenslet has not written what has the name of the
  ///   new index, or `file`.
  /// - Complexity: O(bytes of the index), and one look-up a file.
  package init(in folder: Path, before own: String) throws(BatchError) {
    self.folder = folder
    let index = folder.appending(MapIndex.name)
    let record = folder.appending(ComparisonFileNames.record)
    let (hasIndex, hasRecord) = (ResultsMark.isIndex(index), ResultsMark.isComparison(record))
    for (name, isOurs) in [(index, hasIndex), (record, hasRecord)]
    where name.lastComponent == Path(own) && !isOurs && FileKind(ofEntry: name) != nil {
      throw .foreignIndex(name)
    }
    let noted = try ResultsJournal.files(in: folder)
    var names = noted ?? []
    var marks: [Path] = []
    if hasIndex {
      names += try Self.files(ofIndex: index)
      marks.append(index)
    }
    if hasRecord {
      names += ComparisonFileNames.earlier(in: folder)
      marks.append(record)
    }
    guard !marks.isEmpty || noted != nil else {
      files = []
      return
    }
    var found = RegularFiles(in: folder)
    for name in names { found.insert(name) }
    for script in found.folders.map({ $0.appending(MapExporter.pageInputName) })
    where ResultsMark.isPageScript(script) { found.insert(path: script) }
    let page = folder.appending(PageFile.name)
    if !ResultsMark.isPageOfFilter(page) {
      let steps = folder.appending(PageFile.stepsName)
      if ResultsMark.isPageScript(steps) { marks.append(steps) }
      if ResultsMark.isPage(page) { marks.append(page) }
    }
    files = found.paths.filter { !marks.contains($0) } + marks
  }

  /// Checks that nothing that goes into the new run would be removed.
  ///
  /// - Parameter protected: What goes in.
  /// - Throws: `BatchError.earlierResultIsInput`.
  package func check(_ protected: ProtectedFiles) throws(BatchError) {
    for path in files {
      if let input = protected.file(at: path) {
        throw .earlierResultIsInput(path, input: input, folder)
      }
    }
  }

  /// Removes the files, and the folders that are empty then.
  func remove() throws(FileError) {
    for path in files { try File.remove(path) }
    let folders = Set(files.map(\.parent)).subtracting([folder])
    for start in folders {
      var place = start
      while place != folder, place.bytes.count > folder.bytes.count,
        File.removeEmptyDirectory(place)
      { place = place.parent }
    }
  }

  /// The files that an index of feature maps names.
  private static func files(ofIndex path: Path) throws(BatchError) -> [Path] {
    let mapped: MappedFile
    do throws(FileError) { mapped = try MappedFile(path) } catch { throw .file(error) }
    var names: [Path] = []
    for line in mapped.bytes.split(separator: UInt8(ascii: "\n")) {
      guard let file = IndexLine(Array(line)[...]).file else { continue }
      names += [Path(bytes: file.utf8), Path(textOfRecord: file)].compactMap { $0 }
    }
    return names
  }
}

/// Regular files below a folder that are reached without a symbolic link, each once.
private struct RegularFiles {
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
      if !isFolder { return }
      folders.insert(place)
    }
    insert(path: place.appending(components[components.count - 1]))
  }

  /// Takes a file in one of the folders.
  mutating func insert(path: Path) {
    if FileKind(ofEntry: path) == .regular, known.insert(path).inserted { paths.append(path) }
  }
}
