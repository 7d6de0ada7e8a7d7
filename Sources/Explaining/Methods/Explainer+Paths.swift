import Networks
import Pixels

/// Methods that take many gradients.
extension Explainer {
  /// The mean gradient of pictures with noise.
  func smoothed(
    _ input: Activation, _ number: Int, _ threads: Int
  ) throws(LayerError) -> Explanation {
    let span = (input.values.max() ?? 0) - (input.values.min() ?? 0)
    let deviation = settings.noise * span
    let sum = try sum(settings.samples, input, threads) { index throws(LayerError) in
      var noise = Noise(seed: settings.seed &+ UInt64(index) &* 0x1_0000_0001)
      let noisy = input.values.map { $0 + deviation * noise.next() }
      return try gradient(inputGradient, noisy, input.shape, number).map(Double.init)
    }
    let count = Double(settings.samples)
    var result = explanation(.smoothGrad, input.shape, sum.map { Float($0 / count) })
    result.steps = settings.samples
    return result
  }

  /// Gradients on the way from the baseline, times the way.
  ///
  /// Where their sum is more than a hundredth away from the difference of the scores, the number of
  /// steps is doubled, up to eight times what was asked for, and 10,000.
  func integrated(
    _ input: Activation, _ number: Int, _ threads: Int
  ) throws(LayerError) -> Explanation {
    let baseline = settings.baseline.values(for: input)
    let (end, start) = (
      try score(input.values, input.shape, number), try score(baseline, input.shape, number)
    )
    let expected = Double(end) - Double(start)
    var steps = settings.steps
    while true {
      let quadrature = GaussLegendre(steps)
      let sum = try sum(steps, input, threads) { index throws(LayerError) in
        let (point, weight) = (Float(quadrature.points[index]), quadrature.weights[index])
        let values = zip(baseline, input.values).map { $0 + point * ($1 - $0) }
        return try gradient(inputGradient, values, input.shape, number).map { weight * Double($0) }
      }
      let values = sum.indices.map { place in
        Float(sum[place] * (Double(input.values[place]) - Double(baseline[place])))
      }
      let total = values.reduce(0) { $0 + Double($1) }
      let distance = (total - expected).magnitude
      let error = distance == 0 ? 0 : distance / expected.magnitude
      let isComplete = error <= 0.01
      guard isComplete || !error.isFinite || steps * 2 > min(settings.steps * 8, 10_000)
      else {
        steps *= 2
        continue
      }
      var result = explanation(.integratedGradients, input.shape, values)
      result.baseline = settings.baseline
      result.steps = steps
      result.completeness = error.isFinite ? error : nil
      if !isComplete {
        result.notes.append(
          "Not complete: with \(steps) steps the sum is \(total), the scores differ by \(expected)."
        )
      }
      return result
    }
  }

  /// Adds up gradients, in the order of their numbers, some at once.
  private func sum(
    _ count: Int, _ input: Activation, _ threads: Int,
    _ term: @escaping @Sendable (Int) throws(LayerError) -> [Double]
  ) throws(LayerError) -> [Double] {
    var sum = [Double](repeating: 0, count: input.values.count)
    let piece = max(threads, 1)
    for first in stride(from: 0, to: count, by: piece) {
      let terms = try Self.all(min(piece, count - first), threads) { index throws(LayerError) in
        try term(first + index)
      }
      for values in terms { for place in sum.indices { sum[place] += values[place] } }
    }
    return sum
  }
}
