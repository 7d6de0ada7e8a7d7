import CommandLineKit
import Comparison

/// Where the classes of filters are told apart.
struct ThresholdOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "From this score on two learned filters are near-duplicates.", valueName: "SCORE"))
  var duplicate: Float = 0.9
  @Option(
    help: ArgumentHelp(
      "Below this share of the layer's median norm a filter is dead.", valueName: "SHARE"))
  var deadNorm = ClassThresholds().deadNorm
  @Option(
    help: ArgumentHelp(
      "From this share of energy in the opponent colours on a filter is one of colour.",
      valueName: "SHARE"))
  var colourShare = ClassThresholds().colour
  @Option(
    help: ArgumentHelp(
      "From this adjusted R2 of the Gabor fit on a filter is an edge or bar.", valueName: "R2"))
  var gaborFit = ClassThresholds().gabor
  @Option(
    help: ArgumentHelp(
      "From this share of energy in rings on a filter may be a spot.", valueName: "SHARE"))
  var roundShare = ClassThresholds().round

  mutating func validate() throws {
    let shares = [
      ("duplicate", Double(duplicate)), ("dead-norm", deadNorm), ("colour-share", colourShare),
      ("gabor-fit", gaborFit), ("round-share", roundShare),
    ]
    for (name, share) in shares where !(0...1).contains(share) {
      throw ValidationError("--\(name) is 0 to 1, not \(share)")
    }
  }

  /// The thresholds; those that no option is for have their defaults.
  var classes: ClassThresholds {
    var thresholds = ClassThresholds()
    thresholds.deadNorm = deadNorm
    thresholds.colour = colourShare
    thresholds.gabor = gaborFit
    thresholds.round = roundShare
    return thresholds
  }
}
