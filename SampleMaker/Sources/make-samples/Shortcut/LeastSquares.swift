/// Factors of features, and what is added, that come nearest to targets: ridge regression by its
/// normal equations.
struct LeastSquares {
  /// One per feature.
  let weights: [Double]

  /// What is added.
  let bias: Double

  /// Solves the normal equations of centred features by elimination; they are positive definite, so
  /// that no rows are exchanged.
  ///
  /// - Parameters:
  ///   - features: A list per picture, all as long.
  ///   - targets: One per picture.
  ///   - ridge: What is added to the diagonal.
  init(_ features: [[Double]], targets: [Double], ridge: Double) {
    let count = Double(targets.count)
    let width = features[0].count
    let means = (0..<width).map { place in features.reduce(0) { $0 + $1[place] } / count }
    let mean = targets.reduce(0, +) / count
    var rows = (0..<width).map { i in
      (0...width).map { j in
        zip(features, targets).reduce(i == j ? ridge : 0) { sum, picture in
          let right = j == width ? picture.1 - mean : picture.0[j] - means[j]
          return sum + (picture.0[i] - means[i]) * right
        }
      }
    }
    for pivot in 0..<width {
      for row in 0..<width where row != pivot {
        let factor = rows[row][pivot] / rows[pivot][pivot]
        for place in pivot...width { rows[row][place] -= factor * rows[pivot][place] }
      }
    }
    weights = (0..<width).map { rows[$0][width] / rows[$0][$0] }
    bias = mean - zip(weights, means).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
