import Files
import Reports

/// What earlier runs of `maps` and `run` have recorded in a folder, an input at a time.
struct EarlierMaps: Sendable {
  /// A file of an input.
  struct File: Sendable {
    /// Its name below the folder.
    let name: Path

    /// The layer that it shows.
    let layer: String

    /// What it held when it was written.
    let stamp: FileStamp
  }

  /// An input of which all was written.
  struct Entry: Sendable {
    /// What the input held.
    fileprivate let source: FileStamp

    /// The hash of all settings that the files depend on.
    fileprivate let settings: String

    /// The files.
    let files: [File]
  }

  /// The inputs by the folders of their results, below that of all; of an input that was done several
  /// times the last.
  private var entries: [String: Entry] = [:]

  /// Reads an index; lines that are no records, as of a run that was killed, cost their own input
  /// alone.
  ///
  /// - Parameter folder: The folder of the results.
  /// - Throws: `BatchError.file`.
  /// - Complexity: O(bytes of the index).
  init(in folder: Path) throws(BatchError) {
    let path = folder.appending(MapFileNames.index)
    guard ResultsMark.isIndex(path) else { return }
    let mapped = try wrapping(MappedFile(path), as: BatchError.file)
    var files: [File] = []
    var owner: String?
    for text in mapped.bytes.split(separator: UInt8(ascii: "\n")) {
      guard let line = jsonRecord(Line.self, Array(text)) else { continue }
      if owner != line.input { files = [] }
      owner = line.input
      if let name = line.file, let layer = line.layer {
        guard let stamp = line.result, let name = Path(textOfRecord: name) ?? Path(bytes: name.utf8)
        else { continue }
        files.append(File(name: name, layer: layer, stamp: stamp))
      } else if let place = line.folder {
        entries[place] = nil
        if line.status == .done, line.files == files.count, let source = line.source,
          let settings = line.settings
        {
          entries[place] = Entry(source: source, settings: settings, files: files)
        }
        files = []
      }
    }
  }

  /// Reads nothing: all is made anew.
  init() {}

  /// What was made of an input, where it is there already: made from what the input holds now, by
  /// these settings, and not changed since.
  ///
  /// - Parameters:
  ///   - input: The image or tensor.
  ///   - folder: The folder of all results.
  ///   - settings: The hash of what the results depend on.
  ///   - readsContent: Whether all files are read; otherwise length and time are trusted.
  /// - Returns: The files; nil where something is missing or another.
  func held(
    _ input: PipelineInput, in folder: Path, settings: String, readsContent: Bool
  ) -> Entry? {
    guard let entry = entries[input.relative.text], entry.settings == settings,
      entry.source.holds(for: input.path, readsContent: readsContent)
    else { return nil }
    let areThere = entry.files.allSatisfy { file in
      let path = folder.appending(file.name)
      return FileKind(ofEntry: path) == .regular
        && file.stamp.holds(for: path, isOwn: true, readsContent: readsContent)
    }
    return areThere ? entry : nil
  }

  /// The files of inputs other than some, which a run of those leaves alone.
  ///
  /// - Parameter inputs: The inputs of the run.
  /// - Returns: Names below the folder.
  func files(besidesThoseOf inputs: [PipelineInput]) -> [Path] {
    let own = Set(inputs.map(\.relative.text))
    return entries.filter { !own.contains($0.key) }.flatMap(\.value.files).map(\.name)
  }
}

/// What is needed of a line of an index.
private struct Line: Decodable {
  let input: String
  let status: FilterRecord.Status
  let folder: String?
  let file: String?
  let files: Int?
  let layer: String?
  let source: FileStamp?
  let result: FileStamp?
  let settings: String?
}
