public import ComparisonReports
public import Definitions
public import Files
import Networks
public import Page
import Pixels

/// Where learned filters come from, and what compares them.
public struct ComparisonSource: Sendable {
  /// The file of weights.
  public let weights: Path

  /// Which filters of the file they are.
  public let filters: LearnedFilterRecord

  /// The files that a network was read from, beside that of the weights.
  public let files: [Path]

  /// The order in which tensors have three channels.
  var order: ChannelOrder { filters.channelOrder.flatMap(ChannelOrder.init) ?? .rgb }

  /// The version of the program.
  public let version: String

  /// The command line as it can be typed again.
  public let command: String

  /// The files of the kernels.
  public let kernels: [Path]

  /// Views of the page in the order of a lecture; nil for none.
  public let tour: PageTour?

  /// An earlier comparison that the page shows beside this one; nil for none.
  public let beside: ComparisonPage.Beside?

  /// Describes a source.
  ///
  /// - Parameters:
  ///   - weights: The file of weights.
  ///   - filters: Which filters of the file they are.
  ///   - version: The version of the program.
  ///   - command: The command line as it can be typed again.
  ///   - kernels: The files of the kernels.
  ///   - files: The files that a network was read from, beside that of the weights.
  ///   - tour: Views of the page in the order of a lecture; nil for none.
  ///   - beside: An earlier comparison that the page shows beside this one; nil for none.
  public init(
    weights: Path, filters: LearnedFilterRecord, version: String, command: String, kernels: [Path],
    files: [Path] = [], tour: PageTour? = nil, beside: ComparisonPage.Beside? = nil
  ) {
    self.weights = weights
    self.filters = filters
    self.files = files
    self.version = version
    self.command = command
    self.kernels = kernels
    self.tour = tour
    self.beside = beside
  }
}

extension ComparisonReport.Weights {
  /// Tells where filters come from, and how they are applied.
  init(
    _ source: ComparisonSource, _ learned: LearnedBank, _ settings: ComparisonSettings
  ) {
    let filters = source.filters
    let (stride, padding) = (settings.stride, settings.padding)
    self.init(
      file: source.weights.text, layer: learned.layer, tensor: filters.tensor,
      shape: learned.shape, axes: filters.axes,
      channelOrder: filters.channelOrder.map {
        ($0, filters.channelOrderReason ?? "", filters.isChannelOrderGuessed ?? false)
      }, stride: stride.x, padding: padding.uniform)
    if stride.y != stride.x { stridePixelsDown = stride.y }
    if padding.uniform == nil { self.padding = padding.text }
  }
}
