import Batches
import Comparison
import Files
import Networks

/// What `index.jsonl` tells of an input of a comparison, and what a run that goes on knows of it.
struct ComparedInput: Codable, Sendable {
  private(set) var command = "compare"

  /// The image or tensor as it was named.
  let input: String

  /// What became of it.
  private(set) var status = FilterRecord.Status.done

  /// The sort of the error, for programs.
  private(set) var kind: BatchError.Kind?

  /// What is wrong, for people.
  private(set) var error: String?

  /// What is not by the book in its file.
  private(set) var notices: [String]?

  /// What it held; nil where it could not be read, or is no file.
  private(set) var source: FileStamp?

  /// The hash of all that its responses depend on.
  private(set) var settings: String?

  /// How long it took.
  private(set) var seconds: Double?

  /// Tells about an input.
  init(_ input: PipelineInput, _ result: ImageResult, settings: String?) {
    self.input = input.name.text
    self.settings = settings
    source = result.source
    notices = result.notices.recorded
    seconds = result.seconds
    if let error = result.error {
      status = .failed
      kind = error.kind
      self.error = error.description
    }
  }

  /// What the results of a comparison show of it, and depend on.
  var identity: String { "\(input)\n\(source?.hash ?? "")\n\(error ?? "")" }
}

/// What a comparison has seen of its inputs so far, from the first on.
///
/// Sums do not tell what came from which input: where one of them has changed, all are seen anew.
struct SeenInputs: Sendable {
  /// The inputs, those that failed among them.
  var inputs: [ComparedInput] = []

  /// What the banks responded.
  var statistics: ResponseStatistics

  /// What layers give; nil where none are compared.
  var depth: DepthStatistics?

  /// Where layers lie; none before an input was seen.
  var places: [LayerComparison.Place] = []

  /// How many inputs could be used.
  var count: Int { inputs.count { $0.status == .done } }
}
