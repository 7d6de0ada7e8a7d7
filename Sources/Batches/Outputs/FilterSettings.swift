public import Codecs
public import Filtering
public import Kernels

/// What is done to every image of a batch.
public struct FilterSettings: Sendable {
  /// The kernels; each gives one result, or one for each of its matrices.
  public var banks: [KernelBank]

  /// Kernels that a page offers to be tried; where there are some it is a page of nothing else.
  public var presets: [KernelBank] = []

  /// How kernels walk over images.
  public var convolver: Convolver

  /// What is written; nil keeps the format of each input.
  public var format: OutputFormat?

  /// The quality of JPEG files, 1 (small) to 100 (close to the original).
  public var quality = 90

  /// How many pixels of JPEG files share the samples of colours.
  public var subsampling = ChromaSubsampling.quartered

  /// How hard PNG files are compressed.
  public var compression = PNGCompression.default

  /// How signed results become the integers of pictures.
  public var range = OutputRange.clamp

  /// Whether colours become grey before filtering.
  public var isGrey = false

  /// Whether filters see linear light, 0 to 255.
  ///
  /// Pictures are encoded again; arrays hold linear light.
  public var isLinear = false

  /// Whether outputs that exist are left as they are.
  public var skipsExisting = false

  /// Whether outputs are left as they are which a record tells to be made of the same input by the
  /// same settings, and how far records are believed; nil where all are made anew.
  public var resumption: Resumption?

  /// Whether no further image is begun after one that failed.
  public var stopsAtFailure = false

  /// Whether the batch is one of many into one folder: it lists no failures there, and leaves what
  /// programs that were killed have left, as that would be looked for again and again.
  public var isOneOfMany = false

  /// Whether results tell their plan, `WrittenOutput.plan`.
  public var explains = false

  /// How large images may be; larger ones fail before they are decoded.
  public var limits = DecodingLimits()

  /// Bytes that the images in flight may take together, about; nil for no limit.
  public var maxMemory: Int?

  /// Rows that are decoded at a time, which no result depends on; nil for what the cache holds.
  package var stripRows: Int?

  /// Creates settings with defaults.
  ///
  /// - Parameters:
  ///   - banks: The kernels.
  ///   - convolver: How kernels walk over images.
  public init(banks: [KernelBank], convolver: Convolver) {
    self.banks = banks
    self.convolver = convolver
  }

  /// The name of each result of an image, in order.
  public var resultNames: [String] { banks.flatMap(\.resultNames) }
}

extension KernelBank {
  /// The name of each result: that of the bank, with `-1`, `-2`, … where its kernels stay apart.
  public var resultNames: [String] {
    guard combination == nil, kernels.count > 1 else { return [name] }
    return (1...kernels.count).map { "\(name)-\($0)" }
  }
}
