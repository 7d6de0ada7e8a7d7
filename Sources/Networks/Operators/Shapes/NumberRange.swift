/// Numbers from the first input on, before the second, each the third apart: ONNX's `Range`.
public struct NumberRange: Operator {
  /// Creates an operator.
  public init() {}

  /// `range`.
  public var kind: String { "range" }

  /// A list, whose length is known before anything is computed.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    var bounds: [Tensor] = []
    for place in 0..<3 {
      let bound = try inputs.required(place)
      guard let constant = bound.constant else { throw .notConstant(input: place) }
      guard constant.count == 1 else { throw .rank(bound.shape, allowed: 0...0) }
      if let first = bounds.first, first.type != bound.type { throw .types(first.type, bound.type) }
      bounds.append(constant)
    }
    let type = bounds[0].type
    guard type != .bool, type != .uint64 else { throw .type(type) }
    return [Fact(shape: [try count(bounds)], type: type)]
  }

  /// Counts.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let fact = try outputs(for: inputs.facts)[0]
    let (start, step) = (try inputs.required(0), try inputs.required(2))
    let places = 0..<fact.shape[0]
    if let start = start.integers?[0], let step = step.integers?[0] {
      let values = places.map { start &+ Int64($0) &* step }
      return [Tensor(shape: fact.shape, integers: values, type: fact.type)]
    }
    let (first, distance) = (Double(start.floats[0]), Double(step.floats[0]))
    let values = places.map { Float(first + Double($0) * distance) }
    return [Tensor(shape: fact.shape, values: values, type: fact.type)]
  }

  /// No value depends on a value of the input.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? { nil }

  private func count(_ bounds: [Tensor]) throws(LayerError) -> Int {
    let integers = bounds.compactMap { $0.integers?[0] }
    let count: Double
    if integers.count == 3 {
      let (start, end, step) = (integers[0], integers[1], integers[2])
      if step == 0 { throw .unsuitable("a step of 0 leads nowhere") }
      guard step > 0 ? start < end : start > end else { return 0 }
      let distance = UInt64(bitPattern: step > 0 ? end &- start : start &- end)
      count = Double((distance - 1) / step.magnitude) + 1
    } else {
      let (start, end) = (Double(bounds[0].floats[0]), Double(bounds[1].floats[0]))
      let step = Double(bounds[2].floats[0])
      count = ((end - start) / step).rounded(.up)
      guard count.isFinite else {
        throw .unsuitable("there is no end from \(start) to \(end) in steps of \(step)")
      }
    }
    guard count <= Double(WindowGeometry.maximumCount) else {
      throw .unsuitable("a range of \(count) numbers is too large")
    }
    return Int(max(0, count))
  }
}
