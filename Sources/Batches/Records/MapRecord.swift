public import Codecs
public import Definitions
package import Files
import Pixels
import Reports

/// What `index.jsonl` tells about one file of feature maps.
///
/// Properties that do not apply are nil: an array has no colours, a sheet no channel.
public struct MapRecord: Encodable, Sendable {
  /// The command.
  public let command: BatchCommand

  /// What became of the file.
  package let status = FilterRecord.Status.done

  /// The image or tensor that went in.
  public let input: String

  /// The layer.
  public let layer: String

  /// The number of the map, from 0; nil for a file of several maps.
  public let channel: Int?

  /// The file, below the folder of the index.
  public let file: String

  /// What kind of file it is.
  public let form: String

  /// Channels, rows and columns of the values that the numbers below are about.
  public let shape: [Int]

  /// The smallest finite value; nil where there is none, as for the next three.
  public let min: Float?

  /// The largest finite value.
  public let max: Float?

  /// The mean of the finite values.
  public let mean: Double?

  /// The standard deviation of the finite values.
  public let standardDeviation: Double?

  /// The share of values that are zero, 0 to 1.
  public let zeroShare: Double

  /// How many values are not numbers.
  public let nanCount: Int

  /// How many values are infinite.
  public let infiniteCount: Int

  /// The colours of a picture.
  public let colours: String?

  /// The rule and scope by which values became colours.
  public let scaling: String?

  /// The values of the first and the last colour; nil where a picture has more than one range.
  public let displayRange: [Float]?

  /// How the image became the input of the network; nil for a tensor.
  public let stage: String?

  /// Where the steps of `stage` are from: a file's metadata, the catalogue, options; nil where the
  /// network or a pipeline file says them all.
  public let stageFrom: [String]?

  /// Values of the network that were taken from files; nil where all were computed.
  public let set: [GivenRecord]?

  /// The share of the network's multiply-adds that the written layers did not need, above 0; nil
  /// where all were done.
  public let skippedMultiplyAdds: Double?

  /// What is not by the book in the file of the image; nil where nothing is.
  public let notices: [String]?

  /// The filters that were taken from a file of weights; nil where a pipeline file says it.
  public let filters: LearnedFilterRecord?

  /// What the file held when it was written.
  package internal(set) var result: FileStamp?
}

extension [ImageNotice] {
  /// What records call them; nil where there are none.
  public var recorded: [String]? { isEmpty ? nil : map(\.rawValue) }
}

extension MapRecord {
  /// What all files of one layer of one image have in common.
  struct Source {
    let command: BatchCommand
    let image: Path
    let layer: String
    let stage: String?
    let notices: [ImageNotice]
    let filters: LearnedFilterRecord?
    var sources: [String] = []
    var given: [GivenRecord] = []
    var skipped: Double?
  }

  /// Which file is told about.
  struct Target {
    let file: Path
    let form: ExportSettings.Form
    var channel: Int?
  }

  /// Tells about a file.
  ///
  /// - Parameters:
  ///   - target: The file.
  ///   - source: What it shows.
  ///   - shape: The shape of the values.
  ///   - statistics: What the values are like.
  ///   - style: How a picture shows them; nil for arrays.
  ///   - range: The one range of a picture.
  init(
    _ target: Target, of source: Source, shape: Shape, statistics: MapStatistics,
    style: MapStyle? = nil, range: DisplayRange? = nil
  ) {
    command = source.command
    input = source.image.text
    layer = source.layer
    stage = source.stage
    stageFrom = source.stage == nil || source.sources.isEmpty ? nil : source.sources
    set = source.given.isEmpty ? nil : source.given
    skippedMultiplyAdds = source.skipped
    notices = source.notices.recorded
    filters = source.filters
    channel = target.channel
    file = target.file.text
    form = target.form.rawValue
    self.shape = [shape.channels, shape.height, shape.width]
    min = statistics.minimum
    max = statistics.maximum
    mean = statistics.mean
    standardDeviation = statistics.standardDeviation
    zeroShare = statistics.zeroShare
    nanCount = statistics.nanCount
    infiniteCount = statistics.infiniteCount
    colours = style?.colours.rawValue
    scaling = style.map { "\($0.scaling)" }
    displayRange = range.map { [$0.low, $0.high] }
  }
}
