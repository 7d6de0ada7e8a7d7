public import Codecs
import Comparison
public import Files
public import Filtering
import Networks
import Pixels
public import Reports

/// Learned filters, the handcrafted ones they are compared with, and images, checked before any work.
public struct ComparisonBatch: Sendable {
  /// The images and tensors.
  public let inputs: [PipelineInput]

  /// Kernels that are not compared, each with the reason.
  public let leftOut: [String]

  private let learned: LearnedBank
  private let handcrafted: [HandcraftedFilter]
  private let settings: ComparisonSettings
  private let layers: LayerSequence
  private let folder: Path
  private let source: ComparisonSource
  private let reader: ComparisonInputReader

  /// Generates the handcrafted bank, and checks that filters fit images of a known size and that no
  /// input or page of somebody else's would be replaced.
  ///
  /// - Parameters:
  ///   - learned: The learned filters.
  ///   - kernels: Kernels that belong to the handcrafted bank, beside the generated families.
  ///   - settings: How both are compared.
  ///   - inputs: Images and tensors; none compares the filters alone.
  ///   - folder: The folder of the results; it is made when the first is written.
  ///   - source: Where the learned filters come from.
  ///   - limits: How large images may be.
  /// - Throws: `PipelineError`: `kernel` where the filters are too large, `comparison`, `layers`, `input`,
  ///   `outputReplacesInput` or `foreignPage`.
  public init(
    _ learned: LearnedBank, with kernels: [KernelBank], settings: ComparisonSettings,
    inputs: [PipelineInput], folder: Path, source: ComparisonSource, limits: DecodingLimits
  ) throws(PipelineError) {
    self.learned = learned
    self.settings = settings
    self.inputs = inputs
    self.folder = folder
    self.source = source
    do throws(KernelError) {
      let bank = try HandcraftedBank(
        kernels: kernels, size: max(learned.shape[2], learned.shape[3]),
        channels: learned.shape[1], hasFamilies: settings.hasFamilies)
      handcrafted = bank.filters
      leftOut = bank.leftOut.compactMap(\.warning)
    } catch {
      throw .kernel(error)
    }
    if handcrafted.isEmpty { throw .comparison(source.weights, .emptyBank(.handcrafted)) }
    reader = ComparisonInputReader(
      stage: settings.input, limits: limits, isReversed: source.channelOrder == .bgr)
    layers = LayerSequence([
      NamedLayer(
        learned.layer, try learned.convolution(settings: settings, path: source.weights))
    ])
    if inputs.contains(where: \.isImage) {
      try Pipeline(input: settings.input, layers: layers, exportedSteps: [0])
        .checkShapes(path: source.weights)
    }
    try PageFile.check(folder)
    let results = FileIdentity(of: folder)
    for input in inputs where results != nil && FileIdentity(of: input.path.parent) == results {
      throw .outputReplacesInput(folder, input: input.path)
    }
  }

  /// Compares, and writes all results.
  ///
  /// - Parameters:
  ///   - threads: How many filters or inputs are worked on at once, 1 or more.
  ///   - report: Takes the result of each input, in order, one at a time, in any of the threads.
  /// - Returns: What was found out.
  /// - Throws: `PipelineError` where filters cannot be compared or a result cannot be written.
  public func run(
    threads: Int = availableProcessors, report: @escaping @Sendable (ImageResult) -> Void
  ) throws(PipelineError) -> ComparisonOutcome {
    let banks = try BankComparison(
      learned, with: handcrafted, settings: settings, threads: threads, path: source.weights)
    let images = try compareImages(threads: threads, report: report)
    let filters = learned.filters.indices.map { ComparedFilter($0, of: banks, images: images) }
    let record = ComparisonReport(
      version: source.version,
      weights: ComparisonReport.Weights(
        file: source.weights.text, layer: learned.layer, shape: learned.shape,
        channelOrder: learned.shape[1] == 3 ? source.channelOrder.rawValue : nil,
        stride: settings.stride.x, padding: settings.padding),
      bank: handcrafted.map {
        ComparisonReport.BankFilter(
          name: $0.filter.name, family: $0.family.rawValue, channels: $0.filter.channels,
          width: $0.filter.width, height: $0.filter.height)
      },
      thresholds: settings.thresholds.named, filters: filters, groups: banks.groups,
      images: images.map(ComparisonReport.Images.init))
    let outcome = ComparisonOutcome(filters: filters, report: record)
    let output = ComparisonFiles(
      folder: folder, source: source, banks: banks, images: images, outcome: outcome,
      layers: layers, reader: reader)
    try output.write(threads: threads)
    return outcome
  }

  private func compareImages(
    threads: Int, report: @escaping @Sendable (ImageResult) -> Void
  ) throws(PipelineError) -> ImageComparison? {
    guard !inputs.isEmpty else { return nil }
    let banks: ResponseBanks
    do throws(ComparisonError) {
      banks = try ResponseBanks(
        learned: learned.filters, bias: learned.bias, stride: settings.stride,
        padding: .all(settings.padding), handcrafted: handcrafted.map(\.filter),
        settings: settings.responses)
    } catch {
      throw .comparison(source.weights, error)
    }
    return ImageComparison(
      reader, inputs: inputs, banks: banks, threads: threads, report: report)
  }
}

/// Where learned filters come from, and what compares them.
public struct ComparisonSource: Sendable {
  /// The file of weights.
  public let weights: Path

  /// The order of the channels in the file.
  public let channelOrder: FilterSheet.ChannelOrder

  /// The version of the program.
  public let version: String

  /// The command line as it can be typed again.
  public let command: String

  /// Describes a source.
  ///
  /// - Parameters:
  ///   - weights: The file of weights.
  ///   - channelOrder: The order of the channels in the file.
  ///   - version: The version of the program.
  ///   - command: The command line as it can be typed again.
  public init(
    weights: Path, channelOrder: FilterSheet.ChannelOrder, version: String, command: String
  ) {
    self.weights = weights
    self.channelOrder = channelOrder
    self.version = version
    self.command = command
  }
}

extension LeftOutKernel {
  /// What is told about it; nil where it is no loss.
  fileprivate var warning: String? {
    switch reason {
    case .zero: "kernel '\(name)': all its weights are zero: it is not compared"
    case .channels(let count):
      "kernel '\(name)': it has \(count) matrices, which the learned filters cannot be compared with"
    case .same: nil
    }
  }
}

extension LearnedBank {
  /// The filters as a layer.
  fileprivate func convolution(
    settings: ComparisonSettings, path: Path
  ) throws(PipelineError) -> ConvolutionLayer {
    do throws(LayerError) {
      return try ConvolutionLayer(
        weights: filters.flatMap(\.weights), outputChannels: shape[0], groupChannels: shape[1],
        kernelHeight: shape[2], kernelWidth: shape[3], bias: bias, stride: settings.stride,
        padding: .all(settings.padding))
    } catch {
      throw .model(.layer(path, name: layer, error))
    }
  }
}

extension ComparisonReport.Images {
  fileprivate init(_ images: ImageComparison) {
    let heldOut = images.statistics.heldOutCount
    let samples = images.statistics.sampleCount - heldOut
    switch images.alignment {
    case .success(let alignment):
      self.init(
        count: images.count, samples: samples, heldOutSamples: heldOut, cka: alignment)
    case .failure(let error):
      self.init(
        count: images.count, samples: samples, heldOutSamples: heldOut, cka: nil,
        ckaRefused: error.description)
    }
  }
}
