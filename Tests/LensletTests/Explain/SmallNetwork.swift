import Codecs
import Pixels

/// A network of two convolutions that takes colours of 12x12 pixels for one of three classes, and a
/// picture.
///
/// PyTorch 2.13 says of the picture less 128, through 64: logits 0.1160984, -0.2092322 and
/// -0.0194869, probabilities 0.3852832, 0.2782857 and 0.3364311.
enum SmallNetwork {
  /// How the picture goes in.
  static let input = ["--mean", "128", "--scale", "0.015625"]

  /// Numbers without a pattern that catches the eye, which any program can make again.
  static func weights(_ name: String, _ shape: [Int64], step: Int, divisor: Float) -> [UInt8] {
    let count = Int(shape.reduce(1, *))
    return ONNXText.floats(
      name, shape, (0..<count).map { Float(($0 * step + 11) % 29 - 14) / divisor })
  }

  /// The network as an ONNX file.
  ///
  /// - Parameter middle: What stands between the second convolution and the mean of its maps.
  /// - Returns: The bytes of the file.
  static func file(middle: [(kind: String, output: String)] = [("Relu", "relu2")]) -> [UInt8] {
    var nodes =
      ONNXText.node("Conv", ["picture", "w1", "b1"], ["conv1"])
      + ONNXText.node("Relu", ["conv1"], ["relu1"])
      + ONNXText.node("Conv", ["relu1", "w2", "b2"], ["conv2"])
    var last = "conv2"
    for node in middle {
      nodes += ONNXText.node(node.kind, [last], [node.output])
      last = node.output
    }
    nodes +=
      ONNXText.node("GlobalAveragePool", [last], ["mean"])
      + ONNXText.node("Flatten", ["mean"], ["flat"])
      + ONNXText.node("MatMul", ["flat", "m"], ["logits"])
      + ONNXText.node("Softmax", ["logits"], ["prob"])
    return ONNXText.model(
      nodes,
      initializers: [
        weights("w1", [4, 3, 3, 3], step: 37, divisor: 32),
        weights("b1", [4], step: 7, divisor: 64),
        weights("w2", [5, 4, 3, 3], step: 41, divisor: 32),
        weights("b2", [5], step: 5, divisor: 64),
        weights("m", [5, 3], step: 17, divisor: 8),
      ], inputs: [ONNXText.Value(name: "picture", shape: [1, 3, 12, 12])], output: "prob")
  }

  /// The picture.
  static var picture: Image {
    Image(
      size: ImageSize(width: 12, height: 12), layout: .rgb,
      samples: .uint8((0..<432).map { UInt8(truncatingIfNeeded: $0 * $0 * 7 + $0 * 13) }))
  }
}

extension PictureFolder {
  /// Writes the small network and its picture.
  func smallNetwork() throws {
    try write(SmallNetwork.file(), "net.onnx")
    try write(try ImageEncoder.encode(SmallNetwork.picture, as: .png), "a.png")
  }
}
