import CommandLineKit

/// What is being done, for whoever waits.
enum Progress {
  /// Prints a line to standard error.
  ///
  /// - Parameter text: One line.
  static func note(_ text: String) {
    Terminal.write("benchmark: \(text)\n", to: .standardError)
  }
}
