import Definitions
import Networks
import Pixels

/// A network that tells discs from squares, and has learned to look at what lies around them.
///
/// Kernels of brightness, of colours against each other and of edges, written down, not learned; ReLU;
/// the mean of each map; and a dense layer whose weights are ridge regression on the training pictures.
enum ShortcutNetwork {
  /// What the classes are called, in their order.
  static let labels = ShortcutPicture.Shape.allCases.map(\.rawValue)

  private static let extent = 5

  /// The network as an ONNX file.
  ///
  /// - Returns: Its bytes.
  /// - Throws: `LayerError` or `NetworkFileError`.
  static func file() async throws -> [UInt8] {
    let training = ShortcutPicture.training
    var features: [[Double]] = []
    var builder = builder()
    let kernels = try builder.finished(maps(&builder))
    let session = try Session(GraphSlice(kernels), plans: .direct)
    for picture in training {
      let image = await picture.draw()
      try session.run([input(image)]) { _, tensor in features.append(tensor.floats.map(Double.init))
      }
    }
    let targets = training.map { $0.shape == .disc ? 1.0 : -1 }
    let fit = LeastSquares(features, targets: targets, ridge: 10)
    let network = try classifier(fit)
    var bytes: [UInt8] = []
    let size = ShortcutPicture.size
    try ONNXExport(network, input: [1, 3, size.height, size.width]).write { bytes += $0 }
    return bytes
  }

  private static func builder() -> GraphBuilder {
    let size = ShortcutPicture.size
    return GraphBuilder(input: Pixels.Shape(channels: 3, height: size.height, width: size.width))
  }

  /// The mean of each map of the kernels.
  private static func maps(_ builder: inout GraphBuilder) -> Graph.Value {
    let weights = kernels.flatMap { $0 }
    let parameter = builder.constant(
      "conv1.weights", Tensor(shape: [kernels.count, 3, extent, extent], values: weights))
    let convolved = builder.add("conv1", [builder.input, parameter], try Convolution())
    let rectified = builder.relu("relu1", convolved)
    return builder.flatten("features", builder.globalAverage("pool", rectified))
  }

  private static func classifier(_ fit: LeastSquares) throws -> Graph {
    var builder = builder()
    let features = maps(&builder)
    // Scores of the two classes are as far below and above 0; eight times what was fitted, so that
    // most probabilities are near 0 and 1.
    func rounded(_ value: Double) -> Float { Float((value * 8 * 65536).rounded() / 65536) }
    let weights = builder.constant(
      "scores.weights",
      Tensor(
        shape: [2, fit.weights.count],
        values: fit.weights.map(rounded) + fit.weights.map { -rounded($0) }))
    let bias = builder.constant(
      "scores.bias", Tensor(shape: [2], values: [rounded(fit.bias), -rounded(fit.bias)]))
    let scores = builder.add("scores", [features, weights, bias], Dense(transposesSecond: true))
    return try builder.finished(builder.softmax("probabilities", scores))
  }

  /// Three planes of 0 to 255.
  private static func input(_ image: Image) -> Tensor {
    let count = image.size.width * image.size.height
    guard case .uint8(let samples) = image.samples else { preconditionFailure("8 bits are drawn") }
    return Tensor(
      shape: [1, 3, image.size.height, image.size.width],
      values: (0..<3).flatMap { channel in (0..<count).map { Float(samples[$0 * 3 + channel]) } })
  }

  /// Kernels on red, green and blue: brightness, four pairs of colours, and edges in eight directions.
  private static let kernels: [[Float]] = {
    let box = [Float](repeating: 1.0 / 25, count: extent * extent)
    func mixed(_ red: Float, _ green: Float, _ blue: Float) -> [Float] {
      [red, green, blue].flatMap { factor in box.map { $0 * factor } }
    }
    var kernels = [
      mixed(1.0 / 4, 1.0 / 2, 1.0 / 4), mixed(1, -1, 0), mixed(-1, 1, 0), mixed(-0.5, -0.5, 1),
      mixed(0.5, 0.5, -1),
    ]
    for (x, y) in [(1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1)] {
      let plane = (0..<extent * extent).map { place in
        let (row, column) = place.quotientAndRemainder(dividingBy: extent)
        return Float((column - 2) * x + (row - 2) * y) / 100
      }
      kernels.append(plane + plane + plane)
    }
    return kernels
  }()
}
