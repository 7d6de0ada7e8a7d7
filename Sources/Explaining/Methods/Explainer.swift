import Batches
public import Networks
public import Pixels
import Threads

/// A network made ready to be explained, for inputs of one shape.
public struct Explainer: Sendable {
  /// The network.
  let network: ExplainedNetwork

  /// Which number of a class is explained.
  let score: ScoreKind

  /// How methods are run.
  let settings: ExplanationSettings

  /// The layer of Grad-CAM: its value and name.
  let layer: (value: Graph.Value, name: String)?

  /// The scores alone.
  let scores: Session

  /// The score with the gradient of the input; nil if no method needs it.
  private(set) var inputGradient: ScoreGradient?

  /// The same without what is below 0 behind a rectifier; nil if it is not among the methods.
  private(set) var guidedGradient: ScoreGradient?

  /// The score with the gradient of the layer; nil without a layer.
  private(set) var layerGradient: ScoreGradient?

  /// When the picture has taken too long; nil for never.
  private var deadline: Deadline?

  /// Prepares what methods need.
  ///
  /// - Parameters:
  ///   - network: The network.
  ///   - score: Which number of a class is explained.
  ///   - methods: The methods.
  ///   - settings: How they are run.
  ///   - layer: The layer of Grad-CAM, if it is among the methods: its value and name.
  ///   - input: The shape of what goes in, of one picture.
  /// - Throws: `LayerError` if the input does not fit, or an operator on the way has no gradient.
  public init(
    _ network: ExplainedNetwork, _ score: ScoreKind, methods: [ExplanationMethod],
    settings: ExplanationSettings, layer: (value: Graph.Value, name: String)?, input: Shape
  ) throws(LayerError) {
    self.network = network
    self.score = score
    self.settings = settings
    self.layer = layer
    scores = try Session(
      GraphSlice(
        network.graph, wanted: [network.logits, network.probabilities, network.logarithms]))
    let value = network.value(of: score)
    let byInput: Set<ExplanationMethod> = [
      .gradient, .gradientTimesInput, .smoothGrad, .integratedGradients,
    ]
    inputGradient =
      methods.contains(where: byInput.contains)
      ? try ScoreGradient(network.graph, of: value.value, [network.input], input: Fact(input)) : nil
    guidedGradient =
      methods.contains(.guided)
      ? try ScoreGradient(
        network.graph, of: value.value, [network.input], input: Fact(input), rectifiers: .guided)
      : nil
    layerGradient =
      if let layer, methods.contains(.gradCAM) {
        try ScoreGradient(network.graph, of: value.value, [layer.value], input: Fact(input))
      } else {
        nil
      }
  }

  /// The scores of a picture.
  ///
  /// - Parameter input: The input.
  /// - Returns: The numbers of all classes.
  /// - Throws: `LayerError` if the input does not fit.
  public func scores(of input: Activation) throws(LayerError) -> ClassNumbers {
    try scores.classNumbers(of: Tensor(input), network, until: deadline)
  }

  /// The same with a time, after which whatever is computed throws.
  func until(_ deadline: Deadline) -> Explainer {
    var explainer = self
    explainer.deadline = deadline
    explainer.inputGradient?.deadline = deadline
    explainer.guidedGradient?.deadline = deadline
    explainer.layerGradient?.deadline = deadline
    return explainer
  }

  /// The memory that a picture takes with so many gradients at once, about, in bytes.
  ///
  /// - Parameters:
  ///   - input: The shape of what goes in.
  ///   - threads: How many gradients, or hidden pictures, are computed at once.
  /// - Returns: Bytes; those of what is learned are not among them.
  /// - Throws: `LayerError` if it does not fit.
  func memoryBytes(for input: Shape, threads: Int) throws(LayerError) -> Int {
    var most = try scores.memoryBytes(for: [Fact(input)])
    for gradient in [inputGradient, guidedGradient, layerGradient].compactMap(\.self) {
      most = max(most, try gradient.memoryBytes(for: Fact(input)))
    }
    let (bytes, isTooLarge) = most.multipliedReportingOverflow(by: threads)
    return isTooLarge ? .max : bytes
  }

  /// Explains a score.
  ///
  /// - Parameters:
  ///   - input: The input, of the shape that was prepared for.
  ///   - number: The class.
  ///   - method: One of the methods that were prepared for.
  ///   - threads: How many gradients, or hidden pictures, are computed at once.
  /// - Returns: What the method says.
  /// - Throws: `LayerError` if the input does not fit.
  /// - Complexity: A gradient costs about three computations of the network: one for `gradient`,
  ///   `gradient-x-input` and `grad-cam`, as many as samples or steps for the others; `occlusion` a
  ///   computation of the network per window.
  public func explanation(
    of input: Activation, class number: Int, by method: ExplanationMethod, threads: Int
  ) throws(LayerError) -> Explanation {
    switch method {
    case .gradient:
      let gradient = try gradient(inputGradient, input.values, input.shape, number)
      return explanation(method, input.shape, gradient)
    case .guided: return try guided(input, number)
    case .sobel:
      let shape = Shape(channels: 1, height: input.shape.height, width: input.shape.width)
      return explanation(method, shape, edgeStrength(of: input))
    case .gradientTimesInput:
      let gradient = try gradient(inputGradient, input.values, input.shape, number)
      return explanation(method, input.shape, zip(gradient, input.values).map { $0 * $1 })
    case .smoothGrad: return try smoothed(input, number, threads)
    case .integratedGradients: return try integrated(input, number, threads)
    case .gradCAM: return try weightedMaps(input, number)
    case .occlusion: return try occluded(input, number, threads)
    }
  }

  /// The gradient of the input; zeros where the score does not depend on it.
  func gradient(
    _ prepared: ScoreGradient?, _ values: [Float], _ shape: Shape, _ number: Int
  ) throws(LayerError) -> [Float] {
    guard let prepared else { preconditionFailure("the method was prepared for") }
    let input = Tensor(Activation(shape: shape, values: values))
    let seed = network.value(of: score).seed
    let result = try prepared.compute(input, class: number, seed: seed)
    return result.gradients[network.input]?.floats
      ?? [Float](repeating: 0, count: values.count)
  }

  /// Guided backpropagation, with what has to be known of it.
  private func guided(_ input: Activation, _ number: Int) throws(LayerError) -> Explanation {
    let values = try gradient(guidedGradient, input.values, input.shape, number)
    var explanation = explanation(.guided, input.shape, values)
    let rectifiers = network.graph.nodes(neededFor: [network.logits]).count { index in
      network.graph.nodes[index].operation is ReLU
    }
    explanation.notes.append(
      rectifiers == 0
        ? "The network has no rectifier: this is the gradient."
        : "Hardly depends on the weights of higher layers, and is nearly an edge detector (Adebayo et "
          + "al. 2018): compare it with sobel, which knows no network.")
    return explanation
  }

  /// The score of a class for some numbers.
  func score(
    _ values: [Float], _ shape: Shape, _ number: Int
  ) throws(LayerError) -> Float {
    try scores(of: Activation(shape: shape, values: values)).numbers(score)[number]
  }

  /// Numbers with what has to be said of them.
  func explanation(
    _ method: ExplanationMethod, _ shape: Shape, _ values: [Float]
  ) -> Explanation {
    var explanation = Explanation(method, Activation(shape: shape, values: values))
    if values.allSatisfy({ $0 == 0 }), method != .gradCAM {
      explanation.notes.append(
        method == .sobel
          ? "0 everywhere: the picture has no edges."
          : "0 everywhere: the score does not depend on the picture.")
    }
    return explanation
  }

  /// Computes several things at once, in their order.
  static func all<Value: Sendable>(
    _ count: Int, _ threads: Int, _ body: @escaping @Sendable (Int) throws(LayerError) -> Value
  ) throws(LayerError) -> [Value] {
    let results: [Result<Value, LayerError>] = computed(count: count, threads: threads) { index in
      do throws(LayerError) {
        return .success(try body(index))
      } catch {
        return .failure(error)
      }
    }
    var values: [Value] = []
    for result in results { values.append(try result.get()) }
    return values
  }
}
