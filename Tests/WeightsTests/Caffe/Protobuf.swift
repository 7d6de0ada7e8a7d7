import _TestSupport

/// Messages of Caffe.
extension Protobuf {
  static func shape(_ extents: [Int]) -> [UInt8] {
    bytes(7, bytes(1, varints(extents.map(Int64.init))))
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

  static func single(_ value: Float) -> [UInt8] { single(5, value) }
}
