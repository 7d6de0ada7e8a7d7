import Batches
import Files
import Reports

/// Records as JSON, one a line.
///
/// - Parameter records: What is told.
/// - Returns: Lines without their ends.
/// - Throws: `ReportError.recordNotEncodable`.
func jsonLines(_ records: [some Encodable]) throws(ReportError) -> [String] {
  var lines: [String] = []
  for record in records { lines.append(try jsonLine(record)) }
  return lines
}

/// What `filter --json` prints about an input.
///
/// - Parameter folder: The folder of the results.
/// - Returns: Makes the lines of an input, without their ends; it throws
///   `ReportError.recordNotEncodable`.
func filterLines(
  in folder: Path
) -> @Sendable (ImageResult) throws(ReportError) -> [String] {
  { (result) throws(ReportError) in try jsonLines(FilterRecord.records(of: result, in: folder)) }
}

/// What `maps --json` and `run --json` print about an input: what was only planned, then the records
/// of the index.
///
/// - Parameter command: The command.
/// - Returns: Makes the lines of an input, without their ends; it throws
///   `ReportError.recordNotEncodable`.
func mapLines(
  _ command: BatchCommand
) -> @Sendable (ImageResult) throws(ReportError) -> [String] {
  { (result) throws(ReportError) in
    let plans = result.outputs.filter(\.isPlanned).map { PlanRecord(command, result.input, $0) }
    return try jsonLines(plans) + result.mapLines(command)
  }
}

/// What `compare --json` prints about an input: why it failed, or what is not by the book in it.
///
/// - Parameter result: What became of the input.
/// - Returns: Lines without their ends.
/// - Throws: `ReportError.recordNotEncodable`.
@Sendable
func comparedLines(of result: ImageResult) throws(ReportError) -> [String] {
  result.outcome == .failed || !result.notices.isEmpty ? [try result.inputLine(.compare)] : []
}

/// What would be written of a layer.
private struct PlanRecord: Encodable {
  let command: BatchCommand
  let status = "planned"
  let input: String
  let layer: String
  /// The file, or the folder of pictures.
  let output: String
  let pictures: Int?

  init(_ command: BatchCommand, _ input: Path, _ output: OutputResult) {
    self.command = command
    self.input = input.text
    layer = output.kernel
    self.output = output.path.text
    pictures = if case .plannedPictures(let count) = output.status { count } else { nil }
  }
}
