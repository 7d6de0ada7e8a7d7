import CommandLineKit
import Comparison

/// Where the classes of filters, and near-duplicates, are told apart.
struct ThresholdOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      From this score on, over small shifts and whatever its sign, two learned filters are \
      near-duplicates.
      """, valueName: "SCORE"))
  var duplicate: Float = 0.9
  @Option(
    name: [.customLong("threshold")],
    help: ArgumentHelp(
      """
      A threshold of the classes, for example gabor=0.5: deadNorm, colour, gabor, round, \
      roundToGabor, oneSign, smooth, fine, crossed, checkerGabor or uncrossed. compare.json lists \
      their values.
      """, valueName: "NAME=NUMBER"))
  var thresholds: [NamedThreshold] = []

  mutating func validate() throws {
    guard (0...1).contains(duplicate) else {
      throw ValidationError("--duplicate is 0 to 1, not \(duplicate)")
    }
    let names = thresholds.map(\.name)
    if let name = names.first(where: { name in names.count { $0 == name } > 1 }) {
      throw ValidationError("--threshold is given twice for '\(name)': leave one out")
    }
  }

  /// The thresholds; those that are not named have their defaults.
  var classes: ClassThresholds {
    thresholds.reduce(into: ClassThresholds()) { $0[$1.name] = $1.value }
  }
}

/// A threshold and its value.
struct NamedThreshold: ExpressibleByArgument {
  let name: String
  let value: Double

  /// Reads `gabor=0.5`.
  init?(argument: String) {
    let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, ClassThresholds.names.contains(String(parts[0])),
      let value = Double(parts[1]), (0...1).contains(value)
    else { return nil }
    name = String(parts[0])
    self.value = value
  }

  /// What is expected.
  static var expectedArgument: String {
    "a name and a number from 0 to 1, the name one of \(ClassThresholds.names.joined(separator: ", "))"
  }

  /// Not shown; no option of this type has a default.
  var defaultValueDescription: String { "\(name)=\(value)" }
}
