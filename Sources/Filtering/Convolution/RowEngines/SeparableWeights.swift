import Kernels

/// A matrix of integers written as a column times a row.
struct SeparableWeights: Equatable {
  /// One factor a row of the matrix.
  let column: [Int]

  /// One factor a column of the matrix.
  let row: [Int]

  /// Takes a matrix apart, where it is such a product.
  ///
  /// - Parameters:
  ///   - weights: The matrix in row-major order; each weight fits 32 bits.
  ///   - width: Its columns.
  init?(_ weights: [Int], width: Int) {
    let rows = stride(from: 0, to: weights.count, by: width).map { weights[$0..<$0 + width] }
    guard let pattern = rows.first(where: { $0.contains { $0 != 0 } }) else { return nil }
    let divisor = pattern.reduce(0) { greatestCommonDivisor($0, abs($1)) }
    let row = pattern.map { $0 / divisor }
    guard let pivot = row.firstIndex(where: { $0 != 0 }) else { return nil }
    var column: [Int] = []
    for candidate in rows {
      let factor = candidate[candidate.startIndex + pivot] / row[pivot]
      guard zip(candidate, row).allSatisfy({ $0 == factor * $1 }) else { return nil }
      column.append(factor)
    }
    self.row = row
    self.column = column
  }

  /// Multiplications a sample, in both passes.
  var tapCount: Int { row.count { $0 != 0 } + column.count { $0 != 0 } }
}
