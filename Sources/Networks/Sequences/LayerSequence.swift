public import Pixels

/// A layer and the name that its step is asked for by.
public struct NamedLayer: Sendable {
  /// The name, as in the source of the network.
  public let name: String

  /// What is computed.
  public let layer: any Layer

  /// Names a layer.
  ///
  /// - Parameters:
  ///   - name: The name, as in the source of the network.
  ///   - layer: What is computed.
  public init(_ name: String, _ layer: any Layer) {
    self.name = name
    self.layer = layer
  }
}

/// Layers that are computed one after the other, each on what the one before gave.
public struct LayerSequence: Sendable {
  /// The layers, first to last.
  public let steps: [NamedLayer]

  /// Creates a sequence.
  ///
  /// - Parameter steps: The layers, first to last.
  public init(_ steps: [NamedLayer]) { self.steps = steps }

  /// Works out every step for an input, before anything is computed.
  ///
  /// - Parameter input: The shape that goes in.
  /// - Returns: One summary a step.
  /// - Throws: `LayerError.step` with the name of the first step that does not fit.
  public func summaries(for input: Shape) throws(LayerError) -> [StepSummary] {
    var summaries: [StepSummary] = []
    var shape = input
    var field = ReceptiveField.identity
    for step in steps {
      do throws(LayerError) {
        let output = try step.layer.outputShape(for: shape)
        field = field.seen(through: try step.layer.window(on: shape))
        summaries.append(
          StepSummary(
            name: step.name, input: shape, output: output,
            parameterCount: step.layer.parameterCount,
            multiplyAdds: try step.layer.multiplyAdds(for: shape), receptiveField: field))
        shape = output
      } catch {
        throw .step(name: step.name, error: error)
      }
    }
    return summaries
  }

  /// Computes the steps and hands out what each produced.
  ///
  /// An activation is freed before the step after the next is computed unless the receiver keeps
  /// it. No later step changes it. Steps between which nothing is handed out may be computed
  /// together, with the same bits and less memory.
  ///
  /// - Parameters:
  ///   - input: What goes in.
  ///   - count: How many steps are computed, from the first; without it all of them.
  ///   - wanted: The numbers of the steps that are handed out; without them all that are computed.
  ///   - receive: Takes the number of a step, from 0, and its activation.
  /// - Throws: `LayerError.step` before anything is computed, and whatever the receiver throws,
  ///   which ends the computation.
  public func forward(
    _ input: Activation, count: Int? = nil, wanted: Set<Int>? = nil,
    receive: (_ step: Int, _ activation: Activation) throws -> Void
  ) throws {
    let steps = Array(steps.prefix(count ?? steps.count))
    _ = try LayerSequence(steps).summaries(for: input.shape)
    var activation = input
    var next = 0
    while next < steps.count {
      let joint = JointSteps(steps, from: next) { wanted?.contains($0) ?? true }
      activation = try joint.forward(activation)
      next += joint.count
      if wanted?.contains(next - 1) ?? true { try receive(next - 1, activation) }
    }
  }
}

/// What is known of a step before it is computed.
public struct StepSummary: Equatable, Sendable {
  /// The step's name.
  public let name: String

  /// The shape that goes in.
  public let input: Shape

  /// The shape that comes out.
  public let output: Shape

  /// Learned numbers of the step.
  public let parameterCount: Int

  /// Products that are added up.
  public let multiplyAdds: Int

  /// What one value sees of the first input.
  public let receptiveField: ReceptiveField
}
