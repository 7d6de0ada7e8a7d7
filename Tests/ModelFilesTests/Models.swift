import Files
import ModelFiles
import _TestSupport

/// Messages of ONNX, by the numbers of `onnx.proto`.
extension Protobuf {
  /// A `ModelProto` of a graph's fields.
  static func model(_ graph: [UInt8], _ others: [UInt8] = []) -> [UInt8] {
    number(1, 8) + bytes(7, graph) + others
  }

  /// The field of a graph that is a node.
  static func node(
    _ operation: String, inputs: [String] = [], outputs: [String] = [], attributes: [[UInt8]] = []
  ) -> [UInt8] {
    let names = inputs.flatMap { text(1, $0) } + outputs.flatMap { text(2, $0) }
    return bytes(1, names + text(4, operation) + attributes.flatMap { bytes(5, $0) })
  }

  /// A `TensorProto` without values.
  static func tensor(_ name: String, type: Int, shape: [Int64], _ values: [UInt8] = []) -> [UInt8] {
    bytes(1, varints(shape)) + number(2, type) + text(8, name) + values
  }

  /// A `StringStringEntryProto`.
  static func entry(_ key: String, _ value: String) -> [UInt8] { text(1, key) + text(2, value) }

  /// A small model with a bit of everything.
  static var smallModel: [UInt8] {
    let weights = tensor(
      "w", type: 1, shape: [2], bytes(9, littleEndian([Float(1).bitPattern, 0])))
    let bias = tensor("b", type: 7, shape: [3], bytes(7, varints([-1, 2, 300])))
    let branch = bytes(6, node("Identity", inputs: ["x"], outputs: ["y"]) + text(2, "then"))
    let attributes = [
      text(1, "pads") + bytes(8, varints([1, 1])) + number(20, 7),
      text(1, "alpha") + single(2, 0.5) + number(20, 1),
      text(1, "then_branch") + branch + number(20, 5),
      text(1, "value") + bytes(5, tensor("", type: 6, shape: [], number(5, 4))) + number(20, 4),
    ]
    let extents = bytes(1, text(2, "N")) + bytes(1, number(1, 3)) + bytes(1, [])
    let input = text(1, "x") + bytes(2, bytes(1, number(1, 1) + bytes(2, extents)))
    let graph =
      node("Conv", inputs: ["x", "", "w"], outputs: ["y"], attributes: attributes)
      + text(2, "small") + bytes(5, weights) + bytes(5, bias) + bytes(11, input)
      + bytes(12, text(1, "y")) + bytes(15, bytes(1, tensor("s", type: 1, shape: [1])))
    let function =
      text(1, "Twice") + text(4, "a") + text(5, "b") + text(6, "k")
      + bytes(7, text(1, "a") + text(1, "a") + text(2, "b") + text(4, "Add"))
      + bytes(9, number(2, 17)) + text(10, "own") + bytes(11, text(1, "scale") + number(3, 2))
    return model(
      graph,
      text(2, "maker") + text(3, "1.2") + bytes(8, number(2, 17))
        + bytes(8, text(1, "own") + number(2, 1)) + bytes(14, entry("channel_order", "BGR"))
        + bytes(25, function))
  }
}

/// Reads a model of bytes.
func model(_ bytes: [UInt8], folder: Path? = nil) throws(ModelFileError) -> ONNXModel {
  try ONNXModel(reading: MappedFile(bytes: bytes), folder: folder)
}

/// Reads an array of bytes.
func tensor(_ bytes: [UInt8], folder: Path? = nil) throws(ModelFileError) -> ONNXTensor {
  try ONNXTensor(reading: MappedFile(bytes: bytes), folder: folder)
}

/// The message of what a body throws; nil where it throws nothing.
func problem(_ body: () throws(ModelFileError) -> Void) -> String? {
  do throws(ModelFileError) {
    try body()
    return nil
  } catch {
    return error.description
  }
}

/// Reads everything of a model, values too where they can be had.
func readAll(_ bytes: [UInt8]) throws(ModelFileError) {
  func values(of tensor: ONNXTensor) {
    _ = try? tensor.floats()
    _ = try? tensor.integers()
  }
  func values(of graph: ONNXGraph) {
    for tensor in graph.initializers { values(of: tensor) }
    for attribute in graph.nodes.flatMap(\.attributes) {
      if case .tensor(let tensor) = attribute.value { values(of: tensor) }
      if case .graph(let graph) = attribute.value { values(of: graph) }
    }
  }
  values(of: try model(bytes).graph)
}
