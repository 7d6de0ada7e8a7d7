import Files
import Page

/// The results in a folder that lenslet tells of: in an index, a journal, a mark, the record of a
/// comparison or a page, each known by its content, as other programs use the same names.
///
/// Photographs may lie beside them, of which nothing tells.
enum NamedResults {
  /// The results below a folder.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - names: The names in it.
  /// - Returns: Paths below the folder; those of files that are gone may be among them.
  /// - Complexity: O(bytes of what tells of them).
  static func files(in folder: Path, names: [Path]) -> [Path] {
    let names = Set(names)
    var files: [Path] = []
    var isTold = false
    if names.contains(Path(ResultsJournal.name)) {
      let journal = try? ResultsJournal.Content(in: folder)
      files += (journal?.unfinished ?? []) + (journal?.marked ?? [])
    }
    if names.contains(Path(MapFileNames.index)) {
      let index = folder.appending(MapFileNames.index)
      if ResultsMark.isIndex(index), let told = try? self.files(ofIndex: index) {
        isTold = !told.isEmpty
        files += told
      } else if ResultsMark.hasFilterRecord(index), let told = try? self.files(ofIndex: index) {
        files += told
      } else if ResultsMark.hasPictureRecord(index),
        let told = try? self.files(ofIndex: index, naming: \.pictures)
      {
        files += told
      }
    }
    if names.contains(Path(ComparisonFileNames.record)),
      ResultsMark.isComparison(folder.appending(ComparisonFileNames.record))
    {
      isTold = true
      files += ComparisonFileNames.earlier(in: folder)
    }
    if names.contains(Path(PageFile.name)) {
      files += self.files(ofPageIn: folder, isTold: isTold).files
    }
    return files
  }

  /// The results that the page in a folder tells of.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - isTold: Whether those of `maps`, `run` and `compare` are known by an index or a record.
  /// - Returns: What the page is about, nil where there is none of ours, and paths below the
  ///   folder.
  static func files(ofPageIn folder: Path, isTold: Bool) -> (kind: PageKind?, files: [Path]) {
    let page = folder.appending(PageFile.name)
    guard let kind = ResultsMark.pageKind(page) else { return (nil, []) }
    switch kind {
    case .filter, .lab: return (kind, PageNames(page)?.files ?? [])
    case .maps: return (kind, isTold ? [] : PageNames(page)?.mapFiles(in: folder) ?? [])
    case .explain, .mislead, .dream: return (kind, [])
    case .compare: return (kind, isTold ? [] : ComparisonFileNames.earlier(in: folder))
    }
  }

  /// The files that an index names.
  ///
  /// - Parameters:
  ///   - path: The index.
  ///   - names: Those of a line.
  /// - Returns: Paths below its folder.
  /// - Throws: `BatchError.file`.
  static func files(
    ofIndex path: Path,
    naming names: (IndexLine) -> [String] = { $0.file.map { [$0] } ?? [] }
  ) throws(BatchError) -> [Path] {
    let mapped = try wrapping(MappedFile(path), as: BatchError.file)
    var files: [Path] = []
    for line in mapped.bytes.split(separator: UInt8(ascii: "\n")) {
      for file in names(IndexLine(Array(line)[...])) {
        files += [Path(bytes: file.utf8), Path(textOfRecord: file)].compactMap { $0 }
      }
    }
    return files
  }
}
