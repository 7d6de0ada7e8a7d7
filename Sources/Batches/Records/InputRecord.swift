import Files
package import Reports

/// What `maps`, `run` and `compare` record of an input, behind the records of its files: in
/// `index.jsonl`, and for `--json`.
package struct InputRecord: Encodable, Sendable {
  /// The command.
  let command: BatchCommand

  /// The image or tensor.
  let input: String

  /// What became of it.
  package let status: FilterRecord.Status

  /// The folder of its results, below that of all; nil where it has none.
  let folder: String?

  /// How many files were written.
  let files: Int?

  /// The sort of the first error, for programs.
  let kind: BatchError.Kind?

  /// What is wrong.
  let error: String?

  /// What is not by the book in the file of the input.
  let notices: [String]?

  /// The most probable classes, the first one first.
  let classes: [ClassScore]?

  /// What the input held.
  let source: FileStamp?

  /// The hash of all settings that the results depend on.
  let settings: String?

  /// How long the input took.
  let seconds: Double?

  /// Tells about an input.
  init(_ result: ImageResult, _ command: BatchCommand) {
    self.command = command
    input = result.input.text
    switch result.outcome {
    case .failed: status = .failed
    case .skipped: status = .skipped
    case .done: status = result.outputs.contains(where: \.isPlanned) ? .planned : .done
    }
    let isDone = status == .done
    folder = isDone ? result.folder?.text : nil
    files = isDone && folder != nil ? result.outputs.filter(\.isWritten).count : nil
    kind = result.errors.first?.kind
    error = result.errors.first?.description
    notices = result.notices.recorded
    classes = result.classes.isEmpty ? nil : result.classes
    source = isDone ? result.source : nil
    settings = isDone ? result.settings : nil
    seconds = result.seconds
  }
}

extension ImageResult {
  /// The records of an input of `maps` and `run`: one a file, one a layer that failed, and one of the
  /// input.
  ///
  /// - Parameter command: The command.
  /// - Returns: Lines of JSON without their ends.
  /// - Throws: `ReportError.recordNotEncodable`.
  package func mapLines(_ command: BatchCommand) throws(ReportError) -> [String] {
    var lines: [String] = []
    for record in outputs.compactMap(\.mapRecord) { lines.append(try jsonLine(record)) }
    for output in outputs {
      guard let error = output.error else { continue }
      lines.append(try jsonLine(MapFailure(command, input, layer: output.kernel, error)))
    }
    return lines + [try inputLine(command)]
  }

  /// The record of the input itself, as a line of JSON without its end.
  ///
  /// - Parameter command: The command.
  /// - Returns: The line.
  /// - Throws: `ReportError.recordNotEncodable`.
  package func inputLine(_ command: BatchCommand) throws(ReportError) -> String {
    try jsonLine(InputRecord(self, command))
  }
}
