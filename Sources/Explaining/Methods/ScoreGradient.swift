import Batches
import Networks
import Pixels

/// A score of a network with its gradients, ready for inputs of one shape and any class.
struct ScoreGradient: Sendable {
  private let session: Session
  private let gradient: GradientGraph
  private let scoreShape: [Int]

  /// When the input has taken too long; nil for never.
  var deadline: Deadline?

  /// What is computed of an input.
  struct Result {
    /// The scores of all classes.
    let scores: [Float]

    /// The values that are asked for.
    let values: [Graph.Value: Tensor]

    /// Their gradients; none of a value on which the score does not depend.
    let gradients: [Graph.Value: Tensor]
  }

  /// Prepares a network.
  ///
  /// - Parameters:
  ///   - graph: A network of one input.
  ///   - score: The value whose numbers are scores, one per class.
  ///   - sources: The values whose gradients are asked for.
  ///   - input: What goes in.
  ///   - rectifiers: What passes rectifiers on the way back.
  /// - Throws: `LayerError` if the input does not fit, or an operator has no gradient.
  init(
    _ graph: Graph, of score: Graph.Value, _ sources: [Graph.Value], input: Fact,
    rectifiers: RectifierGradient = .exact
  ) throws(LayerError) {
    gradient = try GradientGraph(
      graph, of: score, withRespectTo: sources, inputs: [input], rectifiers: rectifiers)
    let wanted = [score] + sources + gradient.gradients.values
    session = try Session(GraphSlice(gradient.graph, wanted: wanted))
    scoreShape = try GraphSlice(graph, wanted: [score]).facts(for: [input])[score]?.shape ?? []
  }

  /// The memory that one input takes, about, in bytes.
  ///
  /// - Parameter input: What goes in.
  /// - Returns: Bytes; those of what is learned are not among them.
  /// - Throws: `LayerError` if it does not fit.
  func memoryBytes(for input: Fact) throws(LayerError) -> Int {
    try session.memoryBytes(for: [input, Fact(shape: scoreShape)])
  }

  /// Computes scores and gradients.
  ///
  /// - Parameters:
  ///   - input: An input of the shape that was prepared for.
  ///   - number: The class.
  ///   - seed: What the gradient is multiplied by.
  ///   - workers: Threads that share the work.
  /// - Returns: What was computed.
  /// - Throws: `LayerError` if the input does not fit.
  func compute(
    _ input: Tensor, class number: Int, seed: Float = 1, workers: any Workers = OneWorker()
  ) throws(LayerError) -> Result {
    var seeds = [Float](repeating: 0, count: scoreShape.reduce(1, *))
    seeds[number] = seed
    return try compute(input, seeds: seeds, workers: workers)
  }

  /// Computes scores, and gradients of a sum of them.
  ///
  /// - Parameters:
  ///   - input: An input of the shape that was prepared for.
  ///   - seeds: What each score is multiplied by in the sum.
  ///   - workers: Threads that share the work.
  /// - Returns: What was computed.
  /// - Throws: `LayerError` if the input does not fit.
  func compute(
    _ input: Tensor, seeds: [Float], workers: any Workers = OneWorker()
  ) throws(LayerError) -> Result {
    let values = try session.values(
      for: [input, Tensor(shape: scoreShape, values: seeds)], workers: workers, until: deadline)
    var gradients: [Graph.Value: Tensor] = [:]
    for (source, value) in gradient.gradients { gradients[source] = values[value] }
    return Result(
      scores: values[gradient.target]?.floats ?? [], values: values, gradients: gradients)
  }
}

extension Session {
  /// Computes all wanted values.
  ///
  /// - Parameters:
  ///   - inputs: What goes in.
  ///   - workers: Threads that share the work.
  ///   - deadline: When the input has taken too long, which is looked at between layers; nil for never.
  /// - Returns: A tensor per value.
  /// - Throws: `LayerError` if an input does not fit, or the time is over.
  func values(
    for inputs: [Tensor], workers: any Workers = OneWorker(), until deadline: Deadline? = nil
  ) throws(LayerError) -> [Graph.Value: Tensor] {
    var values: [Graph.Value: Tensor] = [:]
    do {
      try run(
        inputs, workers: workers,
        check: {
          if deadline?.isOver == true { throw LayerError.unsuitable("the time is over") }
        }
      ) { value, tensor in values[value] = tensor }
    } catch let error as LayerError {
      throw error
    } catch {
      preconditionFailure("nothing else fails: \(error)")
    }
    return values
  }
}

extension Session {
  /// The scores of a picture, of a session that computes them.
  ///
  /// - Parameters:
  ///   - input: What goes in.
  ///   - network: The network that the session is of.
  ///   - workers: Threads that share the work.
  ///   - deadline: When the input has taken too long; nil for never.
  /// - Returns: The numbers of all classes.
  /// - Throws: `LayerError` if the input does not fit, or the time is over.
  func classNumbers(
    of input: Tensor, _ network: ExplainedNetwork, workers: any Workers = OneWorker(),
    until deadline: Deadline? = nil
  ) throws(LayerError) -> ClassNumbers {
    let values = try values(for: [input], workers: workers, until: deadline)
    return ClassNumbers(
      logits: values[network.logits]?.floats ?? [],
      probabilities: values[network.probabilities]?.floats ?? [],
      logarithms: values[network.logarithms]?.floats ?? [])
  }
}
