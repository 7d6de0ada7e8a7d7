/// Layers of Caffe, each with what it gives of one of two inputs.
///
/// What comes out was computed by straight loops over indices.
enum CaffeLayerCases {
  /// 1×3×2×2.
  static let small: [Float] = [1, -2, 3, -4, 0.5, -0.5, 2, -1, 0, 1, -3, 5]

  /// 1×3×4×5: `7 * i mod 11 - 5`.
  static let large = (0..<60).map { Float($0 * 7 % 11 - 5) }

  /// All of them; the value is that of the blob `x`.
  static let all = values + combinations + shapes + sums
}
