import CMemory
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
    let count = width * height * 3
    // Large pages, as the decoders ask for.
    let noise = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      if let start = buffer.baseAddress { lenslet_prefer_large_pages(start, count) }
      for index in 0..<count {
        state = state &* 1_664_525 &+ 1_013_904_223
        buffer.initializeElement(at: index, to: UInt8(truncatingIfNeeded: state >> 24))
      }
      filled = count
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
