/// A matrix of real weights that is, within a tolerance, a column times a row.
struct SeparableReals: Equatable {
  /// One factor a row of the matrix.
  let column: [Float]

  /// One factor a column of the matrix.
  let row: [Float]

  /// Takes a matrix apart around its largest weight, where the results stay close enough.
  ///
  /// The product differs from the matrix by at most a 64th of a level in any result, and the sums in
  /// `Float`, which lose half a unit in the last place a tap, from exact ones by at most an eighth.
  ///
  /// - Parameters:
  ///   - weights: The matrix in row-major order.
  ///   - width: Its columns.
  ///   - maximum: The largest sample.
  init?(_ weights: [Float], width: Int, maximum: Int) {
    let largest = weights.indices.max { abs(weights[$0]) < abs(weights[$1]) }
    guard let largest, weights[largest] != 0, weights.allSatisfy(\.isFinite) else { return nil }
    let (pivotRow, pivotColumn) = largest.quotientAndRemainder(dividingBy: width)
    let height = weights.count / width
    row = Array(weights[pivotRow * width..<(pivotRow + 1) * width])
    column = (0..<height).map {
      Float(Double(weights[$0 * width + pivotColumn]) / Double(weights[largest]))
    }
    var (difference, gain) = (0.0, 0.0)
    for (index, weight) in weights.enumerated() {
      let product = Double(column[index / width]) * Double(row[index % width])
      difference += abs(Double(weight) - product)
      gain += abs(product)
    }
    let loss = Double(column.count + row.count) * 0x1p-24 * gain * Double(maximum)
    guard difference * Double(maximum) <= 1.0 / 64, loss <= 0.125 else { return nil }
  }

  /// Multiplications a sample, in both passes.
  var tapCount: Int { row.count { $0 != 0 } + column.count { $0 != 0 } }
}
