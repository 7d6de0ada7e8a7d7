import Filtering
import Networks
import Pixels
import Spelling

extension Model {
  /// The networks that are known by name.
  public static let all = [alexNet, caffeNet]

  /// The name of the model that `FirstLayer` makes.
  public static let firstLayerName = "first-layer"

  /// The names of all models, `first-layer` among them.
  public static let names = all.map(\.name) + [firstLayerName]

  /// Finds a network.
  ///
  /// - Parameter name: One of `names` but `first-layer`.
  /// - Returns: The network.
  /// - Throws: `ModelError.unknownModel`.
  public static func named(_ name: String) throws(ModelError) -> Model {
    if let model = all.first(where: { $0.name == name }) { return model }
    throw .unknownModel(name, nearest: nearestName(to: name, among: names), known: names)
  }

  /// BVLC AlexNet, its first block: normalised before it is pooled, as in the paper.
  static let alexNet = Model(
    name: "alexnet", input: .bvlc(227),
    layers: [
      ModelLayer("conv1", ModelConvolution(shape: [96, 3, 11, 11], stride: Step(x: 4, y: 4))),
      ModelLayer("relu1") { () throws(LayerError) in ReLU() },
      normalisation("norm1"),
      pool("pool1"),
    ])

  /// BVLC reference CaffeNet, its first two blocks: pooled before they are normalised.
  static let caffeNet = Model(
    name: "caffenet", input: .bvlc(227),
    layers: [
      ModelLayer("conv1", ModelConvolution(shape: [96, 3, 11, 11], stride: Step(x: 4, y: 4))),
      ModelLayer("relu1") { () throws(LayerError) in ReLU() },
      pool("pool1"),
      normalisation("norm1"),
      ModelLayer("conv2", ModelConvolution(shape: [256, 48, 5, 5], padding: 2, groups: 2)),
      ModelLayer("relu2") { () throws(LayerError) in ReLU() },
      pool("pool2"),
      normalisation("norm2"),
    ])

  private static func pool(_ name: String) -> ModelLayer {
    ModelLayer(name) { () throws(LayerError) in
      try Pooling(.max, height: 3, width: 3, stride: Step(x: 2, y: 2), roundsUp: true)
    }
  }

  private static func normalisation(_ name: String) -> ModelLayer {
    ModelLayer(name) { () throws(LayerError) in
      try LocalResponseNormalisation(size: 5, alpha: 1e-4, beta: 0.75)
    }
  }
}
