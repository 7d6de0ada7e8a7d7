import CMemory
import Filtering
import Kernels
import Pixels

/// Pictures that are timed.
enum TestImage {
  /// Noise, smoothed as a photograph is: neighbours resemble each other.
  ///
  /// - Parameters:
  ///   - width: Columns.
  ///   - height: Rows.
  ///   - type: 8 bits, or real samples of the same values.
  /// - Returns: An RGB image; equal sizes give equal images.
  /// - Throws: `FilteringError`.
  static func photoLike(width: Int, height: Int, type: SampleType = .uint8) throws -> Image {
    let size = ImageSize(width: width, height: height)
    let noise = Image(size: size, layout: .rgb, samples: .uint8(noise(count: width * height * 3)))
    let box = Kernel(
      height: 5, width: 5, weights: Array(repeating: 1, count: 25),
      scale: Fraction(1, over: 25) ?? .one)
    let bank = KernelBank(name: "box5", kernels: [box])
    let image = try Convolver().filter(noise, with: bank, range: .clamp)[0].image
    guard type == .float32, case .uint8(let samples) = image.samples else { return image }
    return Image(size: size, layout: .rgb, samples: .float32(samples.map { Float($0) }))
  }

  private static func noise(count: Int) -> [UInt8] {
    var state: UInt32 = 7
    // Large pages, as the decoders ask for.
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      if let start = buffer.baseAddress { lenslet_prefer_large_pages(start, count) }
      for index in 0..<count {
        state = state &* 1_664_525 &+ 1_013_904_223
        buffer.initializeElement(at: index, to: UInt8(truncatingIfNeeded: state >> 24))
      }
      filled = count
    }
  }
}
