import Batches
import Files
import Reports
import Synchronization

/// What `index.jsonl` tells of a file that a comparison has written.
struct ComparedFile: Codable, Sendable {
  private(set) var command = "compare"

  /// The file of the learned filters; empty where it does not matter.
  let input: String
  private(set) var status = FilterRecord.Status.done

  /// Its name below the folder.
  let file: String

  /// What it held when it was written; nil for what changes while a run goes on.
  private(set) var result: FileStamp?

  /// Names a file.
  init(_ file: String, _ weights: Path?, result: FileStamp? = nil) {
    self.file = file
    input = weights?.text ?? ""
    self.result = result
  }
}

/// The files that a comparison has written, in any order.
final class WrittenFiles: Sendable {
  private let all = Mutex<[String: FileStamp]>([:])

  /// Adds a file.
  ///
  /// - Throws: `BatchError.file`.
  func add(_ bytes: [UInt8], as name: Path, at path: Path) throws(BatchError) {
    let stamp = try wrapping(FileStamp(of: bytes, writtenTo: path), as: BatchError.file)
    all.withLock { $0[name.text] = stamp }
  }

  /// The records of all files, in the order of their names.
  var files: [ComparedFile] {
    all.withLock { $0 }.sorted { $0.key < $1.key }
      .map { ComparedFile($0.key, nil, result: $0.value) }
  }
}

/// The last record of a comparison that came to its end.
struct ComparisonEndRecord: Codable, Sendable {
  private(set) var command = "compare"

  /// The file of the learned filters.
  let input: String
  private(set) var status = FilterRecord.Status.done

  /// How many files were written.
  let files: Int

  /// The hash of all that they depend on, the inputs among it.
  let settings: String
}

/// The files that an earlier comparison in a folder has written.
struct EarlierComparison: Sendable {
  private var files: [ComparedFile] = []
  private var end: ComparisonEndRecord?

  /// Reads the records of a folder; lines that are no records are passed over.
  ///
  /// - Parameter folder: The folder of the results.
  /// - Complexity: O(bytes of the index).
  init(in folder: Path) {
    guard let mapped = try? MappedFile(folder.appending(MapFileNames.index)) else { return }
    for bytes in mapped.bytes.split(separator: UInt8(ascii: "\n")) {
      let line = Array(bytes)
      if let file = jsonRecord(ComparedFile.self, line), file.command == "compare" {
        if file.result != nil { files.append(file) }
      } else if let record = jsonRecord(ComparisonEndRecord.self, line) {
        end = record
      }
    }
  }

  /// Whether all files are there, as they were written, by some settings.
  ///
  /// - Parameters:
  ///   - settings: The hash of all that they depend on.
  ///   - folder: The folder of the results.
  ///   - readsContent: Whether all are read; otherwise length and time are trusted.
  /// - Returns: Whether they are.
  func holds(_ settings: String, in folder: Path, readsContent: Bool) -> Bool {
    guard let end, end.settings == settings, end.files == files.count, !files.isEmpty else {
      return false
    }
    return files.allSatisfy { file in
      guard let name = Path(bytes: file.file.utf8) else { return false }
      let path = folder.appending(name)
      return FileKind(ofEntry: path) == .regular
        && file.result?.holds(for: path, isOwn: true, readsContent: readsContent) == true
    }
  }
}
