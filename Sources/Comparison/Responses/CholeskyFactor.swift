/// The lower triangular factor of a symmetric, positive definite matrix.
struct CholeskyFactor {
  private let order: Int
  private let factor: [Double]

  /// Factors a matrix in order³ / 6 multiply-adds; nil where rounding leaves it not positive definite.
  ///
  /// - Parameters:
  ///   - matrix: Row-major numbers; those above the diagonal are not read.
  ///   - order: Rows, 0 or more.
  init?(_ matrix: [Double], order: Int) {
    precondition(matrix.count == order * order, "the matrix is square")
    self.order = order
    var factor = matrix
    let isDefinite = factor.withUnsafeMutableBufferPointer { factor in
      for row in 0..<order {
        for column in 0...row {
          var sum = factor[row * order + column]
          for index in 0..<column {
            sum -= factor[row * order + index] * factor[column * order + index]
          }
          if column < row {
            factor[row * order + column] = sum / factor[column * order + column]
          } else if sum > 0 {
            factor[row * order + row] = sum.squareRoot()
          } else {
            return false
          }
        }
      }
      return true
    }
    guard isDefinite else { return nil }
    self.factor = factor
  }

  /// Solves the equations for one right side.
  ///
  /// - Parameter right: `order` numbers.
  /// - Returns: The solution.
  func solve(_ right: [Double]) -> [Double] {
    var values = right
    for row in 0..<order {
      for index in 0..<row { values[row] -= factor[row * order + index] * values[index] }
      values[row] /= factor[row * order + row]
    }
    for row in (0..<order).reversed() {
      // Row by row from the end: what is known is taken from all rows before.
      values[row] /= factor[row * order + row]
      for index in 0..<row { values[index] -= factor[row * order + index] * values[row] }
    }
    return values
  }
}
