/// A gradient that is multiplied, number by number, by the slope of a function.
///
/// The inputs are what the slope is a function of, an input or an output of the activation, and the
/// gradient of what comes out. Computed in `Double` and rounded once.
struct SlopeProduct: Operator {
  /// `gradient of` the activation, without spaces.
  let kind: String

  /// The slope at a number.
  private let slope: @Sendable (Double) -> Double

  init(_ kind: String, _ slope: @escaping @Sendable (Double) -> Double) {
    self.kind = "\(kind)Gradient"
    self.slope = slope
  }

  func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let (value, gradient) = (try inputs.required(0), try inputs.required(1))
    guard value.shape == gradient.shape else { throw .unequalShapes(value.shape, gradient.shape) }
    return [Fact(shape: gradient.shape)]
  }

  func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let (value, gradient) = (try inputs.required(0), try inputs.required(1))
    let broadcast = try Broadcast([value.shape, gradient.shape])
    let products = broadcast.map(value.floats, gradient.floats) {
      Float(slope(Double($0)) * Double($1))
    }
    return [Tensor(shape: gradient.shape, values: products)]
  }
}

/// A gradient where a value lies between two bounds, and a share of it elsewhere.
///
/// The inputs are the value and the gradient.
struct GatedGradient: Operator {
  /// The value passes above this, and at it if `isClosed`.
  let low: Float

  /// The value passes below this, and at it if `isClosed`.
  let high: Float

  /// Whether the gradient passes at the bounds.
  let isClosed: Bool

  /// What gradients elsewhere are multiplied by.
  let slope: Float

  /// Whether gradients above 0 pass everywhere in an image of which nothing else does.
  var isRedirected = false

  var kind: String { "gatedGradient" }

  func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let (value, gradient) = (try inputs.required(0), try inputs.required(1))
    guard value.shape == gradient.shape else { throw .unequalShapes(value.shape, gradient.shape) }
    return [Fact(shape: gradient.shape)]
  }

  func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let (value, gradient) = (try inputs.required(0), try inputs.required(1))
    let broadcast = try Broadcast([value.shape, gradient.shape])
    let (values, gradients) = (value.floats, gradient.floats)
    let (low, high, slope) = (low, high, slope)
    var passed =
      isClosed
      ? broadcast.map(values, gradients) { $0 >= low && $0 <= high ? $1 : slope * $1 }
      : broadcast.map(values, gradients) { $0 > low && $0 < high ? $1 : slope * $1 }
    if isRedirected, let images = gradient.shape.first, images > 0 {
      let count = passed.count / images
      for image in 0..<images {
        let own = image * count..<(image + 1) * count
        guard passed[own].allSatisfy({ $0 == 0 }) else { continue }
        for place in own where gradients[place] > 0 { passed[place] = gradients[place] }
      }
    }
    return [Tensor(shape: gradient.shape, values: passed)]
  }
}

extension ReLU: Differentiable {
  /// The gradient where the value is positive; the slope times it elsewhere, at 0 too, as PyTorch's.
  ///
  /// What came out tells which, so that what went in need not be kept.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    let value = slope < 0 ? try call.input(0) : call.outputs[0]
    var upstream = try call.upstream()
    if builder.rectifiers == .guided { upstream = try builder.add(ReLU(), [upstream]) }
    let gate = GatedGradient(
      low: 0, high: .infinity, isClosed: false, slope: slope,
      isRedirected: builder.rectifiers == .redirected && slope == 0)
    return call.only(try builder.add(gate, [value, upstream]))
  }
}

extension Clip: Differentiable {
  /// The gradient between the bounds and at them, as PyTorch's `clamp` (its `relu6` has 0 there).
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    var bounds: [Float] = [-.infinity, .infinity]
    for place in 1...2 where call.inputs.indices.contains(place) {
      guard let value = call.inputs[place] else { continue }
      guard !call.wanted.contains(place), let bound = try builder.numbers(of: value)?.first else {
        throw .notConstant(input: place)
      }
      bounds[place - 1] = bound
    }
    let gate = GatedGradient(low: bounds[0], high: bounds[1], isClosed: true, slope: 0)
    return call.only(try builder.add(gate, [try call.input(0), try call.upstream()]))
  }
}

extension GradientBuilder {
  /// The numbers of a value that never changes.
  ///
  /// - Parameter value: A value of the graph.
  /// - Returns: The numbers; nil if it is computed from what goes in.
  /// - Throws: `LayerError.unreadable`.
  func numbers(of value: Graph.Value) throws(LayerError) -> [Float]? {
    if let constant = fact(of: value)?.constant { return constant.floats }
    return try graph.parameters[value]?.tensor().floats
  }
}

extension Sigmoid: Differentiable {
  /// `y · (1 - y)` times the gradient.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    let product = SlopeProduct(kind) { $0 * (1 - $0) }
    return call.only(try builder.add(product, [call.outputs[0], try call.upstream()]))
  }
}

extension Tanh: Differentiable {
  /// `1 - y²` times the gradient.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    let product = SlopeProduct(kind) { 1 - $0 * $0 }
    return call.only(try builder.add(product, [call.outputs[0], try call.upstream()]))
  }
}

extension UnaryFunction: Differentiable {
  /// The slope of the function at what goes in, times the gradient.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    guard let slope else { throw .noGradient(kind: kind) }
    let product = SlopeProduct(kind, slope)
    return call.only(try builder.add(product, [try call.input(0), try call.upstream()]))
  }
}

extension Identity: Differentiable {
  /// The gradient as it is.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] { call.only(try call.upstream()) }
}

extension Dropout: Differentiable {
  /// The gradient as it is: nothing is dropped.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] { call.only(try call.upstream()) }
}
