/// Messages of tests in the wire format of protocol buffers.
enum Protobuf {
  static func varint(_ value: UInt64) -> [UInt8] {
    value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7f) | 0x80] + varint(value >> 7)
  }

  static func number(_ field: UInt64, _ value: Int) -> [UInt8] {
    varint(field << 3) + varint(UInt64(bitPattern: Int64(value)))
  }

  static func bytes(_ field: UInt64, _ bytes: [UInt8]) -> [UInt8] {
    varint(field << 3 | 2) + varint(UInt64(bytes.count)) + bytes
  }

  static func text(_ field: UInt64, _ text: String) -> [UInt8] { bytes(field, Array(text.utf8)) }

  static func shape(_ extents: [Int]) -> [UInt8] {
    bytes(7, bytes(1, extents.flatMap { varint(UInt64(bitPattern: Int64($0))) }))
  }

  static func legacyShape(_ extents: [Int]) -> [UInt8] {
    zip(1..., extents).flatMap { number($0, $1) }
  }

  static func packed(_ values: [Float]) -> [UInt8] { bytes(5, Pickle.singles(values)) }

  /// A network of layers that have one blob each.
  static func model(_ layers: [(name: String, values: [Float])]) -> [UInt8] {
    text(1, "net")
      + layers.flatMap { name, values in
        bytes(100, text(1, name) + bytes(7, shape([values.count]) + packed(values)))
      }
  }

  static func single(_ value: Float) -> [UInt8] { [0x2d] + Pickle.singles([value]) }
}
