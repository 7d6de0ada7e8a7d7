import Spelling

extension Model {
  /// The networks that are known by name; their graphs are made when they are asked for.
  public static let all =
    leNets + [alexNet, caffeNet, torchvisionAlexNet, zfNet] + vggs
    + [
      googLeNet, torchvisionGoogLeNet, inceptionV2, inceptionV3, inceptionV3WithAuxiliaryHead,
      kerasInceptionV3,
    ]
    + resNets + cifarResNets + denseNets + [
      mobileNet, fullMobileNet, timmMobileNet, mobileNetV2, kerasMobileNetV2,
    ]
    + [
      allCNN, allCNNC, squeezeNet, listing, quiz, bit, efficientNetB0, kerasEfficientNetB0,
      efficientNetLite0, efficientNetL2,
    ]

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
    throw .unknownModel(name, nearest: nearestName(to: name, among: names))
  }
}
