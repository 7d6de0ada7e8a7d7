import Escaping

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
  /// The argument as text for one line of a terminal.
  ///
  /// A backslash is doubled; control characters, marks that turn the direction of writing, and
  /// line separators stand as `\n`, `\t` or `\u{NNNN}`, bytes that are not UTF-8 as `\xNN`.
  public var description: String { escapedForTerminal(bytes) }
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
