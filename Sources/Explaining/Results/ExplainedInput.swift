import Batches
import Files
import Reports

/// What `index.jsonl` tells of a picture, behind the records of what was found.
struct ExplainedInput: Codable, Sendable {
  /// `explain` or `mislead`.
  let command: String

  /// The picture.
  let input: String

  /// What became of it.
  private(set) var status = FilterRecord.Status.done

  /// The folder of its results, below that of all; nil where it failed.
  private(set) var folder: String?

  /// What was written.
  var outputs: [ResultRecord] = []

  /// What the picture held; nil where nobody will ask.
  private(set) var source: FileStamp?

  /// The hash of all that results depend on beside it.
  private(set) var settings: String?

  /// How long it took.
  private(set) var seconds: Double?

  /// The sort of the error, for programs.
  private(set) var kind: BatchError.Kind?

  /// What is wrong, for people.
  private(set) var error: String?

  /// Tells about a picture.
  init(
    _ command: String, _ input: PipelineInput, _ outputs: [ResultRecord], source: FileStamp?,
    settings: String?, since start: ContinuousClock.Instant
  ) {
    self.command = command
    self.input = input.path.text
    self.outputs = outputs
    self.source = source
    self.settings = settings
    folder = input.relative.text
    seconds = start.duration(to: .now) / .seconds(1)
  }

  /// Tells about a picture that failed, of which something may have been written.
  init(
    _ command: String, _ input: PipelineInput, _ outputs: [ResultRecord], _ error: ExplainingError
  ) {
    self.command = command
    self.outputs = outputs
    self.input = input.path.text
    status = .failed
    kind = error.kind
    self.error = error.description
  }

  /// The names of the files.
  var names: [Path] { outputs.compactMap(\.name) }
}

extension ExplainingError {
  /// The sort of the error, for programs.
  var kind: BatchError.Kind { if case .batch(let error) = self { error.kind } else { .unsuitable } }
}

/// What earlier runs of `explain` or `mislead` have recorded in a folder, a picture at a time.
struct EarlierPictures<Record: Decodable & Sendable>: Sendable {
  /// A picture of which all is there.
  struct Entry: Sendable {
    /// What was found.
    let records: [Record]

    /// The record of the picture.
    let end: ExplainedInput
  }

  /// Whether there are records of the command.
  var isEmpty: Bool { entries.isEmpty }

  private var entries: [String: Entry] = [:]

  /// Knows of nothing: all is made anew.
  init() {}

  /// Reads an index; lines that are no records, as of a run that was killed, cost their own picture
  /// alone.
  ///
  /// - Parameters:
  ///   - folder: The folder of the results.
  ///   - command: The command.
  /// - Complexity: O(bytes of the index).
  init(in folder: Path, of command: String) {
    guard let mapped = try? MappedFile(folder.appending(MapFileNames.index)) else { return }
    var records: [Record] = []
    for bytes in mapped.bytes.split(separator: UInt8(ascii: "\n")) {
      let line = Array(bytes)
      if let end = jsonRecord(ExplainedInput.self, line) {
        guard end.command == command else { continue }
        entries[end.input] = end.status == .done ? Entry(records: records, end: end) : nil
        records = []
      } else if let record = jsonRecord(Record.self, line) {
        records.append(record)
      } else {
        records = []
      }
    }
  }

  /// What was found of a picture, where all of it is there: made of what the picture holds now, by
  /// these settings, and not changed since.
  ///
  /// - Parameters:
  ///   - input: The picture.
  ///   - folder: The folder of the results.
  ///   - settings: The hash of what the results depend on.
  ///   - readsContent: Whether all files are read; otherwise length and time are trusted.
  /// - Returns: nil where something is missing or another.
  func held(
    _ input: PipelineInput, in folder: Path, settings: String, readsContent: Bool
  ) -> Entry? {
    guard let entry = entries[input.path.text], entry.end.settings == settings,
      entry.end.folder == input.relative.text, !entry.records.isEmpty,
      entry.end.source?.holds(for: input.path, readsContent: readsContent) == true,
      entry.end.outputs.allSatisfy({ $0.holds(in: folder, readsContent: readsContent) })
    else { return nil }
    return entry
  }
}
