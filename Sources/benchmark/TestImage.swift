import Filtering
import Pixels

/// Pictures that are timed.
enum TestImage {
  /// Noise, smoothed as a photograph is: neighbours resemble each other.
  ///
  /// - Parameters:
  ///   - width: Columns.
  ///   - height: Rows.
  /// - Returns: An 8-bit RGB image; equal sizes give equal images.
  /// - Throws: `FilteringError`.
  static func photoLike(width: Int, height: Int) throws -> Image {
    var state: UInt32 = 7
    let noise = (0..<width * height * 3).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(truncatingIfNeeded: state >> 24)
    }
    let image = Image(
      size: ImageSize(width: width, height: height), layout: .rgb, samples: .uint8(noise))
    let box = Kernel(
      height: 5, width: 5, weights: Array(repeating: 1, count: 25),
      scale: Fraction(1, over: 25) ?? .one)
    let bank = KernelBank(name: "box5", kernels: [box])
    return try Convolver().filter(image, with: bank, range: .clamp)[0].image
  }
}
