import Escaping

/// Takes numbers and texts from the bytes of a pickle, never past their end.
struct PickleScanner {
  /// Where the next byte is taken.
  private(set) var offset: Int

  private static let longestLine = 1024

  private let bytes: UnsafeRawBufferPointer

  /// Creates a scanner.
  ///
  /// - Parameters:
  ///   - bytes: What is read; valid while the scanner is used.
  ///   - offset: Where reading starts, inside the bytes.
  init(_ bytes: UnsafeRawBufferPointer, from offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }

  /// The next bytes.
  mutating func take(_ count: Int) throws(WeightsError) -> UnsafeRawBufferPointer {
    guard count >= 0, count <= bytes.count - offset else {
      throw .pickle("it ends at byte \(bytes.count), inside a value")
    }
    defer { offset += count }
    return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
  }

  /// The next little-endian number, widened to `Int`.
  mutating func number<Value: FixedWidthInteger>(
    _ type: Value.Type
  ) throws(WeightsError) -> Int {
    let raw = try take(MemoryLayout<Value>.size).loadUnaligned(as: Value.self)
    guard let value = Int(exactly: Value(littleEndian: raw)) else {
      throw .pickle("a length at byte \(offset) is too large")
    }
    return value
  }

  /// The next double, stored with its highest byte first.
  mutating func double() throws(WeightsError) -> Double {
    let raw = try take(8).loadUnaligned(as: UInt64.self)
    return Double(bitPattern: UInt64(bigEndian: raw))
  }

  /// The next bytes as text; what is not UTF-8 stands as `\xNN`.
  mutating func text(_ count: Int) throws(WeightsError) -> String {
    escapedWhereInvalid(Array(try take(count)))
  }

  /// The next bytes as the text that they were in Python 2: UTF-8 where they are, else Latin-1.
  mutating func bytes(_ count: Int) throws(WeightsError) -> String {
    let bytes = try take(count)
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }

  /// The text before the next line feed, which is passed too.
  mutating func line() throws(WeightsError) -> String {
    let start = bytes[offset...].prefix(Self.longestLine + 1)
    guard let end = start.firstIndex(of: 0x0a) else {
      throw .pickle("the line at byte \(offset) has no end within \(Self.longestLine) bytes")
    }
    let text = try text(end - offset)
    offset = end + 1
    return text
  }
}

extension WeightsError {
  /// A pickle that cannot be.
  static func pickle(_ problem: String) -> WeightsError {
    .malformed(container: "PyTorch", problem: "the pickle is wrong: \(problem)")
  }

  /// A file of PyTorch that cannot be.
  static func pyTorch(_ problem: String) -> WeightsError {
    .malformed(container: "PyTorch", problem: problem)
  }
}

extension String {
  /// The text for a message: no longer than a line of it, control characters and all that is not
  /// ASCII escaped.
  var forOneLine: String {
    let escaped = unicodeScalars.prefix(200).map { $0.escaped(asASCII: true) }.joined()
    return unicodeScalars.count > 200 ? escaped + "..." : escaped
  }
}
