import Pixels

/// The product of two matrices, or of stacks of them: ONNX's `MatMul`, by NumPy's rules.
///
/// The last two extents are rows and columns; those before are stacks that are broadcast. A tensor of
/// one extent is a row at the left and a column at the right, and leaves no extent. Each sum is a
/// chain of `Float` fused multiply-adds from 0, first term to last. Costs rows · terms · columns
/// multiply-adds per product; a right matrix that never changes is kept in a second, reordered copy.
public struct MatrixProduct: Operator {
  /// Creates an operator.
  public init() {}

  /// `matMul`.
  public var kind: String { "matMul" }

  /// The right matrix.
  public var parameterNames: [String] { ["weights"] }

  /// One line for the reader.
  public var record: OperatorRecord { OperatorRecord(note: "a product of matrices") }

  /// The stacks that are broadcast, then rows and columns.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let (left, right) = (try inputs.required(0), try inputs.required(1))
    try left.checkFloating()
    try right.checkFloating()
    let shapes = try MatrixShapes(left.shape, right.shape)
    return [Fact(shape: shapes.output, type: left.type)]
  }

  /// Every product.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let right = try inputs.required(1)
    _ = try outputs(for: inputs.facts)
    return [try BoundMatrixProduct(right).product(of: try inputs.required(0))]
  }

  /// The product with the right matrix in blocks of columns.
  public func bound(to constants: [Tensor?]) throws(LayerError) -> (any BoundOperator)? {
    guard let right = constants.optional(1), !right.shape.isEmpty else { return nil }
    try Fact(constant: right).checkFloating()
    return BoundMatrixProduct(right)
  }

  /// One per term of every sum.
  public func multiplyAdds(for inputs: [Fact?]) throws(LayerError) -> Int {
    let output = try outputs(for: inputs)[0].shape
    let terms = try inputs.required(0).shape.last ?? 1
    return output.reduce(terms) { $0.multiplied(by: $1) }
  }

  /// Everything.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? { .everything }
}

/// A product with a right matrix that is ready for many runs.
private struct BoundMatrixProduct: BoundOperator {
  private let shape: [Int]
  private let matrices: [MatrixColumns]

  /// Packs the matrices of a stack; a shape that is not empty.
  init(_ right: Tensor) {
    shape = right.shape
    let isColumn = shape.count == 1
    let terms = isColumn ? shape[0] : shape[shape.count - 2]
    let columns = isColumn ? 1 : shape[shape.count - 1]
    let values = right.floats
    let count = shape.dropLast(2).reduce(1, *)
    matrices = (0..<count).map { index in
      MatrixColumns(
        values[index * terms * columns..<(index + 1) * terms * columns], terms: terms,
        columns: columns)
    }
  }

  func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    [try product(of: try inputs.required(0))]
  }

  func product(of left: Tensor) throws(LayerError) -> Tensor {
    try Fact(constant: left).checkFloating()
    let shapes = try MatrixShapes(left.shape, shape)
    let matrix = shapes.rows * shapes.columns
    let values = [Float](count: shapes.output.reduce(1, *)) { output in
      left.floats.withUnsafeBufferPointer { values in
        for (index, (left, right)) in shapes.pairs.enumerated() {
          let start = values.baseAddress ?? UnsafePointer(output)
          matrices[right].multiply(
            MatrixColumns.Rows(
              start: start + left * shapes.rows * shapes.terms, count: shapes.rows,
              pitch: shapes.terms, step: 1),
            starts: [], to: output + index * matrix)
        }
      }
    }
    return Tensor(shape: shapes.output, values: values, type: left.type)
  }
}

/// How the stacks of two tensors of matrices go together.
private struct MatrixShapes {
  let rows: Int
  let terms: Int
  let columns: Int

  /// The shape of the product.
  let output: [Int]

  private let stack: [Int]
  private let strides: (left: [Int], right: [Int])

  init(_ left: [Int], _ right: [Int]) throws(LayerError) {
    guard let last = left.last else { throw .rank(left, allowed: 1...Int.max) }
    guard !right.isEmpty else { throw .rank(right, allowed: 1...Int.max) }
    rows = left.count == 1 ? 1 : left[left.count - 2]
    terms = last
    columns = right.count == 1 ? 1 : right[right.count - 1]
    guard terms == right[max(right.count - 2, 0)] else { throw .unequalShapes(left, right) }
    let (leftStack, rightStack) = (left.dropLast(2), right.dropLast(2))
    let rank = max(leftStack.count, rightStack.count)
    let padded = [leftStack, rightStack].map {
      [Int](repeating: 1, count: rank - $0.count) + $0
    }
    var stack: [Int] = []
    for (first, second) in zip(padded[0], padded[1]) {
      guard first == second || first == 1 || second == 1 else {
        throw .unequalShapes(left, right)
      }
      stack.append(first == 1 ? second : first)
    }
    self.stack = stack
    strides = (Self.strides(of: padded[0]), Self.strides(of: padded[1]))
    output = stack + (left.count == 1 ? [] : [rows]) + (right.count == 1 ? [] : [columns])
    try output.checkedCount()
  }

  /// Which matrix of the left and of the right goes into each product.
  var pairs: [(left: Int, right: Int)] {
    guard output.reduce(1, *) > 0 else { return [] }
    return (0..<stack.reduce(1, *)).map { index in
      var (rest, left, right) = (index, 0, 0)
      for axis in stack.indices.reversed() {
        let place = rest % stack[axis]
        rest /= stack[axis]
        left += place * strides.left[axis]
        right += place * strides.right[axis]
      }
      return (left, right)
    }
  }

  /// Matrices between neighbours of an axis; 0 where one stands for all.
  private static func strides(of stack: [Int]) -> [Int] {
    var strides = [Int](repeating: 0, count: stack.count)
    var step = 1
    for axis in stack.indices.reversed() {
      if stack[axis] != 1 { strides[axis] = step }
      step *= stack[axis]
    }
    return strides
  }
}
