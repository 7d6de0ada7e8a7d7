import Networks
import Weights

extension Model {
  /// Finds out what of a file belongs where in the network, in which form, and whose names they
  /// are.
  ///
  /// Of all ways in which the layers may be called that is taken by which the most are found.
  ///
  /// - Parameter weights: The file with what the layers have learned.
  /// - Returns: The network in the form that the weights were learned in.
  /// - Throws: `DefinitionError.model`: `otherNetwork` where something does not fit and the file has
  ///   all of another network of the catalogue, `noWeights` where it has nothing of this one.
  public func fitted(to weights: ModelWeights) throws(DefinitionError) -> FittedWeights {
    let tensors = LayerTensors(weights.file)
    let fitted = best(weights, tensors)
    guard fitted.fit.namedCount == 0 || !fitted.misshapen.isEmpty else { return fitted }
    if let other = Self.recognised(weights, tensors) {
      throw .model(.otherNetwork(weights.path, model: name, found: other))
    }
    guard fitted.fit.namedCount > 0 else {
      throw .model(
        .noWeights(weights.path, model: name, needed: firstLearned ?? "any layer"))
    }
    return fitted
  }

  /// The way to call the layers by which the most are found.
  private func best(_ weights: ModelWeights, _ tensors: LayerTensors) -> FittedWeights {
    let fits = weightNames.map { WeightFit(self, $0, weights, tensors) }
    let best = fits.dropFirst().reduce(fits[0]) { best, fit in
      // Names that several have in common tell nothing about the form.
      fit.rank(asked: name) > best.rank(asked: name) ? fit : best
    }
    guard let form = best.names.form, form != name,
      let model = Self.all.first(where: { $0.name == form })
    else { return FittedWeights(best, of: self, asked: self, weights) }
    // Another form has parameters of its own.
    return FittedWeights(
      WeightFit(model, best.names, weights, tensors), of: model, asked: self, weights)
  }

  /// The network of the catalogue that a file has all weights of; nil if there is none.
  private static func recognised(_ weights: ModelWeights, _ tensors: LayerTensors) -> String? {
    all.lazy.filter { $0.hasFirst(tensors) }.map { $0.best(weights, tensors) }
      .first(where: \.fit.isComplete)?.model.name
  }

  /// Whether a file has weights of the first layer, whatever it is called.
  private func hasFirst(_ tensors: LayerTensors) -> Bool {
    guard let first = firstLearned else { return false }
    return weightNames.contains { names in
      !names.numbered.isEmpty
        || tensors.entry(names.name(of: first, isScale: false), .weights) != nil
    }
  }

  /// The name of the first layer that learns.
  private var firstLearned: String? {
    let graph = graph
    return graph.nodes.first { node in
      node.inputs.contains { value in value.flatMap { graph.parameters[$0] }?.isBound == false }
    }?.name
  }
}
