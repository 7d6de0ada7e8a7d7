public import Networks

/// Layers with what goes in and what is looked at: what a pipeline file or a model comes to.
public struct Pipeline: Sendable {
  /// How images become maps.
  public let input: InputStage

  /// The layers, first to last.
  public let layers: LayerSequence

  /// The numbers of the layers whose maps are written, ascending.
  public let exportedSteps: [Int]

  /// Puts a pipeline together.
  ///
  /// - Parameters:
  ///   - input: How images become maps.
  ///   - layers: The layers, first to last.
  ///   - exportedSteps: The numbers of the layers whose maps are written, ascending.
  public init(input: InputStage, layers: LayerSequence, exportedSteps: [Int]) {
    precondition(
      exportedSteps.allSatisfy(layers.steps.indices.contains), "a step is one of the layers")
    self.input = input
    self.layers = layers
    self.exportedSteps = exportedSteps
  }
}

extension PipelineFile {
  /// What is computed and looked at.
  public var pipeline: Pipeline {
    Pipeline(input: input, layers: layers, exportedSteps: export.steps)
  }
}
