/// How the colours of photographs go together: what three independent numbers become red, green and
/// blue by.
///
/// The square root of the covariance of the colours of ImageNet, divided by the length of its longest
/// column, as `lucid` has it.
enum ColourCorrelation {
  /// A row per colour.
  static let matrix: [[Float]] = {
    let root: [[Float]] = [[0.26, 0.09, 0.02], [0.27, 0, -0.05], [0.27, -0.09, 0.03]]
    let lengths = (0..<3).map { column in
      root.reduce(0) { $0 + $1[column] * $1[column] }.squareRoot()
    }
    let longest = lengths.max() ?? 1
    return root.map { row in row.map { $0 / longest } }
  }()
}
