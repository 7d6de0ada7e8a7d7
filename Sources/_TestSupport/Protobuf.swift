/// Messages of tests in the wire format of protocol buffers.
public enum Protobuf {
  /// A whole number, seven bits a byte.
  ///
  /// - Parameter value: Any number.
  /// - Returns: Its 1 to 10 bytes.
  public static func varint(_ value: UInt64) -> [UInt8] {
    value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7f) | 0x80] + varint(value >> 7)
  }

  /// Whole numbers one after another, as packed fields have them.
  ///
  /// - Parameter values: Any numbers.
  /// - Returns: Their bytes.
  public static func varints(_ values: [Int64]) -> [UInt8] {
    values.flatMap { varint(UInt64(bitPattern: $0)) }
  }

  /// A field that is a whole number.
  ///
  /// - Parameters:
  ///   - field: Its number.
  ///   - value: What it holds.
  /// - Returns: The field.
  public static func number(_ field: UInt64, _ value: Int) -> [UInt8] {
    varint(field << 3) + varints([Int64(value)])
  }

  /// A field that is a text, a message or packed.
  ///
  /// - Parameters:
  ///   - field: Its number.
  ///   - bytes: What it holds.
  /// - Returns: The field.
  public static func bytes(_ field: UInt64, _ bytes: [UInt8]) -> [UInt8] {
    varint(field << 3 | 2) + varint(UInt64(bytes.count)) + bytes
  }

  /// A field that is a text.
  ///
  /// - Parameters:
  ///   - field: Its number.
  ///   - text: What it holds.
  /// - Returns: The field.
  public static func text(_ field: UInt64, _ text: String) -> [UInt8] {
    bytes(field, Array(text.utf8))
  }

  /// A field of four bytes that is a number.
  ///
  /// - Parameters:
  ///   - field: Its number.
  ///   - value: What it holds.
  /// - Returns: The field.
  public static func single(_ field: UInt64, _ value: Float) -> [UInt8] {
    varint(field << 3 | 5) + littleEndian([value.bitPattern])
  }

  /// A field of eight bytes that is a number.
  ///
  /// - Parameters:
  ///   - field: Its number.
  ///   - value: What it holds.
  /// - Returns: The field.
  public static func double(_ field: UInt64, _ value: Double) -> [UInt8] {
    varint(field << 3 | 1) + littleEndian([value.bitPattern])
  }

  /// Integers one after another, the lowest byte of each first.
  ///
  /// - Parameter values: Any integers.
  /// - Returns: Their bytes.
  public static func littleEndian(_ values: [some FixedWidthInteger]) -> [UInt8] {
    var bytes: [UInt8] = []
    for value in values { withUnsafeBytes(of: value.littleEndian) { bytes += $0 } }
    return bytes
  }
}
