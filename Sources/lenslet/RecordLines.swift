import Files
import Pipelines
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
/// - Parameter result: What became of the input.
/// - Returns: Lines without their ends.
/// - Throws: `ReportError.recordNotEncodable`.
@Sendable
func filterLines(of result: ImageResult) throws(ReportError) -> [String] {
  try jsonLines(FilterRecord.records(of: result))
}

/// What `maps --json` prints about an input: the records of the index, then what failed.
///
/// - Parameter result: What became of the input.
/// - Returns: Lines without their ends.
/// - Throws: `ReportError.recordNotEncodable`.
@Sendable
func mapLines(of result: ImageResult) throws(ReportError) -> [String] {
  var others =
    result.error.map { [MapStatusRecord(image: result.input.text, error: "\($0)")] } ?? []
  for output in result.outputs {
    if let error = output.error {
      others.append(
        MapStatusRecord(image: result.input.text, layer: output.kernel, error: "\(error)"))
    } else if output.isPlanned {
      var record = MapStatusRecord(
        image: result.input.text, layer: output.kernel, planned: output.path.text)
      if case .plannedPictures(let count) = output.status { record.pictures = count }
      others.append(record)
    }
  }
  return try jsonLines(result.mapRecords) + jsonLines(others)
}

/// What failed, or was only planned.
private struct MapStatusRecord: Encodable {
  let image: String
  var layer: String?
  var error: String?
  /// The file, or the folder of pictures.
  var planned: String?
  var pictures: Int?
}
