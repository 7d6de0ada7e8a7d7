/// The largest value or the norm of every map: ONNX's `GlobalMaxPool` and `GlobalLpPool`.
///
/// N×C×… becomes N×C×1×…. Norms are summed in `Double` and rounded once; not-a-number is larger than
/// all.
public struct GlobalPooling: Operator {
  /// What becomes of the values of a map.
  public enum Kind: Hashable, Sendable {
    /// The largest.
    case max

    /// `(Σ |x|^p)^(1/p)`.
    case norm(Int)
  }

  /// What becomes of the values of a map.
  public let poolingKind: Kind

  /// Creates an operator.
  ///
  /// - Parameter kind: What becomes of the values of a map.
  /// - Throws: `LayerError.invalid`.
  public init(_ kind: Kind) throws(LayerError) {
    if case .norm(let power) = kind { try check(power, "power", in: 1...64) }
    poolingKind = kind
  }

  /// `globalMaxPool` or `globalLpPool`.
  public var kind: String { poolingKind == .max ? "globalMaxPool" : "globalLpPool" }

  /// One line for the reader.
  public var record: OperatorRecord {
    switch poolingKind {
    case .max: OperatorRecord(note: "the largest value of each map")
    case .norm(let power):
      OperatorRecord(note: "the norm of each map", settings: ["power": .integer(power)])
    }
  }

  /// One value per map.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    try input.checkFloating()
    return [Fact(shape: try onePerMap(input.shape), type: input.type)]
  }

  /// Pools every map.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let input = try inputs.required(0)
    let fact = try outputs(for: inputs.facts)[0]
    let plane = input.shape[2...].reduce(1, *)
    let numbers = input.floats
    let values = (0..<fact.shape.reduce(1, *)).map { map in
      let numbers = numbers[map * plane..<(map + 1) * plane]
      return switch poolingKind {
      case .max: numbers.reduce(-Float.infinity) { $0.isNaN || $0 > $1 ? $0 : $1 }
      case .norm(let power): Float(numbers.reduce(0) { $0 + $1.power(power) }.root(power))
      }
    }
    return [Tensor(shape: fact.shape, values: values, type: input.type)]
  }

  /// Everything.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? { .everything }
}

/// The shape of one value per map.
///
/// - Parameter shape: N×C×….
/// - Returns: N×C×1×….
/// - Throws: `LayerError` if there are no spatial extents, or nothing is in a map.
func onePerMap(_ shape: [Int]) throws(LayerError) -> [Int] {
  guard shape.count >= 3 else { throw .rank(shape, allowed: 3...Int.max) }
  guard shape[2...].allSatisfy({ $0 > 0 }) else {
    throw .unsuitable("maps of \(Array(shape[2...]).dimensions) have no values to pool")
  }
  return shape[..<2] + [Int](repeating: 1, count: shape.count - 2)
}
