package import Files
import Reports

/// The records of several runs, each result once, and what is wrong with them together.
package struct MergedRecords: Sendable {
  /// What was made: a filtered image, or all maps of an input.
  private struct Result {
    /// The records as they stand in the index.
    let lines: [String]

    /// How many of them tell of a file.
    let files: Int

    let input: String

    /// The indices that tell of it.
    var indices: [Path]
  }

  /// The records as lines of JSON without their ends, in the order of the results, then what failed.
  package let lines: [String]

  /// How many files were made.
  package let fileCount: Int

  /// Results of which more than one index tells, each with the indices.
  package let repeated: [(result: String, indices: [Path])]

  /// Inputs that failed and of which nothing else tells, as they are called, with what is wrong.
  package let failed: [(input: String, error: String?)]

  /// Lines that are no records.
  package let tornLines: Int

  /// The inputs of which a record tells.
  private let told: Set<String>

  /// Reads indices.
  ///
  /// - Parameter indices: Files, or folders that have one.
  /// - Throws: `BatchError`: `notMergeable` or `file`.
  /// - Complexity: O(*n* log *n*) for *n* records, all of which are in memory.
  package init(_ indices: [Path]) throws(BatchError) {
    var results: [String: Result] = [:]
    var failures: [String: (line: String, error: String?)] = [:]
    var torn = 0
    for place in indices {
      let path =
        FileKind(of: place) == .directory ? place.appending(MapFileNames.index) : place
      guard FileKind(of: path) == nil || ResultsMark.isRecords(path) else {
        throw .notMergeable(path)
      }
      let mapped = try wrapping(MappedFile(path), as: BatchError.file)
      // Records of files of maps, before that of their input.
      var waiting: [(line: String, input: String)] = []
      for bytes in mapped.bytes.split(separator: UInt8(ascii: "\n")) {
        guard let record = jsonRecord(Record.self, Array(bytes)) else {
          torn += 1
          continue
        }
        let line = String(decoding: bytes, as: UTF8.self)
        waiting.removeAll { $0.input != record.input }
        if record.status == .done, record.isOfMaps, record.file != nil {
          waiting.append((line, record.input))
        } else if record.status == .done, let name = record.isOfMaps ? record.folder : record.file {
          let others = results[name]?.indices ?? []
          results[name] = Result(
            lines: waiting.map(\.line) + [line], files: record.isOfMaps ? waiting.count : 1,
            input: record.input, indices: others.contains(path) ? others : others + [path])
          waiting = []
        } else if record.layer == nil {
          failures[record.input] = (line, record.error)
          waiting = []
        }
      }
    }
    let sorted = results.sorted { $0.key < $1.key }
    let done = Set(sorted.map(\.value.input))
    let failed = failures.filter { !done.contains($0.key) }.sorted { $0.key < $1.key }
    lines = sorted.flatMap(\.value.lines) + failed.map(\.value.line)
    fileCount = sorted.reduce(0) { $0 + $1.value.files }
    repeated = sorted.filter { $0.value.indices.count > 1 }.map { ($0.key, $0.value.indices) }
    self.failed = failed.map { ($0.key, $0.value.error) }
    tornLines = torn
    // Of 'photos/./a.png' and 'photos/a.png' one is the other.
    told = Set((Array(done) + failed.map(\.key)).map { Path($0).normalised.text })
  }

  /// Inputs of which no record tells.
  ///
  /// - Parameter inputs: All inputs that there are to be.
  /// - Returns: Their files, in the same order.
  package func missing(of inputs: [Input]) -> [Path] {
    inputs.map(\.path).filter { !told.contains($0.normalised.text) }
  }
}

/// What is needed of a record.
private struct Record: Decodable {
  let command: String
  let input: String
  let status: FilterRecord.Status
  let folder: String?
  let file: String?
  let layer: String?
  let error: String?

  var isOfMaps: Bool { BatchCommand(rawValue: command) != nil }
}
