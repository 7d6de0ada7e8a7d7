import _TestSupport

/// Small ONNX files.
enum ONNXText {
  /// A node without attributes.
  static func node(_ operation: String, _ inputs: [String], _ outputs: [String]) -> [UInt8] {
    Protobuf.bytes(
      1,
      inputs.flatMap { Protobuf.text(1, $0) } + outputs.flatMap { Protobuf.text(2, $0) }
        + Protobuf.text(4, operation))
  }

  /// An array of numbers in single precision.
  static func floats(_ name: String, _ shape: [Int64], _ values: [Float]) -> [UInt8] {
    Protobuf.bytes(1, Protobuf.varints(shape)) + Protobuf.number(2, 1) + Protobuf.text(8, name)
      + Protobuf.bytes(9, Protobuf.littleEndian(values.map(\.bitPattern)))
  }

  /// A model of operator set 17.
  static func model(
    _ nodes: [UInt8], initializers: [[UInt8]], input: (name: String, shape: [Int]), output: String
  ) -> [UInt8] {
    let extents = input.shape.flatMap { Protobuf.bytes(1, Protobuf.number(1, $0)) }
    let type = Protobuf.bytes(1, Protobuf.number(1, 1) + Protobuf.bytes(2, extents))
    let graph =
      nodes + initializers.flatMap { Protobuf.bytes(5, $0) }
      + Protobuf.bytes(11, Protobuf.text(1, input.name) + Protobuf.bytes(2, type))
      + Protobuf.bytes(12, Protobuf.text(1, output))
    return Protobuf.number(1, 8) + Protobuf.bytes(7, graph)
      + Protobuf.bytes(8, Protobuf.number(2, 17))
  }
}
