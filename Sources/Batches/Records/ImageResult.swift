public import Codecs
public import Files
public import Filtering
import Kernels
public import Pixels
public import Reports

/// What became of one input.
public struct ImageResult: Sendable {
  /// The input.
  public let input: Path

  /// What became of each output, in the order of the kernels; empty where the input failed.
  public let outputs: [OutputResult]

  /// Why the input itself could not be used; nil where it could.
  public let error: BatchError?

  /// The pixels of the input, 0 where it was not decoded.
  public let pixels: Int

  /// What is odd about values that were written, one line each.
  public var warnings: [String] = []

  /// What is not by the book in the file of the input, though it could be used.
  public var notices: [ImageNotice] = []

  /// The most probable classes; empty where nobody asked.
  public var classes: [ClassScore] = []

  /// What the file of the input held; nil where no result was written.
  package var source: FileStamp?

  /// How long it took.
  package var seconds: Double?

  /// The folder of the results of the input, below that of all; nil for filtered images.
  package var folder: Path?

  /// The hash of all settings that its feature maps depend on; nil where nobody will ask.
  package var settings: String?

  /// Whether the values of the input lie beside its results, for the page to compute with.
  public var hasPageInput = false

  /// Tells what became of an input.
  package init(
    input: Path, outputs: [OutputResult], error: BatchError?, pixels: Int, warnings: [String] = [],
    notices: [ImageNotice] = []
  ) {
    self.input = input
    self.outputs = outputs
    self.error = error
    self.pixels = pixels
    self.warnings = warnings
    self.notices = notices
  }

  /// How an input can count in a summary.
  public enum Outcome: Hashable, Sendable {
    /// All outputs were written, or would be.
    case done

    /// All outputs existed before.
    case skipped

    /// The input or one of its outputs failed.
    case failed
  }

  /// How the input counts in a summary.
  public var outcome: Outcome {
    if error != nil || outputs.contains(where: { $0.error != nil }) { return .failed }
    return !outputs.isEmpty && outputs.allSatisfy(\.isSkipped) ? .skipped : .done
  }

  /// Every error, that of the input first.
  public var errors: [BatchError] { [error].compactMap { $0 } + outputs.compactMap(\.error) }
}

/// What became of one output.
public struct OutputResult: Sendable {
  /// The name of the kernel.
  public let kernel: String

  /// The file.
  public let path: Path

  /// What became of it.
  public let status: Status

  /// Tells what became of an output.
  package init(kernel: String, path: Path, status: Status) {
    (self.kernel, self.path, self.status) = (kernel, path, status)
  }

  /// What can become of an output.
  public enum Status: Sendable {
    /// It was written.
    case written(WrittenOutput)

    /// It would be written.
    case planned

    /// A folder of so many pictures of feature maps would be written.
    case plannedPictures(Int)

    /// It existed before and was left as it is.
    case skipped

    /// It could not be made.
    case failed(BatchError)
  }

  /// Whether the output existed before and was left as it is.
  public var isSkipped: Bool {
    if case .skipped = status { true } else { false }
  }

  /// Whether the output was written.
  var isWritten: Bool {
    if case .written = status { true } else { false }
  }

  /// Whether the output would be written.
  public var isPlanned: Bool {
    switch status {
    case .planned, .plannedPictures: true
    case .written, .skipped, .failed: false
    }
  }

  /// How many files were written, or would be.
  public var files: Int {
    switch status {
    case .written, .planned: 1
    case .plannedPictures(let count): count
    case .skipped, .failed: 0
    }
  }

  /// What an index tells about the file; nil where it is none of feature maps, or was not written.
  public var mapRecord: MapRecord? {
    if case .written(let written) = status { written.map } else { nil }
  }

  /// Why the output could not be made; nil where nothing failed.
  public var error: BatchError? {
    if case .failed(let error) = status { error } else { nil }
  }
}

/// What was written, and how values were mapped.
public struct WrittenOutput: Sendable {
  /// Channels, rows and columns.
  public let shape: Shape

  /// How values became integers; nil where they are written as they are.
  public let mapping: Mapping?

  /// Which plan and processor variant ran; nil where `FilterSettings.explains` is false.
  public let plan: String?

  /// What an index tells about a file of feature maps; nil for filtered images.
  public var map: MapRecord?

  /// What the file held when it was written; nil for feature maps.
  package var stamp: FileStamp?

  /// The hash of all settings that the file depends on; nil for feature maps.
  package var settings: String?

  /// How values became integers.
  public struct Mapping: Sendable {
    /// The rule.
    public let range: OutputRange

    /// The filtered value that became black, in units of what was filtered.
    ///
    /// 255 is white for 8 bits and for linear light, 65535 for 16 bits.
    public let black: Float

    /// The filtered value that became white, in the same units.
    public let white: Float
  }
}
