/// The fields of one protocol-buffers message, one after another.
///
/// The wire format is that of the protocol-buffers encoding guide: a field's number and type, then
/// its value. Groups, which no format that is read uses, are refused. Nothing is copied or kept: a
/// scanner costs the same whatever a file claims, and a length that lies ends it.
package struct ProtobufFields {
  /// One field of a message.
  package struct Field {
    /// The number that the message's definition gives it.
    package let number: Int

    package let value: Value
  }

  /// What a field holds.
  package enum Value {
    /// A whole number or truth value.
    case varint(UInt64)

    /// Eight bytes at a place of the file.
    case fixed64(Int)

    /// A text, a packed array or a message: its bytes in the file.
    case bytes(Range<Int>)

    /// Four bytes at a place of the file.
    case fixed32(Int)
  }

  private let bytes: UnsafeRawBufferPointer
  private let container: String
  private let end: Int
  private var offset: Int

  /// Creates a scanner.
  ///
  /// - Parameters:
  ///   - bytes: The whole file; valid while the scanner is used.
  ///   - range: Where the message is in it.
  ///   - container: What the format of the file is called in messages.
  package init(_ bytes: UnsafeRawBufferPointer, in range: Range<Int>, of container: String) {
    self.bytes = bytes
    self.container = container
    offset = range.lowerBound
    end = range.upperBound
  }

  /// The next field; nil after the last.
  ///
  /// - Throws: `WeightsError.malformed` where the message ends inside the field.
  package mutating func next() throws(WeightsError) -> Field? {
    guard offset < end else { return nil }
    let start = offset
    let tag = try varint()
    guard let number = Int(exactly: tag >> 3), number > 0, number < 1 << 29 else {
      throw damage("there is no field at byte \(start)")
    }
    switch tag & 7 {
    case 0: return Field(number: number, value: .varint(try varint()))
    case 1: return Field(number: number, value: .fixed64(try take(8).lowerBound))
    case 2: return Field(number: number, value: .bytes(try take(try varint())))
    case 5: return Field(number: number, value: .fixed32(try take(4).lowerBound))
    default: throw damage("the field at byte \(start) has no known type")
    }
  }

  /// The next whole number, seven bits a byte, lowest first.
  package mutating func varint() throws(WeightsError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: 0, to: 70, by: 7) {
      guard offset < end else { throw damage("it ends inside a number at byte \(offset)") }
      let byte = bytes[offset]
      offset += 1
      value |= UInt64(byte & 0x7f) << UInt64(shift)
      if byte < 0x80 {
        guard shift < 63 || byte < 2 else { break }
        return value
      }
    }
    throw damage("the number that ends at byte \(offset) has more than 64 bits")
  }

  /// Whether all bytes were taken.
  package var isAtEnd: Bool { offset == end }

  private mutating func take(_ count: UInt64) throws(WeightsError) -> Range<Int> {
    guard let count = Int(exactly: count), count <= end - offset else {
      throw damage("the field that starts before byte \(offset) is longer than what holds it")
    }
    defer { offset += count }
    return offset..<offset + count
  }

  private func damage(_ problem: String) -> WeightsError {
    .malformed(container: container, problem: problem)
  }
}
