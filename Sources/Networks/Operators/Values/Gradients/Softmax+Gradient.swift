import func Glibc.exp

extension Softmax: Differentiable {
  /// `y · (g - Σ g · y)` of shares, `g - exp(y) · Σ g` of their logarithms; the sums are those of all
  /// numbers whose shares add up to 1.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    let gradient = SoftmaxGradient(softmax: self)
    return call.only(try builder.add(gradient, [call.outputs[0], try call.upstream()]))
  }
}

/// The gradient of what went into a softmax, from what came out and its gradient.
///
/// Computed in `Double` and rounded once.
private struct SoftmaxGradient: Operator {
  let softmax: Softmax

  var kind: String { "\(softmax.kind)Gradient" }

  func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let (shares, gradient) = (try inputs.required(0), try inputs.required(1))
    guard shares.shape == gradient.shape else {
      throw .unequalShapes(shares.shape, gradient.shape)
    }
    return [Fact(shape: gradient.shape)]
  }

  func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let (output, upstream) = (try inputs.required(0), try inputs.required(1))
    let axes = try softmax.axes(output.shape)
    let inner = output.shape.suffix(from: axes.upperBound).reduce(1, *)
    let length = axes.reduce(1) { $0 * output.shape[$1] }
    let (values, gradients) = (output.floats, upstream.floats)
    if values.isEmpty { return [upstream] }
    var result = [Float](repeating: 0, count: values.count)
    for first in 0..<values.count / length {
      let start = first / inner * length * inner + first % inner
      let places = (0..<length).map { start + $0 * inner }
      var sum = 0.0
      for place in places {
        let gradient = Double(gradients[place])
        sum += softmax.isLogarithmic ? gradient : gradient * Double(values[place])
      }
      for place in places {
        let (value, gradient) = (Double(values[place]), Double(gradients[place]))
        let own = softmax.isLogarithmic ? gradient - exp(value) * sum : value * (gradient - sum)
        result[place] = Float(own)
      }
    }
    return [Tensor(shape: output.shape, values: result)]
  }
}
