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
}
