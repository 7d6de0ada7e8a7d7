import Filtering
package import Files
import Pixels
import Reports

/// What `filter` records of one output, or of an input that failed: in `index.jsonl`, and for `--json`.
///
/// What does not apply is nil: a failed input has no output, only a written picture has a range.
package struct FilterRecord: Codable, Sendable {
  /// The command, by which an index is known.
  package private(set) var command = "filter"

  /// The input as it was named, or found below a folder that was named.
  package let input: String

  /// What became of it.
  package let status: Status

  /// The file that was written, as it was named.
  package private(set) var output: String?

  /// The same file below the folder of the results.
  package private(set) var file: String?

  /// The name of the kernel.
  package private(set) var kernel: String?

  /// The sort of the error, for programs.
  package private(set) var kind: BatchError.Kind?

  /// What is wrong, for people.
  package private(set) var error: String?

  /// Columns of the result.
  package private(set) var width: Int?

  /// Rows of the result.
  package private(set) var height: Int?

  /// Channels of the result, alpha among them.
  package private(set) var channels: Int?

  /// How values became integers.
  package private(set) var range: String?

  /// The value that became black, in units of a sample.
  package private(set) var black: Float?

  /// The value that became white.
  package private(set) var white: Float?

  /// How it was computed.
  package private(set) var plan: String?

  /// What is not by the book in the file of the input.
  package private(set) var notices: [String]?

  /// What the input held.
  package private(set) var source: FileStamp?

  /// What the file held when it was written.
  package private(set) var result: FileStamp?

  /// The hash of all settings that the result depends on.
  package private(set) var settings: String?

  /// How long the input took, all of its results together.
  package private(set) var seconds: Double?

  /// What became of an output.
  package enum Status: String, Codable, Sendable {
    case done
    case planned
    case skipped
    case failed
  }

  /// The records of one image: one an output, or one for an input that failed.
  ///
  /// - Parameters:
  ///   - result: What became of the image.
  ///   - folder: The folder of the results.
  /// - Returns: Records in the order of the kernels.
  package static func records(of result: ImageResult, in folder: Path) -> [FilterRecord] {
    if let error = result.error { return [FilterRecord(result, error)] }
    return result.outputs.map { FilterRecord(result, $0, in: folder) }
  }

  private init(_ image: ImageResult, _ error: BatchError) {
    input = image.input.text
    status = .failed
    kind = error.kind
    self.error = error.description
    seconds = image.seconds
  }

  private init(_ image: ImageResult, _ result: OutputResult, in folder: Path) {
    input = image.input.text
    notices = image.notices.recorded
    output = result.path.text
    file = result.path.below(folder)?.text
    kernel = result.kernel
    switch result.status {
    case .planned, .plannedPictures: status = .planned
    case .skipped: status = .skipped
    case .failed(let error):
      status = .failed
      kind = error.kind
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
      source = image.source
      self.result = written.stamp
      settings = written.settings
      seconds = image.seconds
    }
  }
}
