import CommandLineKit
import Definitions
import Networks
import Pixels

/// How pictures become the input of a network's own file, where it does not say it.
struct PictureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The size that the picture is cut to, after its shorter side was resized to it.",
      valueName: "N"))
  var size: Int?
  @Option(
    help: ArgumentHelp(
      "What is subtracted from samples of 0 to 255: one number, or three as 104,116.7,122.7.",
      valueName: "NUMBERS"))
  var mean: NumberList?
  @Option(
    help: ArgumentHelp(
      "What samples less the mean are multiplied by: one number, or three.", valueName: "NUMBERS"))
  var scale: NumberList?
  @Option(
    help: ArgumentHelp(
      "The order of the three channels that go in: rgb or bgr.", valueName: "ORDER"))
  var channelOrder: ChannelOrder?

  mutating func validate() throws { try options.validated() }

  /// Whether any was given.
  var isUsed: Bool { size != nil || mean != nil || scale != nil || channelOrder != nil }

  /// The stage with these options.
  ///
  /// - Parameter network: The network.
  /// - Returns: The stage.
  func stage(for network: NetworkFile) -> InputStage { decision(for: network).stage }

  /// The stage with these options, and what says so.
  ///
  /// - Parameter network: The network.
  /// - Returns: The decision.
  func decision(for network: NetworkFile) -> InputDecision {
    network.inputDecision(stated: options.stated(order: channelOrder))
  }

  private var options: FirstLayerOptions {
    let options = FirstLayerOptions()
    options.size = size
    options.mean = mean
    options.scale = scale
    return options
  }
}

extension FirstLayerOptions {
  /// Checks the options.
  fileprivate func validated() throws {
    var options = self
    try options.validate()
  }
}
