import func Glibc.log
import func Glibc.pow

extension PReLU: Differentiable {
  /// The gradient where the number is positive, the slope times it elsewhere, at 0 too, as PyTorch's;
  /// that of a slope is what went through it, times the numbers.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    let (input, slope, upstream) = (
      try call.input(0), try call.input(1), try call.upstream()
    )
    let gate = GatedGradient(low: 0, high: .infinity, isClosed: false, slope: 0)
    let passed = try builder.add(gate, [input, upstream])
    let bent = try builder.add(Arithmetic(.sub), [upstream, passed])
    var gradients: [Graph.Value?] = [nil, nil]
    if call.wanted.contains(0) {
      let own = try builder.add(Arithmetic(.mul), [bent, slope])
      gradients[0] = try builder.add(Arithmetic(.add), [passed, own])
    }
    if call.wanted.contains(1) {
      let own = try builder.add(Arithmetic(.mul), [bent, input])
      gradients[1] = try builder.summed(own, to: builder.shape(of: slope))
    }
    return gradients
  }
}

extension Power: Differentiable {
  /// `y · x^(y - 1)` times the gradient for the base, 0 where the exponent is 0; `x^y · log x` for the
  /// exponent, 0 where the base is 0 and the exponent is not negative; as PyTorch's.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    var gradients: [Graph.Value?] = [nil, nil]
    for place in call.wanted.sorted() {
      let slopes = try builder.add(
        PowerSlope(isOfExponent: place == 1), [try call.input(0), try call.input(1)])
      let own = try builder.add(Arithmetic(.mul), [slopes, try call.upstream()])
      gradients[place] = try builder.summed(own, to: builder.shape(of: try call.input(place)))
    }
    return gradients
  }
}

/// How powers change with the base or the exponent; in `Double` and rounded once.
private struct PowerSlope: Operator {
  let isOfExponent: Bool

  var kind: String { "powGradient" }

  func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    [Fact(shape: try Broadcast.shape([inputs.required(0).shape, inputs.required(1).shape]))]
  }

  func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let (base, exponent) = (try inputs.required(0), try inputs.required(1))
    let broadcast = try Broadcast([base.shape, exponent.shape])
    let (bases, exponents) = (base.floats, exponent.floats)
    let values =
      isOfExponent
      ? broadcast.map(bases, exponents) { base, exponent -> Float in
        let (x, y) = (Double(base), Double(exponent))
        return x == 0 && y >= 0 ? 0 : Float(pow(x, y) * log(x))
      }
      : broadcast.map(bases, exponents) { base, exponent -> Float in
        let (x, y) = (Double(base), Double(exponent))
        return y == 0 ? 0 : Float(y * pow(x, y - 1))
      }
    return [Tensor(shape: broadcast.shape, values: values)]
  }
}

extension Where: Differentiable {
  /// The gradient where a number was chosen, 0 elsewhere; what was stretched is added up.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    let (condition, upstream) = (try call.input(0), try call.upstream())
    let zero = builder.constant(Tensor(shape: [], values: [0]))
    var gradients: [Graph.Value?] = [nil, nil, nil]
    for place in 1...2 where call.wanted.contains(place) {
      let own = try builder.add(
        Where(), place == 1 ? [condition, upstream, zero] : [condition, zero, upstream])
      gradients[place] = try builder.summed(own, to: builder.shape(of: try call.input(place)))
    }
    return gradients
  }
}

/// What each of several tensors has of their largest or smallest numbers: 1 where it alone is as large, a
/// share where several are.
///
/// The inputs are the largest numbers, then the tensors, of which the shares of one are computed.
struct ExtremeShares: Operator {
  /// The place of the tensor among them.
  let place: Int

  var kind: String { "extremeShares" }

  func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    [Fact(shape: try inputs.required(0).shape)]
  }

  func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let extreme = try inputs.required(0)
    let numbers = extreme.floats
    var counts = [Float](repeating: 0, count: numbers.count)
    var own = counts
    for (place, input) in inputs.dropFirst().enumerated() {
      guard let input else { continue }
      let broadcast = try Broadcast([extreme.shape, input.shape])
      let equal = broadcast.map(numbers, input.floats) { $0 == $1 ? 1 as Float : 0 }
      for index in equal.indices { counts[index] += equal[index] }
      if place == self.place { own = equal }
    }
    let shares = zip(own, counts).map { $0 == 0 ? 0 : $0 / $1 }
    return [Tensor(shape: extreme.shape, values: shares)]
  }
}
