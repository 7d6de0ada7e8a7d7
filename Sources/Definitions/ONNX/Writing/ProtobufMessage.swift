/// A message in the wire format of protocol buffers, field by field.
struct ProtobufMessage {
  /// What has been written.
  private(set) var bytes: [UInt8] = []

  /// Adds a whole number; 0 too.
  mutating func add(_ field: UInt64, _ value: Int64) {
    addVarint(field << 3)
    addVarint(UInt64(bitPattern: value))
  }

  /// Adds a number of four bytes.
  mutating func add(_ field: UInt64, single value: Float) {
    addVarint(field << 3 | 5)
    bytes += value.bitPattern.littleEndianBytes
  }

  /// Adds whole numbers as one field.
  mutating func add(_ field: UInt64, packed values: [Int64]) {
    var packed = ProtobufMessage()
    for value in values { packed.addVarint(UInt64(bitPattern: value)) }
    add(field, packed)
  }

  /// Adds a text.
  mutating func add(_ field: UInt64, _ text: String) {
    addHead(field, count: text.utf8.count)
    bytes += text.utf8
  }

  /// Adds a message.
  mutating func add(_ field: UInt64, _ message: ProtobufMessage) {
    addHead(field, count: message.bytes.count)
    bytes += message.bytes
  }

  /// Adds the bytes that a head has announced.
  mutating func append(_ bytes: [UInt8]) { self.bytes += bytes }

  /// Adds what stands before the bytes of a message or text, which follow.
  ///
  /// - Parameters:
  ///   - field: The number of the field.
  ///   - count: How many bytes follow.
  mutating func addHead(_ field: UInt64, count: Int) {
    addVarint(field << 3 | 2)
    addVarint(UInt64(count))
  }

  /// A whole number, seven bits a byte, the lowest first.
  private mutating func addVarint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}

extension FixedWidthInteger {
  /// The bytes, the lowest first.
  var littleEndianBytes: [UInt8] { withUnsafeBytes(of: littleEndian) { Array($0) } }
}
