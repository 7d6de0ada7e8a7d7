import Networks
public import Pixels
import Spelling
import Weights

extension Model {
  /// Makes the network, as far as it is needed.
  ///
  /// - Parameters:
  ///   - weights: The file with what the layers have learned.
  ///   - wanted: The layers to look at; nil for all that the weights allow.
  ///   - order: The order in which the filters of this file take colours; nil for that of the
  ///     network.
  /// - Returns: The layers up to the last that is wanted.
  /// - Throws: `DefinitionError`: `model` where a layer is unknown, or its weights or those of one
  ///   before are missing or of another shape; `weights` where they cannot be read.
  public func pipeline(
    weights: ModelWeights, layers wanted: [String]? = nil, order: ChannelOrder? = nil
  ) throws(DefinitionError) -> Pipeline {
    let available = layers.prefix { layer in
      if case .convolution = layer.kind { weights.has(layer.name) } else { true }
    }
    guard !available.isEmpty else {
      throw .model(
        .noWeights(weights.path, model: name, needed: layers.first?.name ?? "any layer"))
    }
    var steps: Set<Int> = wanted == nil ? Set(available.indices) : []
    for name in wanted ?? [] {
      let step = try index(of: name)
      try require(weights, through: step)
      steps.insert(step)
    }
    var made: [NamedLayer] = []
    for layer in layers[...(steps.max() ?? 0)] {
      made.append(NamedLayer(layer.name, try self.layer(layer, weights: weights)))
    }
    return Pipeline(
      input: order.map { input.reordered($0) } ?? input, layers: LayerSequence(made),
      exportedSteps: steps.sorted())
  }

  private func index(of name: String) throws(DefinitionError) -> Int {
    if let index = layers.firstIndex(where: { $0.name == name }) { return index }
    throw .model(
      .unknownLayer(
        name, model: self.name, nearest: nearestName(to: name, among: layerNames),
        known: layerNames))
  }

  /// Every learned layer up to one must be in the file.
  private func require(_ weights: ModelWeights, through step: Int) throws(DefinitionError) {
    let missing = layers[...step].filter { layer in
      if case .convolution = layer.kind { !weights.has(layer.name) } else { false }
    }
    guard missing.isEmpty else {
      throw .model(
        .missingWeights(
          weights.path, layer: layers[step].name, needed: missing.map(\.name)))
    }
  }

  private func layer(
    _ layer: ModelLayer, weights: ModelWeights
  ) throws(DefinitionError) -> any Layer {
    switch layer.kind {
    case .convolution(let convolution):
      let choice = try weights.layer(layer.name)
      guard choice.shape == convolution.shape else {
        throw .model(
          .otherShape(
            weights.path, model: name, layer: layer.name, expected: convolution.shape,
            found: choice.shape))
      }
      return try weights.layer(convolution, of: choice)
    case .fixed(let make):
      do throws(LayerError) { return try make() } catch {
        throw .model(.layer(weights.path, name: layer.name, error))
      }
    }
  }
}
