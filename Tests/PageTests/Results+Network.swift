extension Results {
  /// Writes `net.onnx`, a network of one convolution and three classes.
  ///
  /// - Parameter height: Rows of its pictures, of nine columns.
  /// - Throws: If the file can't be written.
  func network(height: Int = 8) throws {
    var network = ONNXFile([1, 3, height, 9])
    network.weights("w", [4, 3, 3, 3])
    network.weights("m", [4, 3])
    network.node("Conv", ["x", "w"], "conv")
    network.node("Relu", ["conv"], "relu")
    network.node("GlobalAveragePool", ["relu"], "mean")
    network.node("Flatten", ["mean"], "flat")
    network.node("MatMul", ["flat", "m"], "logits")
    network.node("Softmax", ["logits"], "prob")
    try write(network.file("prob"), "net.onnx")
  }

  /// Writes the pages of 'explain' and 'mislead' on that network: `why` and `misled`.
  func explanations() throws {
    try network()
    try picture("small.png", width: 9, height: 8)
    try run(
      "explain", "small.png", "-m", "net.onnx", "--scale", "0.01", "--method", "gradient",
      "--method", "occlusion", "--class", "0", "--class", "2", "-o", "why")
    try run(
      "mislead", "small.png", "-m", "net.onnx", "--scale", "0.01", "--radius", "9/255", "-o",
      "misled")
  }
}
