public import Kernels

/// The kernels that the benchmark times and that tests check in every plan and variant.
public enum TimedKernels {
  /// Dense kernels of quarters, then the classic ones.
  public static var all: [KernelBank] { dense + classic }

  /// Kernels of quarters without structure or zeros, 3x3 to 11x11.
  public static var dense: [KernelBank] {
    [3, 5, 7, 11].map { extent in
      var state: UInt32 = 1
      let weights = (0..<extent * extent).map { _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        let quarters = Int(state >> 16) % 6
        return Float(quarters < 3 ? quarters - 3 : quarters - 2) / 4
      }
      return KernelBank(
        name: "dense\(extent)",
        kernels: [Kernel(height: extent, width: extent, weights: weights)])
    }
  }

  /// Kernels of integers, as the shipped ones are.
  public static var classic: [KernelBank] {
    [
      classic("sharpen3", 3, [0, -1, 0, -1, 5, -1, 0, -1, 0]),
      classic("edge3", 3, [-1, -1, -1, -1, 8, -1, -1, -1, -1]),
      classic("smoothing3", 3, [1, 1, 1, 1, 2, 1, 1, 1, 1], divisor: 10),
      classic("sobel-x3", 3, [-1, 0, 1, -2, 0, 2, -1, 0, 1]),
      classic("laplacian3", 3, [0, 1, 0, 1, -4, 1, 0, 1, 0]),
      classic(
        "gaussian5", 5,
        [1, 2, 3, 2, 1, 2, 4, 5, 4, 2, 3, 5, 6, 5, 3, 2, 4, 5, 4, 2, 1, 2, 3, 2, 1], divisor: 74),
      classic(
        "binomial7", 7,
        [1, 6, 15, 20, 15, 6, 1].flatMap { v in [1, 6, 15, 20, 15, 6, 1].map { $0 * v } },
        divisor: 4096),
    ]
  }

  private static func classic(
    _ name: String, _ width: Int, _ weights: [Float], divisor: Int = 1
  ) -> KernelBank {
    let kernel = Kernel(
      height: width, width: width, weights: weights,
      scale: Fraction(1, over: divisor) ?? .one)
    return KernelBank(name: name, kernels: [kernel])
  }
}
