public import CommandLineKit
import Escaping
public import Pixels
public import Weights

extension ChannelOrder: ExpressibleByArgument {}

extension FilterAxes: ExpressibleByArgument {}

/// What a user may say about filters, where the file does not tell it or tells it wrongly.
struct FilterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The order in which the filters take three channels, by default what the whole file tells.",
      valueName: "ORDER"))
  var channelOrder: ChannelOrder?
  @Option(
    help: ArgumentHelp(
      """
      How the axes of filters lie in the file: oihw (filters, channels, rows, columns, as in \
      PyTorch), hwio (as in TensorFlow and Keras) or ohwi (as in TensorFlow Lite and MLX). Others \
      than oihw are turned, and refused where nobody says so.
      """, valueName: "AXES"))
  var axes: FilterAxes?

  /// What was said.
  ///
  /// - Parameter layer: The layer; nil for the first.
  /// - Returns: The statements.
  func stated(layer: String? = nil) -> StatedFilters {
    StatedFilters(layer: layer, order: channelOrder, axes: axes)
  }
}

extension FilterChoice {
  /// What is told on standard error: the choice with its reason, and what to look at.
  var lines: [String] {
    let hint = order.map { "; --channel-order \($0.order.other.rawValue) is for the other" } ?? ""
    return ([description + hint] + warnings.map { "warning: \($0)" } + notes)
      .map(escapedForTerminal)
  }
}
