import Filtering
import Kernels
import Pixels
import Testing

/// Vectors measured from other implementations on one 5x4 image.
@Suite("golden vectors")
struct GoldenVectorTests {
  static let image = Image(
    size: ImageSize(width: 5, height: 4), layout: .grey,
    samples: .uint8([
      10, 200, 35, 90, 255, 0, 60, 128, 77, 13, 255, 5, 99, 180, 44, 31, 220, 7, 64, 150,
    ]))
  static let asymmetric: [Float] = [1, 2, 3, 4, 5, 6, 7, 8, 12]
  static let sobel: [Float] = [-1, 0, 1, -2, 0, 2, -1, 0, 1]
  static let even: [Float] = [1, 2, 3, 4]

  @Test("an integer kernel divided by 48 has OpenCV's bytes, scaled once or weight by weight")
  func openCVAsymmetric() throws {
    let expected: [UInt8] = [
      71, 79, 92, 86, 85, 74, 96, 101, 96, 114, 125, 88, 94, 88, 99, 105, 101, 105, 94, 124,
    ]
    let scaled = Kernel(
      height: 3, width: 3, weights: Self.asymmetric, scale: try #require(Fraction(1, over: 48)))
    let weightByWeight = Kernel(height: 3, width: 3, weights: Self.asymmetric.map { $0 / 48 })
    for kernel in [scaled, weightByWeight] {
      for plan in [nil, Plan.reference] {
        #expect(try bytes(kernel, plan: plan) == expected)
      }
    }
  }

  @Test("exact values with a replicated border")
  func exactAsymmetric() throws {
    let expected: [Float] = [
      55, 78.771, 92.146, 99.333, 111.021, 101.562, 95.75, 101.438, 96.167, 82.417, 116.875,
      87.583, 93.875, 88.375, 99.875, 114.25, 81.021, 91.792, 87.5, 119.875,
    ]
    let kernel = Kernel(
      height: 3, width: 3, weights: Self.asymmetric, scale: try #require(Fraction(1, over: 48)))
    let values = try values(kernel, border: .replicate)
    for (value, exact) in zip(values, expected) { #expect(abs(value - exact) <= 0.000_51) }
  }

  @Test("Sobel x is exact and signed with a replicated border")
  func exactSobel() throws {
    let kernel = Kernel(height: 3, width: 3, weights: Self.sobel)
    #expect(
      try values(kernel, border: .replicate) == [
        630, 203, -313, 545, 431, 60, 125, 99, -65, -99, -251, -208, 211, -82, -250, 317, -228,
        -293, 374, 122,
      ])
  }

  @Test("Sobel x has OpenCV's bytes")
  func openCVSobel() throws {
    let kernel = Kernel(height: 3, width: 3, weights: Self.sobel)
    #expect(
      try bytes(kernel) == [
        0, 255, 0, 210, 0, 0, 125, 99, 0, 0, 0, 0, 211, 0, 0, 0, 0, 38, 176, 0,
      ])
  }

  @Test("an even kernel has its anchor at (1, 1), as in OpenCV")
  func openCVEven() throws {
    let expected: [UInt8] = [
      70, 95, 106, 75, 139, 40, 65, 96, 91, 88, 110, 90, 73, 130, 82, 130, 124, 89, 74, 106,
    ]
    let kernel = Kernel(
      height: 2, width: 2, weights: Self.even, scale: try #require(Fraction(1, over: 10)))
    #expect(try bytes(kernel) == expected)
  }

  @Test("mathematical convolution of an even kernel turns the kernel and its anchor")
  func flippedEven() throws {
    // The interior of scipy's convolve: weights 4 3 / 2 1 with the anchor at the top left.
    let kernel = Kernel(
      height: 2, width: 2, weights: Self.even, scale: try #require(Fraction(1, over: 10)))
    let flipped = try bytes(kernel, flip: true)
    let scipy: [UInt8] = [70, 115, 74, 129, 69, 73, 112, 75, 131, 76, 101, 113]
    let interior = (0..<3).flatMap { row in flipped[row * 5..<row * 5 + 4] }
    for (value, truncated) in zip(interior, scipy) {
      #expect(value == truncated || value == truncated + 1)
    }
  }

  private func bytes(
    _ kernel: Kernel, plan: Plan? = nil, flip: Bool = false
  ) throws -> [UInt8] {
    let convolver = try Convolver(settings: ConvolutionSettings(flip: flip), plan: plan)
    let result = try convolver.filter(
      Self.image, with: KernelBank(name: "k", kernels: [kernel]), range: .clamp)
    guard case .uint8(let samples) = result[0].image.samples else { return [] }
    return samples
  }

  private func values(_ kernel: Kernel, border: Border) throws -> [Float] {
    try Convolver(settings: ConvolutionSettings(border: border))
      .responses(of: Self.image, to: KernelBank(name: "k", kernels: [kernel]))[0].values
  }
}
