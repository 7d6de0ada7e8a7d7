import Glibc

/// Standard input, a line after the other as they come.
public final class LineReader {
  private let end: UInt8
  private var bytes: [UInt8] = []
  private var isAtEnd = false

  /// The longest line that is read.
  private static let limit = 1 << 24

  /// Begins with the next byte of standard input.
  ///
  /// - Parameter endsWithZero: Whether lines end with a zero byte.
  public init(endsWithZero: Bool) { end = endsWithZero ? 0 : UInt8(ascii: "\n") }

  /// Waits for the next line; nil at the end.
  ///
  /// - Returns: The line without its end.
  /// - Throws: `FileError`: `tooLarge` for a line above 16 MiB, or `system`.
  public func next() throws(FileError) -> [UInt8]? {
    var searched = 0
    while true {
      if let place = bytes[searched...].firstIndex(of: end) {
        defer { bytes.removeSubrange(...place) }
        return Array(bytes[..<place])
      }
      searched = bytes.count
      if isAtEnd {
        defer { bytes = [] }
        return bytes.isEmpty ? nil : bytes
      }
      if bytes.count > Self.limit { throw .tooLarge(Path("-"), limit: Self.limit) }
      var chunk = [UInt8](repeating: 0, count: 1 << 16)
      let count = try systemCall(.read, Path("-")) { _ in read(STDIN_FILENO, &chunk, chunk.count) }
      isAtEnd = count == 0
      bytes += chunk[..<count]
    }
  }
}
