import CommandLineKit

/// How many levels of 255 a sample may change: `2/255`.
struct LevelRadius: ExpressibleByArgument {
  /// From 1 to 255.
  let levels: Int

  /// A number of levels.
  init(_ levels: Int) { self.levels = levels }

  /// Reads `2/255` or `2`.
  ///
  /// - Parameter argument: A whole number from 1 to 255.
  init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
    guard let levels = parts.first.flatMap({ Int($0) }), (1...255).contains(levels),
      parts.count == 1 || (parts.count == 2 && parts[1] == "255")
    else { return nil }
    self.levels = levels
  }

  /// What is expected.
  static var expectedArgument: String {
    "whole levels of 255, from 1/255: smaller changes, or none, are lost in a file of eight bits"
  }

  /// The radius as it is given.
  var defaultValueDescription: String { "\(levels)/255" }
}
