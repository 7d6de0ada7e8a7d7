import func Glibc.exp
import func Glibc.log

/// One number for all along the axes that the second input lists.
///
/// Floating-point numbers are summed in `Double` and rounded once. Whole numbers wrap, and drop
/// fractions. Of no numbers the sum is 0, the product 1, the largest is the type's smallest and the
/// smallest its largest.
public struct Reduction: Operator {
  /// What is computed.
  public enum Function: String, Sendable {
    /// The sum, mean, largest, smallest, and product.
    case sum = "reduceSum"
    case mean = "reduceMean"
    case max = "reduceMax"
    case min = "reduceMin"
    case product = "reduceProd"

    /// The sum of the magnitudes, and the root of the sum of the squares.
    case l1 = "reduceL1"
    case l2 = "reduceL2"

    /// The sum of the squares.
    case sumOfSquares = "reduceSumSquare"

    /// The logarithm of the sum, and of the sum of the exponential functions.
    case logSum = "reduceLogSum"
    case logSumExp = "reduceLogSumExp"
  }

  /// What is computed.
  public let function: Function

  /// Whether the axes stay, with an extent of 1.
  public let keepsAxes: Bool

  /// Whether no axes means that the input stays as it is, otherwise all axes.
  public let isIdentityWithoutAxes: Bool

  /// Creates an operator.
  ///
  /// - Parameters:
  ///   - function: What is computed.
  ///   - keepsAxes: Whether the axes stay, with an extent of 1: ONNX's `keepdims`.
  ///   - isIdentityWithoutAxes: Whether no axes means that the input stays as it is, otherwise all
  ///     axes: ONNX's `noop_with_empty_axes`.
  public init(_ function: Function, keepsAxes: Bool = true, isIdentityWithoutAxes: Bool = false) {
    self.function = function
    self.keepsAxes = keepsAxes
    self.isIdentityWithoutAxes = isIdentityWithoutAxes
  }

  /// The function's name in ONNX with a small first letter.
  public var kind: String { function.rawValue }

  /// Whether the axes stay.
  public var record: OperatorRecord {
    OperatorRecord(settings: [
      "keepsAxes": .flag(keepsAxes), "isIdentityWithoutAxes": .flag(isIdentityWithoutAxes),
    ])
  }

  /// The shape without the axes, or with 1 in their places.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    let isOrder = function == .max || function == .min
    guard input.type != .bool || isOrder else { throw .type(input.type) }
    let axes = try axes(inputs)
    let shape = input.shape
    try shape.checkedCount()
    let reduced = shape.indices.compactMap { axis in
      axes.contains(axis) ? (keepsAxes ? 1 : nil) : shape[axis]
    }
    if function == .mean, !input.type.isFloating, axes.contains(where: { shape[$0] == 0 }) {
      throw .unsuitable("whole numbers have no mean where there are none")
    }
    return [Fact(shape: reduced, type: input.type)]
  }

  /// Reduces the axes.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let fact = try outputs(for: inputs.facts)[0]
    let input = try inputs.required(0)
    let axes = try axes(inputs.facts)
    if axes.isEmpty, isIdentityWithoutAxes { return [input] }
    let rows = ReducedRows(of: input, along: axes)
    switch rows.tensor.elements {
    case .floats(let values):
      return [Tensor(shape: fact.shape, values: rows.map(values, reduced), type: fact.type)]
    case .integers(let values):
      let type = fact.type
      let results = rows.map(values) { type.wrapped(reduced($0, type)) }
      return [Tensor(shape: fact.shape, integers: results, type: type)]
    }
  }

  /// All places along axes of rows or columns that are reduced.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? {
    .all(along: try axes(inputs), of: try inputs.required(0).shape)
  }

  func axes(_ inputs: [Fact?]) throws(LayerError) -> [Int] {
    let shape = try inputs.required(0).shape
    let axes = try inputs.numbers(1) ?? []
    return axes.isEmpty && !isIdentityWithoutAxes ? Array(shape.indices) : try shape.axes(axes)
  }

  private func reduced(_ row: UnsafeBufferPointer<Float>) -> Float {
    func sum(_ term: (Double) -> Double) -> Double {
      var sum = 0.0
      for value in row { sum += term(Double(value)) }
      return sum
    }
    switch function {
    case .sum: return Float(sum { $0 })
    case .mean: return Float(sum { $0 } / Double(row.count))
    case .max: return row.reduce(-.infinity) { $1 > $0 || $1.isNaN ? $1 : $0 }
    case .min: return row.reduce(.infinity) { $1 < $0 || $1.isNaN ? $1 : $0 }
    case .product: return Float(row.reduce(1.0) { $0 * Double($1) })
    case .l1: return Float(sum { $0.magnitude })
    case .l2: return Float(sum { $0 * $0 }.squareRoot())
    case .sumOfSquares: return Float(sum { $0 * $0 })
    case .logSum: return Float(log(sum { $0 }))
    case .logSumExp:
      // Less the largest, so that nothing overflows.
      let largest = Double(row.max() ?? 0)
      let shift = largest.isFinite ? largest : 0
      return Float(log(sum { exp($0 - shift) }) + shift)
    }
  }

  private func reduced(_ row: UnsafeBufferPointer<Int64>, _ type: NumberType) -> Int64 {
    let mask = type.orderMask
    func doubles(_ term: (Double) -> Double) -> Double {
      row.reduce(0.0) { $0 + term(type.double($1)) }
    }
    switch function {
    case .sum: return row.reduce(0, &+)
    case .mean: return type.truncated(doubles { $0 } / Double(row.count))
    case .max: return row.reduce(type.smallest) { $1 ^ mask > $0 ^ mask ? $1 : $0 }
    case .min: return row.reduce(type.largest) { $1 ^ mask < $0 ^ mask ? $1 : $0 }
    case .product: return row.reduce(1, &*)
    case .l1:
      return row.reduce(0) { $0 &+ ($1 < 0 && type != .uint64 ? 0 &- $1 : $1) }
    case .l2: return type.truncated(doubles { $0 * $0 }.squareRoot())
    case .sumOfSquares: return row.reduce(0) { $0 &+ $1 &* $1 }
    case .logSum: return type.truncated(log(doubles { $0 }))
    case .logSumExp: return type.truncated(log(doubles { exp($0) }))
    }
  }
}
