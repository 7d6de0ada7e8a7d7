/// One argument as the system passed it: bytes that need not be UTF-8.
public struct RawArgument: Hashable, Sendable {
  /// The bytes without the closing zero.
  public let bytes: [UInt8]

  /// Creates an argument.
  ///
  /// - Parameter bytes: Any bytes without a zero.
  public init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The bytes as text, or nil where they are not valid UTF-8.
  public var text: String? { String(validating: bytes, as: UTF8.self) }

  /// The arguments of this process without the name of the program.
  public static var ofProcess: [RawArgument] {
    UnsafeBufferPointer(start: CommandLine.unsafeArgv, count: Int(CommandLine.argc))
      .dropFirst().compactMap { pointer in
        pointer.map { RawArgument(bytes: bytesBeforeZero(at: $0)) }
      }
  }

  /// The part after the first `count` bytes.
  func dropping(_ count: Int) -> RawArgument { RawArgument(bytes: Array(bytes.dropFirst(count))) }
}

extension RawArgument: ExpressibleByStringLiteral {
  /// Creates an argument from the UTF-8 bytes of a literal.
  ///
  /// - Parameter value: The text.
  public init(stringLiteral value: String) {
    self.init(bytes: Array(value.utf8))
  }
}

extension RawArgument: CustomStringConvertible {
  /// The argument on one line: a newline as `\n`, a backslash doubled, other control characters,
  /// marks that turn the direction of writing and bytes that are not UTF-8 as `\xNN`.
  public var description: String {
    var shown = ""
    var decoder = UTF8Chunks(bytes: bytes)
    while let chunk = decoder.next() {
      switch chunk {
      case .scalar("\n"): shown += "\\n"
      case .scalar("\\"): shown += "\\\\"
      case .scalar(let scalar) where scalar.isPrintable: shown.unicodeScalars.append(scalar)
      case .scalar(let scalar): shown += UTF8.encode(scalar).map { $0.map(escaped).joined() } ?? ""
      case .invalid(let bytes): shown += bytes.map(escaped).joined()
      }
    }
    return shown
  }
}

/// Walks over bytes, scalar by scalar, and keeps those that are not UTF-8.
private struct UTF8Chunks {
  enum Chunk {
    case scalar(Unicode.Scalar)
    case invalid(ArraySlice<UInt8>)
  }

  private var rest: ArraySlice<UInt8>

  init(bytes: [UInt8]) { rest = bytes[...] }

  mutating func next() -> Chunk? {
    guard !rest.isEmpty else { return nil }
    for length in 1...min(4, rest.count) {
      let candidate = rest.prefix(length)
      guard let text = String(validating: candidate, as: UTF8.self),
        let scalar = text.unicodeScalars.first
      else { continue }
      rest = rest.dropFirst(length)
      return .scalar(scalar)
    }
    defer { rest = rest.dropFirst() }
    return .invalid(rest.prefix(1))
  }
}

extension Unicode.Scalar {
  /// Whether a terminal shows the scalar without moving to another line or changing its state.
  fileprivate var isPrintable: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}

/// `\xNN` with two upper-case hexadecimal digits.
private func escaped(_ byte: UInt8) -> String {
  (byte < 16 ? "\\x0" : "\\x") + String(byte, radix: 16, uppercase: true)
}

/// Copies a C string.
private func bytesBeforeZero(at start: UnsafePointer<CChar>) -> [UInt8] {
  var bytes: [UInt8] = []
  var position = start
  while position.pointee != 0 {
    bytes.append(UInt8(bitPattern: position.pointee))
    position += 1
  }
  return bytes
}
