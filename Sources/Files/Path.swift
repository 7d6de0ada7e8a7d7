/// The name of a file as the system knows it: bytes, not text.
///
/// File names may hold any byte but zero, so that a `String` would lose some of them.
public struct Path: Hashable, Sendable {
  /// The bytes, none of them zero.
  public let bytes: [UInt8]

  /// Creates a path from bytes; nil where one of them is zero.
  ///
  /// - Parameter bytes: The name as the system knows it.
  public init?(bytes: some Sequence<UInt8>) {
    let all = Array(bytes)
    guard !all.contains(0) else { return nil }
    self.bytes = all
  }

  /// Creates a path from text.
  ///
  /// - Parameter text: A name without the character zero; text of unknown origin goes through
  ///   `init(bytes:)`.
  public init(_ text: String) {
    self.init(unchecked: Array(text.utf8))
  }

  /// Creates a path from bytes that hold no zero.
  init(unchecked bytes: [UInt8]) {
    precondition(!bytes.contains(0), "a path holds no zero byte")
    self.bytes = bytes
  }

  /// The name as a C string of the system's interface.
  func withCString<Result, Failure: Error>(
    _ body: (UnsafePointer<CChar>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let terminated = bytes.map(CChar.init(bitPattern:)) + [0]
    return try terminated.withUnsafeBufferPointer { buffer throws(Failure) -> Result in
      guard let start = buffer.baseAddress else { preconditionFailure("a C string is not empty") }
      return try body(start)
    }
  }
}

extension Path: Comparable {
  /// Whether the left path comes first, byte by byte.
  ///
  /// - Parameters:
  ///   - left: A path.
  ///   - right: A path.
  /// - Returns: True where `left` comes first; the same in every locale.
  public static func < (left: Path, right: Path) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}
