package import Files
import Reports

/// The records of several runs of `filter`, one of each file, and what is wrong with them together.
package struct MergedRecords: Sendable {
  /// The records, in the order of the files of results.
  package let records: [FilterRecord]

  /// Files of results of which more than one index tells, each with the indices.
  package let repeated: [(file: String, indices: [Path])]

  /// Inputs that failed and of which nothing else tells.
  package let failed: [FilterRecord]

  /// Lines that are no records.
  package let tornLines: Int

  /// Reads indices.
  ///
  /// - Parameter indices: Files, or folders that have one.
  /// - Throws: `BatchError`: `notMergeable` or `file`.
  /// - Complexity: O(*n* log *n*) for *n* records, all of which are in memory.
  package init(_ indices: [Path]) throws(BatchError) {
    var known: [String: (record: FilterRecord, indices: [Path])] = [:]
    var failures: [String: FilterRecord] = [:]
    var torn = 0
    for place in indices {
      let path =
        FileKind(of: place) == .directory ? place.appending(MapFileNames.index) : place
      guard FileKind(of: path) == nil || ResultsMark.isIndexOfFilter(path) else {
        throw .notMergeable(path)
      }
      let mapped = try wrapping(MappedFile(path), as: BatchError.file)
      for line in mapped.bytes.split(separator: UInt8(ascii: "\n")) {
        guard let record = jsonRecord(FilterRecord.self, Array(line)) else {
          torn += 1
          continue
        }
        guard let file = record.file, record.status == .done else {
          failures[record.input] = record
          continue
        }
        let others = known[file]?.indices ?? []
        known[file] = (record, others.contains(path) ? others : others + [path])
      }
    }
    let sorted = known.sorted { $0.key < $1.key }
    records = sorted.map(\.value.record)
    repeated = sorted.filter { $0.value.indices.count > 1 }.map { ($0.key, $0.value.indices) }
    let done = Set(records.map(\.input))
    failed = failures.values.filter { !done.contains($0.input) }.sorted { $0.input < $1.input }
    tornLines = torn
  }

  /// Inputs of which no record tells.
  ///
  /// - Parameter inputs: All inputs that there are to be.
  /// - Returns: Their files, in the same order.
  package func missing(of inputs: [Input]) -> [Path] {
    // Of 'photos/./a.png' and 'photos/a.png' one is the other.
    let told = Set((records + failed).map { Path($0.input).normalised.text })
    return inputs.map(\.path).filter { !told.contains($0.normalised.text) }
  }
}
