import func Glibc.log2

/// How evenly the weights of a filter share its energy.
public struct WeightSpread: Equatable, Sendable {
  /// Entropy of the squared weights as shares of their sum, in bits: 0 where one weight has all the
  /// energy, the logarithm of the count of weights where all are equally large.
  ///
  /// Coifman and Wickerhauser, "Entropy-based algorithms for best basis selection", IEEE Trans.
  /// Information Theory 38 (1992), section III.
  public let entropy: Double

  /// Sparsity by the ratio of the sum of absolute weights to the norm, from 0 to 1.
  ///
  /// 1 where all but one weight are zero, 0 where all are equally large; 1 for a single weight.
  /// Hoyer, "Non-negative matrix factorization with sparseness constraints", J. Machine Learning
  /// Research 5 (2004), section 3.1.
  public let sparsity: Double

  /// Measures a filter; nil where a weight is not finite or all are zero.
  ///
  /// - Parameter filter: The filter.
  /// - Complexity: O(weights).
  public init?(_ filter: Filter) {
    guard filter.weights.allSatisfy(\.isFinite) else { return nil }
    let squares = filter.weights.map { Double($0) * Double($0) }
    let energy = squares.reduce(0, +)
    guard energy > 0 else { return nil }
    entropy = squares.reduce(0) { sum, square in
      let share = square / energy
      return share > 0 ? sum - share * log2(share) : sum
    }
    let root = Double(squares.count).squareRoot()
    let sum = filter.weights.reduce(0) { $0 + Double(abs($1)) }
    sparsity = root > 1 ? max(0, min(1, (root - sum / energy.squareRoot()) / (root - 1))) : 1
  }
}
