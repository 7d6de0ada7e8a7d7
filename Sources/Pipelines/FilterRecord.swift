import Files
import Filtering
import Pixels

/// One line of the machine-readable account of a batch: an output, or an input that failed.
public struct FilterRecord: Encodable, Hashable, Sendable {
  /// The input as it was opened; bytes that are no UTF-8 stand as `\xNN`.
  public var input: String

  /// The output.
  public var output: String?

  /// The name of the kernel.
  public var kernel: String?

  /// `done`, `planned`, `skipped` or `failed`.
  public var status: String

  /// Columns of the output.
  public var width: Int?

  /// Rows of the output.
  public var height: Int?

  /// Channels of the output, alpha included.
  public var channels: Int?

  /// How values became integers.
  public var range: String?

  /// The value that became black, in units of a sample.
  public var black: Float?

  /// The value that became white, in units of a sample.
  public var white: Float?

  /// Which plan and processor variant ran.
  public var plan: String?

  /// What went wrong.
  public var error: String?

  /// The records of one image: one an output, or one for an input that failed.
  ///
  /// - Parameter result: What became of the image.
  /// - Returns: One record or more.
  public static func records(of result: ImageResult) -> [FilterRecord] {
    if let error = result.error {
      return [FilterRecord(input: result.input.text, status: "failed", error: "\(error)")]
    }
    return result.outputs.map { FilterRecord(input: result.input.text, output: $0) }
  }

  private init(input: String, status: String, error: String?) {
    self.input = input
    self.status = status
    self.error = error
  }

  private init(input: String, output: OutputResult) {
    self.input = input
    self.output = output.path.text
    kernel = output.kernel
    switch output.status {
    case .planned: status = "planned"
    case .skipped: status = "skipped"
    case .failed(let error):
      status = "failed"
      self.error = "\(error)"
    case .written(let written):
      status = "done"
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
