extension LayerNormalisation: Differentiable {
  /// That of the numbers through mean and deviation; of the scale its sum over the normalised numbers,
  /// of the shift its sum.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    // Of means and deviations no gradient is known.
    guard call.upstreams.dropFirst().allSatisfy({ $0 == nil }) else {
      throw .noGradient(kind: kind)
    }
    let (input, scale, upstream) = (
      try call.input(0), try call.input(1), try call.upstream()
    )
    var gradients: [Graph.Value?] = call.inputs.map { _ in nil }
    if call.wanted.contains(0) {
      let shape = builder.shape(of: input)
      let axes = Set(try shape.axis(axis)..<shape.count)
      let scaled = try builder.add(Arithmetic(.mul), [upstream, scale])
      gradients[0] = try builder.add(
        StandardisationGradient(axes: axes, deviation: .ofVariance(plus: epsilon)),
        [input, scaled])
    }
    if call.wanted.contains(1) {
      let one = builder.constant(Tensor(shape: [1], values: [1]))
      let standard = try builder.add(
        LayerNormalisation(axis: axis, epsilon: epsilon), [input, one])
      let product = try builder.add(Arithmetic(.mul), [upstream, standard])
      gradients[1] = try builder.summed(product, to: builder.shape(of: scale))
    }
    if call.wanted.contains(2) {
      gradients[2] = try builder.summed(upstream, to: builder.shape(of: try call.input(2)))
    }
    return gradients
  }
}

extension GroupNormalisation: Differentiable {
  /// That of the maps through mean and deviation of their group; of the scale its sum over the
  /// normalised maps, of the shift its sum.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    let (input, scale, upstream) = (
      try call.input(0), try call.input(1), try call.upstream()
    )
    let shape = builder.shape(of: input)
    let groups = groups ?? shape[1]
    var gradients: [Graph.Value?] = call.inputs.map { _ in nil }
    if call.wanted.contains(0) {
      let members = shape[1] / groups
      let isPerMap = builder.shape(of: scale) == [shape[1]]
      let column = try builder.reshaped(scale, to: isPerMap ? [shape[1], 1] : [groups, 1])
      let perMap = isPerMap ? column : try builder.stretched(column, to: [groups, members])
      let factors = try builder.reshaped(
        perMap, to: [shape[1]] + [Int](repeating: 1, count: shape.count - 2))
      let scaled = try builder.add(Arithmetic(.mul), [upstream, factors])
      let rows = [shape[0] * groups, shape[1...].reduce(1, *) / groups]
      let gradient = try builder.add(
        StandardisationGradient(axes: [1], deviation: .ofVariance(plus: epsilon)),
        [try builder.reshaped(input, to: rows), try builder.reshaped(scaled, to: rows)])
      gradients[0] = try builder.reshaped(gradient, to: shape)
    }
    if call.wanted.contains(1) {
      let ones = builder.constant(
        Tensor(shape: [shape[1]], values: [Float](repeating: 1, count: shape[1])))
      let zeros = builder.constant(
        Tensor(shape: [shape[1]], values: [Float](repeating: 0, count: shape[1])))
      let standard = try builder.add(
        GroupNormalisation(groups: groups, epsilon: epsilon), [input, ones, zeros])
      let product = try builder.add(Arithmetic(.mul), [upstream, standard])
      gradients[1] = try sum(product, builder.shape(of: scale), groups, &builder)
    }
    if call.wanted.contains(2) {
      gradients[2] = try sum(upstream, builder.shape(of: try call.input(2)), groups, &builder)
    }
    return gradients
  }

  /// Adds up the numbers of each map, or of each group of maps, over all images.
  private func sum(
    _ value: Graph.Value, _ shape: [Int], _ groups: Int, _ builder: inout GradientBuilder
  ) throws(LayerError) -> Graph.Value {
    let extents = builder.shape(of: value)
    let count = shape == [extents[1]] ? extents[1] : groups
    let rows = try builder.reshaped(
      value, to: [extents[0], count, extents[1...].reduce(1, *) / max(count, 1)])
    return try builder.add(Reduction(.sum, keepsAxes: false), [rows, builder.list([0, 2])])
  }
}

extension MeanVarianceNormalisation: Differentiable {
  /// Through mean and deviation.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    let input = try call.input(0)
    let gradient = StandardisationGradient(
      axes: try places(in: builder.shape(of: input)), deviation: .itself(plus: 1e-9))
    return call.only(try builder.add(gradient, [input, try call.upstream()]))
  }
}

extension LpNormalisation: Differentiable {
  /// With the norm `n` and `y = x / n`: `(g - y · Σ g · y) / n` of squares, `(g - sign(x) · Σ g · y) / n`
  /// of magnitudes; 0 where the norm is 0.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    let input = try call.input(0)
    let gradient = NormGradient(
      axis: try builder.shape(of: input).axis(axis), isOfSquares: power == 2)
    return call.only(try builder.add(gradient, [input, try call.upstream()]))
  }
}

/// The gradient of numbers of which the mean was subtracted, and that were divided by a deviation.
///
/// The inputs are the numbers and the gradient of what came out. With `y = (x - mean) · f(variance)` it
/// is `f · (g - mean g) + 2 / n · f' · (x - mean) · Σ g · (x - mean)`, in `Double` and rounded once.
struct StandardisationGradient: Operator {
  /// What numbers were divided by.
  enum Deviation {
    /// The root of the variance and a number.
    case ofVariance(plus: Float)

    /// The root of the variance, and a number.
    case itself(plus: Double)
  }

  /// The axes over which means were computed.
  let axes: Set<Int>

  /// What numbers were divided by.
  let deviation: Deviation

  var kind: String { "standardisationGradient" }

  func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let (input, upstream) = (try inputs.required(0), try inputs.required(1))
    guard input.shape == upstream.shape else { throw .unequalShapes(input.shape, upstream.shape) }
    return [Fact(shape: input.shape)]
  }

  func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let (input, upstream) = (try inputs.required(0), try inputs.required(1))
    let sums = AxisSums(input.shape, over: axes)
    let (numbers, gradients) = (input.floats, upstream.floats)
    let count = Double(max(sums.positions, 1))
    var means = [Double](repeating: 0, count: sums.count)
    var shares = means
    sums.forEach { position, sum in
      means[sum] += Double(numbers[position]) / count
      shares[sum] += Double(gradients[position]) / count
    }
    var variances = [Double](repeating: 0, count: sums.count)
    var products = variances
    sums.forEach { position, sum in
      let distance = Double(numbers[position]) - means[sum]
      variances[sum] += distance * distance / count
      products[sum] += distance * Double(gradients[position])
    }
    let factors = variances.map(factor)
    let values = [Float](count: input.count) { output in
      sums.forEach { position, sum in
        let (factor, slope) = factors[sum]
        let distance = Double(numbers[position]) - means[sum]
        output[position] = Float(
          factor * (Double(gradients[position]) - shares[sum])
            + 2 / count * slope * distance * products[sum])
      }
    }
    return [Tensor(shape: input.shape, values: values)]
  }

  /// One by the deviation, and how it changes with the variance.
  private func factor(_ variance: Double) -> (factor: Double, slope: Double) {
    switch deviation {
    case .ofVariance(let number):
      let factor = 1 / (variance + Double(number)).squareRoot()
      return (factor, -0.5 * factor * factor * factor)
    case .itself(let number):
      let root = variance.squareRoot()
      let factor = 1 / (root + number)
      return (factor, root == 0 ? 0 : -0.5 * factor * factor / root)
    }
  }
}

/// The gradient of numbers that were divided by their norm, from them and the gradient of what came out.
private struct NormGradient: Operator {
  let axis: Int
  let isOfSquares: Bool

  var kind: String { "lpNormalizationGradient" }

  func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    [Fact(shape: try inputs.required(0).shape)]
  }

  func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let (input, upstream) = (try inputs.required(0), try inputs.required(1))
    let sums = AxisSums(input.shape, over: [axis])
    let (numbers, gradients) = (input.floats, upstream.floats)
    var norms = [Double](repeating: 0, count: sums.count)
    var products = norms
    sums.forEach { position, sum in
      let number = Double(numbers[position])
      norms[sum] += isOfSquares ? number * number : number.magnitude
      products[sum] += number * Double(gradients[position])
    }
    if isOfSquares { for sum in norms.indices { norms[sum] = norms[sum].squareRoot() } }
    let values = [Float](count: input.count) { output in
      sums.forEach { position, sum in
        let (number, norm) = (Double(numbers[position]), norms[sum])
        let direction =
          isOfSquares ? number / norm : number > 0 ? 1.0 : number < 0 ? -1 : 0
        output[position] =
          norm == 0
          ? 0
          : Float((Double(gradients[position]) - direction * products[sum] / norm) / norm)
      }
    }
    return [Tensor(shape: input.shape, values: values)]
  }
}
