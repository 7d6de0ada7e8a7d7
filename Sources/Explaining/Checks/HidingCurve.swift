import Networks
import Pixels

/// What becomes of a probability while pixels are hidden, or shown, in an order (Petsiuk, Das and
/// Saenko, "RISE", 2018).
public struct HidingCurve: Codable, Sendable {
  /// The mean of the curve, by the rule of trapezoids.
  public let area: Double

  /// The probability with 0, 1, … twentieths of the pixels.
  public let curve: [Float]

  /// Into how many parts the pixels are divided.
  static let parts = 20

  /// Takes the points of a curve.
  init(_ curve: [Float]) {
    self.curve = curve
    let ends = (Double(curve.first ?? 0) + Double(curve.last ?? 0)) / 2
    area = (curve.reduce(0) { $0 + Double($1) } - ends) / Double(max(curve.count - 1, 1))
  }

  /// Takes the mean of curves.
  init(meanOf curves: [HidingCurve]) {
    self.init(
      (0...Self.parts).map { part in
        curves.reduce(0) { $0 + $1.curve[part] } / Float(max(curves.count, 1))
      })
  }
}

/// Curves of an order of pixels: the most important first.
public struct HidingCurves: Codable, Sendable {
  /// While pixels are hidden: an order is good if the curve falls soon.
  public let deletion: HidingCurve

  /// While pixels are shown on the baseline: an order is good if the curve rises soon.
  public let insertion: HidingCurve
}

extension Explainer {
  /// What becomes of the probability of a class while pixels are hidden, and while they are shown.
  ///
  /// - Parameters:
  ///   - importance: A number per pixel; the largest are hidden, and shown, first.
  ///   - input: The picture as it goes in.
  ///   - number: The class.
  ///   - threads: How many pictures are computed at once.
  /// - Returns: Both curves.
  /// - Throws: `LayerError` if the input does not fit.
  func hidingCurves(
    _ importance: [Float], _ input: Activation, _ number: Int, threads: Int
  ) throws(LayerError) -> HidingCurves {
    // Equal ones from the first on, so that the order is the same each time.
    let order = importance.indices.sorted {
      (-importance[$0], $0) < (-importance[$1], $1)
    }
    let baseline = settings.baseline.values(for: input)
    let plane = order.count
    let points = try Self.all(2 * (HidingCurve.parts + 1), threads) { index throws(LayerError) in
      let (part, isInsertion) = (index / 2, index % 2 == 1)
      var values = isInsertion ? baseline : input.values
      let others = isInsertion ? input.values : baseline
      for pixel in order.prefix(plane * part / HidingCurve.parts) {
        for place in stride(from: pixel, to: values.count, by: plane) {
          values[place] = others[place]
        }
      }
      let classes = try scores(of: Activation(shape: input.shape, values: values))
      return classes.probabilities[number]
    }
    let parts = 0...HidingCurve.parts
    return HidingCurves(
      deletion: HidingCurve(parts.map { points[2 * $0] }),
      insertion: HidingCurve(parts.map { points[2 * $0 + 1] }))
  }

  /// The mean curves of five random orders.
  ///
  /// - Parameters:
  ///   - input: The picture as it goes in.
  ///   - number: The class.
  ///   - threads: How many pictures are computed at once.
  /// - Returns: Both curves.
  /// - Throws: `LayerError` if the input does not fit.
  func randomCurves(
    _ input: Activation, _ number: Int, threads: Int
  ) throws(LayerError) -> HidingCurves {
    var found: [HidingCurves] = []
    for seed in 1...5 {
      var noise = Noise(seed: UInt64(seed))
      let importance = (0..<input.shape.height * input.shape.width).map { _ in noise.next() }
      found.append(try hidingCurves(importance, input, number, threads: threads))
    }
    return HidingCurves(
      deletion: HidingCurve(meanOf: found.map(\.deletion)),
      insertion: HidingCurve(meanOf: found.map(\.insertion)))
  }
}
