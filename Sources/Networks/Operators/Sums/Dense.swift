import Pixels

/// A dense layer: ONNX's `Gemm`.
///
/// `out = alpha * A * B + beta * C`. Each sum is a chain of `Float` fused multiply-adds, first term
/// to last, of A and of alpha times B; it starts from beta times C, which is broadcast, or from 0.
/// Costs rows · terms · columns multiply-adds; matrices that never change are kept in a second,
/// reordered copy.
public struct Dense: Operator {
  /// What the product is multiplied by.
  public let alpha: Float

  /// What the third input is multiplied by.
  public let beta: Float

  /// Whether the first matrix is given column by column.
  public let transposesFirst: Bool

  /// Whether the second matrix is given column by column, as networks keep weights.
  public let transposesSecond: Bool

  /// Creates an operator.
  ///
  /// - Parameters:
  ///   - alpha: What the product is multiplied by.
  ///   - beta: What the third input is multiplied by.
  ///   - transposesFirst: Whether the first matrix is terms × rows instead of rows × terms.
  ///   - transposesSecond: Whether the second is columns × terms instead of terms × columns.
  public init(
    alpha: Float = 1, beta: Float = 1, transposesFirst: Bool = false, transposesSecond: Bool = false
  ) {
    self.alpha = alpha
    self.beta = beta
    self.transposesFirst = transposesFirst
    self.transposesSecond = transposesSecond
  }

  /// `gemm`.
  public var kind: String { "gemm" }

  /// The second matrix, and what is added.
  public var parameterNames: [String] { ["weights", "bias"] }

  /// The factors, and what is transposed.
  public var record: OperatorRecord {
    OperatorRecord(settings: [
      "alpha": .number(alpha), "beta": .number(beta), "transposesFirst": .flag(transposesFirst),
      "transposesSecond": .flag(transposesSecond),
    ])
  }

  /// How many numbers become how many.
  public func note(parameters: [[Int]]) -> String {
    guard let weights = parameters.first, weights.count == 2 else { return "" }
    let (terms, columns) = transposesSecond ? (weights[1], weights[0]) : (weights[0], weights[1])
    return "\(terms) numbers become \(columns)"
  }

  /// Rows × columns.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let (first, second) = (try inputs.required(0), try inputs.required(1))
    for input in [first, second] {
      try input.checkFloating()
      guard input.shape.count == 2 else { throw .rank(input.shape, allowed: 2...2) }
    }
    let (rows, terms) =
      transposesFirst ? (first.shape[1], first.shape[0]) : (first.shape[0], first.shape[1])
    let (secondTerms, columns) =
      transposesSecond ? (second.shape[1], second.shape[0]) : (second.shape[0], second.shape[1])
    guard terms == secondTerms else { throw .unequalShapes(first.shape, second.shape) }
    if let third = inputs.optional(2) {
      try third.checkFloating()
      let extents = [Int](repeating: 1, count: max(0, 2 - third.shape.count)) + third.shape
      guard extents.count == 2, [1, rows].contains(extents[0]), [1, columns].contains(extents[1])
      else { throw .unequalShapes(third.shape, [rows, columns]) }
    }
    try [rows, columns].checkedCount()
    return [Fact(shape: [rows, columns], type: first.type)]
  }

  /// The sums.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    _ = try outputs(for: inputs.facts)
    let bound = BoundDense(self, try inputs.required(1), added: inputs.optional(2))
    return try bound.compute(inputs)
  }

  /// The layer with its weights in blocks of columns.
  public func bound(to constants: [Tensor?]) throws(LayerError) -> (any BoundOperator)? {
    guard let second = constants.optional(1) else { return nil }
    let fact = Fact(constant: second)
    try fact.checkFloating()
    guard second.shape.count == 2 else { throw .rank(second.shape, allowed: 2...2) }
    return BoundDense(self, second, added: constants.optional(2))
  }

  /// One per term of every sum.
  public func multiplyAdds(for inputs: [Fact?]) throws(LayerError) -> Int {
    let output = try outputs(for: inputs)[0].shape
    let terms = try inputs.required(0).shape[transposesFirst ? 0 : 1]
    return output.reduce(terms) { $0.multiplied(by: $1) }
  }

  /// Everything.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? { .everything }
}

/// A dense layer with its weights.
private struct BoundDense: BoundOperator {
  private let settings: Dense
  private let shape: [Int]
  private let added: Tensor?
  private let columns: MatrixColumns

  /// Packs a matrix.
  init(_ settings: Dense, _ second: Tensor, added: Tensor?) {
    self.settings = settings
    shape = second.shape
    self.added = added
    let isTransposed = settings.transposesSecond
    columns = MatrixColumns(
      second.floats[...], terms: shape[isTransposed ? 1 : 0], columns: shape[isTransposed ? 0 : 1],
      isTransposed: isTransposed, factor: settings.alpha)
  }

  func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    try compute(inputs, workers: OneWorker())
  }

  func compute(
    _ inputs: [Tensor?], workers: any Workers
  ) throws(LayerError) -> [Tensor] {
    let first = try inputs.required(0)
    let fact = try settings.outputs(
      for: [Fact(constant: first), Fact(shape: shape), added.map { Fact(constant: $0) }])[0]
    let rows = fact.shape[0]
    let isTransposed = settings.transposesFirst
    let starts = starts(rows: rows)
    let values = [Float](count: fact.shape.reduce(1, *)) { output in
      first.floats.withUnsafeBufferPointer { values in
        let start = values.baseAddress ?? UnsafePointer(output)
        columns.multiply(
          MatrixColumns.Rows(
            start: start, count: rows, pitch: isTransposed ? 1 : columns.terms,
            step: isTransposed ? rows : 1),
          starts: starts, to: output, workers: workers)
      }
    }
    return [Tensor(shape: fact.shape, values: values, type: first.type)]
  }

  /// What the sums start from: nothing, one number per column, or one per row and column.
  private func starts(rows: Int) -> [Float] {
    guard let added, settings.beta != 0 else { return [] }
    let values = added.floats
    let width = added.shape.last ?? 1
    let isOneRow = added.shape.count < 2 || added.shape[0] == 1
    return (0..<(isOneRow ? 1 : rows)).flatMap { row in
      (0..<columns.columns).map { column in
        settings.beta * values[(isOneRow ? 0 : row * width) + (width == 1 ? 0 : column)]
      }
    }
  }
}
