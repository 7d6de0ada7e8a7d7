extension Model {
  /// Binds what was learned to the network, as far as it is needed.
  ///
  /// - Parameters:
  ///   - weights: The file with what the layers have learned.
  ///   - wanted: The layers to look at; nil for all that the weights allow.
  /// - Returns: The network in the form that the weights were learned in, of which nothing but what
  ///   the wanted layers need is bound.
  /// - Throws: `DefinitionError`: as `fitted(to:)` and `FittedWeights.pipeline(layers:)`.
  public func pipeline(
    weights: ModelWeights, layers wanted: [String]? = nil
  ) throws(DefinitionError) -> Pipeline {
    try fitted(to: weights).pipeline(layers: wanted)
  }
}
