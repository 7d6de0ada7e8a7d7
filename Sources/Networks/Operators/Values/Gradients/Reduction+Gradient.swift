import func Glibc.exp

extension Reduction: Differentiable {
  /// What each number adds to the result: 1 for sums, `1 / n` for means, `2x` for squares, and so on.
  ///
  /// The largest or smallest of several that are equal share the gradient evenly, as PyTorch's `amax`.
  /// Products are not known.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    if call.wanted.contains(1) { throw .notConstant(input: 1) }
    let input = try call.input(0)
    let shape = builder.shape(of: input)
    var known: [Fact?] = []
    for value in call.inputs { known.append(value.flatMap { builder.fact(of: $0) }) }
    let axes = try axes(known)
    if axes.isEmpty, isIdentityWithoutAxes { return call.only(try call.upstream()) }
    let kept = shape.indices.map { axes.contains($0) ? 1 : shape[$0] }
    let upstream = try builder.reshaped(try call.upstream(), to: kept)
    switch function {
    case .sum: return call.only(try builder.stretched(upstream, to: shape))
    case .mean:
      let count = axes.reduce(1) { $0 * shape[$1] }
      let share = try builder.scaled(upstream, by: 1 / Float(count))
      return call.only(try builder.stretched(share, to: shape))
    case .product: throw .noGradient(kind: kind)
    default:
      let result = try builder.reshaped(call.outputs[0], to: kept)
      let gradient = ReductionGradient(reduction: self, axes: axes)
      return call.only(try builder.add(gradient, [input, result, upstream]))
    }
  }
}

/// The gradient of what was reduced, from it, the result, and the gradient of the result.
///
/// Computed in `Double` and rounded once.
private struct ReductionGradient: Operator {
  let reduction: Reduction
  let axes: [Int]

  var kind: String { "\(reduction.kind)Gradient" }

  func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    [Fact(shape: try inputs.required(0).shape)]
  }

  func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let (input, result) = (try inputs.required(0), try inputs.required(1))
    let upstream = try inputs.required(2)
    let broadcast = try Broadcast([input.shape, result.shape])
    var slopes = broadcast.map(input.floats, result.floats, slope)
    if reduction.function == .max || reduction.function == .min {
      // Those that are equal share.
      let tensor = Tensor(shape: input.shape, values: slopes)
      let list = Tensor(shape: [axes.count], integers: axes.map(Int64.init))
      let counts = try Reduction(.sum).compute([tensor, list])[0]
      slopes = broadcast.map(slopes, counts.floats) { $0 / $1 }
    }
    let values = broadcast.map(slopes, upstream.floats) { $0 * $1 }
    return [Tensor(shape: input.shape, values: values)]
  }

  /// How the result changes with a number.
  private func slope(_ value: Float, _ result: Float) -> Float {
    switch reduction.function {
    case .max, .min: value == result ? 1 : 0
    case .l1: value > 0 ? 1 : value < 0 ? -1 : 0
    case .l2: result == 0 ? 0 : value / result
    case .sumOfSquares: 2 * value
    case .logSum: Float(1 / exp(Double(result)))
    case .logSumExp: Float(exp(Double(value) - Double(result)))
    case .sum, .mean, .product: 1
    }
  }
}
