import Codecs
import Reports

extension BatchProgress {
  /// The closing line: `24 images done, 0 failed, 0 skipped: 48 files in 1.9 s, 4.9 megapixels/s`.
  ///
  /// Megapixels are millions of pixels of the images that were decoded. Where images were only looked
  /// at, files are not counted.
  ///
  /// - Parameter elapsed: The seconds since the start.
  /// - Returns: One line without its end.
  public func summary(elapsed: Double) -> String {
    let rate = elapsed > 0 ? Double(pixels) / 1e6 / elapsed : 0
    let rest = total > finished ? ", \(total - finished) not begun" : ""
    let written = files == 0 && done > 0 ? "" : ": \(files.counted("file"))"
    return "\(counts)\(rest)\(written) in \(elapsed.decimal) s, \(rate.decimal) megapixels/s"
  }

  /// The line about files that are not by the book, such as `3 images are not by the book (JPEG
  /// padding 1, JPEG scan parameters 2): --strict refuses them`; nil where all are.
  public var noticeSummary: String? {
    if noticed == 0 { return nil }
    let kinds = notices.sorted { $0.key < $1.key }.map { "\($0.key.rawValue) \($0.value)" }
    let isOne = noticed == 1
    return "\(noticed.counted("image")) \(isOne ? "is" : "are") not by the book "
      + "(\(kinds.joined(separator: ", "))): --strict refuses \(isOne ? "it" : "them")"
  }

  /// The closing line of a batch that was stopped before its end.
  public var interruption: String { "interrupted: \(counts), \(total - finished) left" }

  /// The closing line of a batch that was only planned.
  public var rehearsal: String {
    "would write \(files.counted("file")) from \(done.counted("image")); "
      + "\(failed) failed, \(skipped) skipped"
  }

  /// The line that is shown while the batch runs.
  ///
  /// - Parameters:
  ///   - elapsed: The seconds since the start.
  ///   - columns: The width of the terminal in characters; nil leaves the bar out.
  /// - Returns: One line without its end, not wider than the terminal.
  public func line(elapsed: Double, columns: Int? = nil) -> String {
    let rate = elapsed > 0 ? Double(finished) / elapsed : 0
    let left = secondsLeft(elapsed: elapsed).map { ", \($0.clock) left" } ?? ""
    let failures = failed > 0 ? ", \(failed) failed" : ""
    let text = "\(finished) of \(total.counted("image")), \(rate.decimal)/s\(left)\(failures)"
    guard let columns else { return text }
    let width = min(30, columns - text.count - 4)
    guard width >= 5 else { return String(text.prefix(max(0, columns - 1))) }
    let filled = total > 0 ? width * finished / total : width
    let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: width - filled)
    return "[\(bar)] \(text)"
  }

  private var counts: String {
    "\(done.counted("image")) done, \(failed) failed, \(skipped) skipped"
  }
}

extension Int {
  /// `1 image`, `2 images`.
  fileprivate func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
