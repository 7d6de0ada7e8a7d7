import Reports

/// How far a download is.
public struct DownloadProgress: Equatable, Sendable {
  /// The name of what comes.
  public let name: String

  /// The bytes of the whole file; nil until the server has told.
  public internal(set) var size: Int?

  /// The bytes that have come, in this try and before.
  public private(set) var received: Int

  /// The bytes that had come before this try.
  private var resumedAt: Int

  /// Creates the progress of a download that has not begun.
  init(name: String, resumedAt: Int) {
    self.name = name
    self.resumedAt = resumedAt
    received = resumedAt
  }

  /// Takes note of how many bytes there are; fewer than before where the server began anew.
  mutating func move(to count: Int) {
    resumedAt = min(resumedAt, count)
    received = count
  }

  /// The line that is shown while the file comes, as `alexnet: 45.2 of 244 MB, 12.3 MB/s, 0:17 left`.
  ///
  /// - Parameter elapsed: The seconds since the start.
  /// - Returns: One line without its end.
  public func line(elapsed: Double) -> String {
    let fresh = Double(received - resumedAt)
    var text = "\(name): \(received.megabytes)"
    if let size { text += " of \(size.megabytes)" }
    text += " MB"
    guard elapsed > 0, fresh > 0 else { return text }
    text += ", \((fresh / elapsed / 1e6).decimal) MB/s"
    if let size { text += ", \((Double(max(size - received, 0)) * elapsed / fresh).clock) left" }
    return text
  }
}

extension Int {
  /// Millions of bytes.
  fileprivate var megabytes: String { (Double(self) / 1e6).decimal }
}
