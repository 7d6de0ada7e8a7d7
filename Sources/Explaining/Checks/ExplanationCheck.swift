import Networks
import Pixels

/// What can be checked of a method.
public enum CheckKind: CaseIterable, Sendable {
  /// Whether the map changes with the weights.
  case randomisation

  /// What becomes of the probability while pixels are hidden, and shown, in the order of the map.
  case curves

  /// How far the map moves when the input does a little.
  case sensitivity
}

/// What checks say of one method on one picture; nil for what was not checked.
public struct ExplanationCheck: Codable, Sendable {
  /// The map beside that of a network with random weights from the scores down.
  public struct Randomised: Codable, Sendable {
    /// How many layers are random.
    public let layers: Int

    /// The rank correlation of magnitudes; 0 if the map is the same everywhere.
    public let correlation: Double
  }

  /// How many layers have weights.
  public let layers: Int

  /// The map beside those of networks that are more and more random.
  public internal(set) var randomised: [Randomised]?

  /// Whether the map of an all random network is another one: the rank correlation is below a half.
  public internal(set) var dependsOnWeights: Bool?

  /// Curves of the order that the method gives.
  public internal(set) var curves: HidingCurves?

  /// Those of random orders.
  public internal(set) var random: HidingCurves?

  /// Those of the strength of edges.
  public internal(set) var sobel: HidingCurves?

  /// How far the map moves at most, as a share of its length, when the input changes by up to 2 %
  /// of its span (Yeh et al., "On the (in)fidelity and sensitivity of explanations", 2019).
  public internal(set) var sensitivity: Double?
}

extension Explanation {
  /// How important each pixel is: the values, summed over channels; of slopes the largest
  /// magnitude.
  ///
  /// - Parameter size: Width and height of the input.
  /// - Returns: A number per pixel.
  func importance(_ size: ImageSize) -> [Float] {
    guard method.isSlope else { return plane(size) }
    let count = values.shape.height * values.shape.width
    return (0..<count).map { place in
      stride(from: place, to: values.values.count, by: count).reduce(0) {
        max($0, values.values[$1].magnitude)
      }
    }
  }

  /// How much the map says of each pixel, whatever the sign.
  ///
  /// - Parameter size: Width and height of the input.
  /// - Returns: A number per pixel, not below 0.
  func magnitudes(_ size: ImageSize) -> [Float] { importance(size).map(\.magnitude) }
}

/// Checks methods on pictures of one class each.
struct ExplanationChecker: Sendable {
  /// The network made ready.
  let explainer: Explainer

  /// The methods.
  let methods: [ExplanationMethod]

  /// How many gradients are computed at once.
  let threads: Int

  /// What is checked.
  let kinds: Set<CheckKind>

  /// How many changed inputs the sensitivity is the largest of.
  static let changeCount = 5

  /// How far they change, as a share of the span.
  static let change: Float = 0.02

  /// Checks what was found.
  ///
  /// - Parameters:
  ///   - explanations: What the methods say, in their order.
  ///   - input: The picture as it goes in.
  ///   - number: The class.
  /// - Returns: A check per method.
  /// - Throws: `LayerError` if the input does not fit.
  /// - Complexity: Of random weights and small changes ten times what the methods cost, of curves some
  ///   hundred computations of the network.
  func checks(
    _ explanations: [Explanation], _ input: Activation, class number: Int
  ) throws(LayerError) -> [ExplanationCheck] {
    let layers = explainer.network.weightedLayers.count
    var checks = explanations.map { _ in ExplanationCheck(layers: layers) }
    if kinds.contains(.randomisation) { try randomise(&checks, explanations, input, number) }
    if kinds.contains(.curves) { try hide(&checks, explanations, input, number) }
    if kinds.contains(.sensitivity) {
      for (place, explanation) in explanations.enumerated() {
        checks[place].sensitivity = try sensitivity(explanation, input, number)
      }
    }
    return checks
  }

  /// Compares maps with those of networks that are more and more random.
  private func randomise(
    _ checks: inout [ExplanationCheck], _ explanations: [Explanation], _ input: Activation,
    _ number: Int
  ) throws(LayerError) {
    let size = ImageSize(width: input.shape.width, height: input.shape.height)
    let count = explainer.network.weightedLayers.count
    let stages = Set([1, count / 4, count / 2, count * 3 / 4, count].filter { $0 > 0 }).sorted()
    var randomised = explanations.map { _ in [ExplanationCheck.Randomised]() }
    for layers in stages {
      let random = try explainer.randomised(layers, methods, input.shape)
      for (place, explanation) in explanations.enumerated() {
        let other = try random.explanation(
          of: input, class: number, by: explanation.method, threads: threads)
        let correlation = rankCorrelation(explanation.magnitudes(size), other.magnitudes(size))
        randomised[place].append(.init(layers: layers, correlation: correlation ?? 0))
      }
    }
    for place in checks.indices {
      checks[place].randomised = randomised[place]
      checks[place].dependsOnWeights = (randomised[place].last?.correlation.magnitude ?? 0) < 0.5
    }
  }

  /// Hides and shows pixels in the order of the maps, of edges and of none.
  private func hide(
    _ checks: inout [ExplanationCheck], _ explanations: [Explanation], _ input: Activation,
    _ number: Int
  ) throws(LayerError) {
    let size = ImageSize(width: input.shape.width, height: input.shape.height)
    let random = try explainer.randomCurves(input, number, threads: threads)
    let sobel = try explainer.hidingCurves(
      edgeStrength(of: input), input, number, threads: threads)
    for (place, explanation) in explanations.enumerated() {
      checks[place].curves = try explainer.hidingCurves(
        explanation.importance(size), input, number, threads: threads)
      checks[place].random = random
      checks[place].sobel = sobel
    }
  }

  /// How far a map moves at most when the input does a little.
  private func sensitivity(
    _ explanation: Explanation, _ input: Activation, _ number: Int
  ) throws(LayerError) -> Double {
    let span = (input.values.max() ?? 0) - (input.values.min() ?? 0)
    let length = Self.length(explanation.values.values)
    guard length > 0 else { return 0 }
    var largest = 0.0
    for seed in 1...Self.changeCount {
      var noise = Noise(seed: UInt64(seed))
      let changed = input.values.map { $0 + Self.change * span * (2 * noise.nextShare() - 1) }
      let other = try explainer.explanation(
        of: Activation(shape: input.shape, values: changed), class: number,
        by: explanation.method, threads: threads)
      let differences = zip(explanation.values.values, other.values.values).map { $0 - $1 }
      largest = max(largest, Self.length(differences) / length)
    }
    return largest
  }

  private static func length(_ values: [Float]) -> Double {
    values.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
  }
}

extension Explainer {
  /// The same for a network with random weights, and the layer of Grad-CAM where it was.
  fileprivate func randomised(
    _ layers: Int, _ methods: [ExplanationMethod], _ shape: Shape
  ) throws(LayerError) -> Explainer {
    try Explainer(
      try network.randomised(layers), score, methods: methods, settings: settings, layer: layer,
      input: shape)
  }
}
