import Escaping
import Files

/// A file in the text format of protocol buffers, such as Caffe's `.prototxt`: what it says, as a
/// tree.
///
/// The format is that of the text format specification of protocol buffers. Nothing is known of the
/// messages: a field is kept whatever its name, in the order of the file.
public struct PrototxtFile: Hashable, Sendable {
  /// The most bytes that are read; the longest definitions that were published have some 300,000.
  public static let byteLimit = 1 << 22

  /// How deep messages may lie in others.
  public static let depthLimit = 64

  /// The outermost message, whose fields have no braces around them.
  public let message: PrototxtMessage

  /// Reads a text.
  ///
  /// - Parameter bytes: The whole file.
  /// - Throws: `ModelFileError`: `tooLarge`, or with the line and column of what is wrong.
  /// - Complexity: O(bytes).
  public init(_ bytes: [UInt8]) throws(ModelFileError) {
    guard bytes.count <= Self.byteLimit else {
      throw .tooLarge(found: bytes.count, limit: Self.byteLimit)
    }
    let text = try wrapping(textInUTF8(bytes), as: ModelFileError.encoding)
    var parser = try PrototxtParser(text)
    message = try parser.file()
  }
}

/// The fields of a message, in the order of the file.
public struct PrototxtMessage: Hashable, Sendable {
  /// Every field; a list is a field for each of its elements.
  public let fields: [PrototxtField]

  /// Takes fields.
  init(_ fields: [PrototxtField]) { self.fields = fields }

  /// All fields of a name, in order.
  ///
  /// - Parameter name: The name.
  /// - Returns: The fields; none if the message has none of that name.
  /// - Complexity: O(fields).
  public func all(_ name: String) -> [PrototxtField] { fields.filter { $0.name == name } }

  /// The field of a name that counts where one is meant: the last, as in all messages.
  ///
  /// - Parameter name: The name.
  /// - Returns: The field; nil if the message has none of that name.
  /// - Complexity: O(fields).
  public func last(_ name: String) -> PrototxtField? { fields.last { $0.name == name } }
}

/// A name with what it stands for.
public struct PrototxtField: Hashable, Sendable {
  /// The name, for example `num_output`.
  public let name: String

  /// What it stands for.
  public let value: Value

  /// Where the name stands.
  public let place: TextPlace

  /// Where the value begins.
  public let valuePlace: TextPlace

  /// What a name stands for.
  public enum Value: Hashable, Sendable {
    /// A whole number.
    case integer(Int64)

    /// Another number, and a whole one beyond 64 bits.
    case real(Double)

    /// A word without quotes: a member of an enumeration, `true`, `inf`.
    case word(String)

    /// A text in quotes, without them, its escapes read.
    case text(String)

    /// Fields in braces.
    case message(PrototxtMessage)
  }
}
