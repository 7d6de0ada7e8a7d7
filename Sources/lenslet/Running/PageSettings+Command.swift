import Batches
import Files
import Page

/// The name and version of the program.
let programVersion = "lenslet 0.1.0"

extension PageSettings {
  /// The page of this run of the program.
  ///
  /// - Parameters:
  ///   - subject: What is applied.
  ///   - tour: Views in the order of a lecture; nil for none.
  ///   - beginsWithChain: Whether the page begins with what a value is made of through all steps.
  /// - Returns: The command line and the subject.
  static func current(
    subject: String, tour: PageTour? = nil, beginsWithChain: Bool = false
  ) -> PageSettings {
    let words = CommandLine.arguments.dropFirst().map(\.quotedForShell)
    return PageSettings(
      command: (["lenslet"] + words).joined(separator: " "), subject: subject, tour: tour,
      beginsWithChain: beginsWithChain)
  }
}

extension [Path] {
  /// The names of kernels, a few of many.
  var pageSubject: String {
    let names = prefix(4).map { $0.lastComponent.withoutExtension.display }
    return names.joined(separator: ", ") + (count > 4 ? " and \(count - 4) more" : "")
  }
}

extension String {
  /// The word as a shell would have to be given it.
  fileprivate var quotedForShell: String {
    let plain = "-_./:=,+@%"
    let isPlain = allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || plain.contains($0) }
    if isPlain, !isEmpty { return self }
    return "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#)
      + "'"
  }
}
