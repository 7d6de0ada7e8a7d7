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

/// What `maps --json` and `run --json` print about an input: the records of the index, then what
/// was only planned.
///
/// - Parameter result: What became of the input.
/// - Returns: Lines without their ends.
/// - Throws: `ReportError.recordNotEncodable`.
@Sendable
func mapLines(of result: ImageResult) throws(ReportError) -> [String] {
  let plans = result.outputs.filter(\.isPlanned).map { PlanRecord(result.input, $0) }
  return try jsonLines(result.mapRecords) + jsonLines([result.classRecord].compactMap(\.self))
    + jsonLines(result.mapFailures) + jsonLines(plans)
}

/// What `compare --json` prints about an input: why it failed, or what is not by the book in it.
///
/// - Parameter result: What became of the input.
/// - Returns: Lines without their ends.
/// - Throws: `ReportError.recordNotEncodable`.
@Sendable
func comparedLines(of result: ImageResult) throws(ReportError) -> [String] {
  let notices = result.notices.recorded.map {
    [NoticeRecord(image: result.input.text, notices: $0)]
  }
  return try jsonLines(result.mapFailures) + jsonLines(notices ?? [])
}

/// What is not by the book in the file of an image.
private struct NoticeRecord: Encodable {
  let image: String
  let notices: [String]
}

/// What would be written of a layer.
private struct PlanRecord: Encodable {
  let image: String
  let layer: String
  /// The file, or the folder of pictures.
  let planned: String
  let pictures: Int?

  init(_ input: Path, _ output: OutputResult) {
    image = input.text
    layer = output.kernel
    planned = output.path.text
    pictures = if case .plannedPictures(let count) = output.status { count } else { nil }
  }
}
