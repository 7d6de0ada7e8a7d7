import _TestSupport

/// Small ONNX files.
enum ONNXText {
  /// A value that goes in or comes out.
  struct Value {
    let name: String
    /// Extents; a negative one is not fixed.
    let shape: [Int]
    /// The number of the type in ONNX: 1 for single precision, 7 for `int64`.
    var type = 1
  }

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
    _ nodes: [UInt8], initializers: [[UInt8]], inputs: [Value], output: String,
    metadata: [(key: String, text: String)] = []
  ) -> [UInt8] {
    let described = inputs.flatMap { input in
      let extents = input.shape.flatMap { extent in
        Protobuf.bytes(1, extent < 0 ? Protobuf.text(2, "N") : Protobuf.number(1, extent))
      }
      let type = Protobuf.bytes(1, Protobuf.number(1, input.type) + Protobuf.bytes(2, extents))
      return Protobuf.bytes(11, Protobuf.text(1, input.name) + Protobuf.bytes(2, type))
    }
    let graph =
      nodes + initializers.flatMap { Protobuf.bytes(5, $0) } + described
      + Protobuf.bytes(12, Protobuf.text(1, output))
    let entries = metadata.flatMap {
      Protobuf.bytes(14, Protobuf.text(1, $0.key) + Protobuf.text(2, $0.text))
    }
    return Protobuf.number(1, 8) + Protobuf.bytes(7, graph)
      + Protobuf.bytes(8, Protobuf.number(2, 17)) + entries
  }

  /// A convolution of red, a rectifier, the mean of each map, and scores of two classes.
  ///
  /// Of a picture that is 100 everywhere: `conv/out` is 101, 101, -100, -100; `mean` 101, 0; `logits`
  /// 101, 202. The convolution has 12 multiply-adds, the scores 4.
  static func classifier(metadata: [(key: String, text: String)] = []) -> [UInt8] {
    model(
      node("Conv", ["picture", "w", "b"], ["conv/out"]) + node("Relu", ["conv/out"], ["relu"])
        + node("GlobalAveragePool", ["relu"], ["mean"]) + node("Flatten", ["mean"], ["flat"])
        + node("MatMul", ["flat", "m"], ["logits"]) + node("Softmax", ["logits"], ["prob"]),
      initializers: [
        floats("w", [2, 3, 1, 1], [1, 0, 0, -1, 0, 0]), floats("b", [2], [1, 0]),
        floats("m", [2, 2], [1, 2, 3, 4]),
      ], inputs: [Value(name: "picture", shape: [1, 3, 1, 2])], output: "prob", metadata: metadata)
  }
}
