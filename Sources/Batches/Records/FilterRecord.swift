import Batches
import Files
import Filtering
import Kernels
import Pixels
import Reports

/// What `filter --json` prints about one output, or about an input that failed.
///
/// What does not apply is nil: a failed input has no output, only a written picture has a range.
struct FilterRecord: Encodable {
  let input: String
  let status: Status
  private(set) var output: String?
  private(set) var kernel: String?
  private(set) var error: String?
  private(set) var width: Int?
  private(set) var height: Int?
  private(set) var channels: Int?
  private(set) var range: String?
  /// The values that became black and white, in units of a sample.
  private(set) var black: Float?
  private(set) var white: Float?
  private(set) var plan: String?
  /// What is not by the book in the file of the input.
  private(set) var notices: [String]?

  /// What became of an output.
  enum Status: String, Encodable {
    case done
    case planned
    case skipped
    case failed
  }

  /// The records of one image: one an output, or one for an input that failed.
  static func records(of result: ImageResult) -> [FilterRecord] {
    if let error = result.error { return [FilterRecord(input: result.input, error: error)] }
    return result.outputs.map {
      FilterRecord(input: result.input, output: $0, notices: result.notices.recorded)
    }
  }

  private init(input: Path, error: BatchError) {
    self.input = input.text
    self.error = error.description
    status = .failed
  }

  private init(input: Path, output result: OutputResult, notices: [String]?) {
    self.input = input.text
    self.notices = notices
    output = result.path.text
    kernel = result.kernel
    switch result.status {
    case .planned, .plannedPictures: status = .planned
    case .skipped: status = .skipped
    case .failed(let error):
      status = .failed
      self.error = error.description
    case .written(let written):
      status = .done
      width = written.shape.width
      height = written.shape.height
      channels = written.shape.channels
      range = written.mapping?.range.rawValue
      black = written.mapping?.black
      white = written.mapping?.white
      plan = written.plan
    }
  }
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
