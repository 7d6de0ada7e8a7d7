import Filtering
import Kernels
import Loops
import Pixels
import Testing

/// Which plan a kernel takes, and that it is right at the very edge of its integers.
@Suite("choice of a plan")
struct PlanChoiceTests {
  static let explained: [(Kernel, SampleType, String)] = [
    (
      Kernel(height: 3, width: 3, weights: [-1, -1, -1, -1, 8, -1, -1, -1, -1]),
      SampleType.uint8, "integer (8-bit samples, 16-bit sums, 9 taps)"
    ),
    (
      Kernel(height: 1, width: 3, weights: [-1, 0, 1]), .uint16,
      "integer (16-bit samples, 32-bit sums, 2 taps)"
    ),
    (
      Kernel(height: 3, width: 3, weights: [-1, 0, 1, -1, 0, 1, -1, 0, 1]), .float32,
      "float32 (Float32 samples, Float32 sums, 6 taps)"
    ),
    (
      Kernel(height: 5, width: 5, weights: Array(repeating: 1, count: 25)), .uint8,
      "integer-separable (8-bit samples, 16-bit sums, 10 taps in two passes)"
    ),
    (
      Kernel(height: 5, width: 5, weights: Array(repeating: 1, count: 25)), .uint16,
      "integer-separable (16-bit samples, 32-bit sums, 10 taps in two passes)"
    ),
    // Quarters are integers divided by 4; tenths are not.
    (
      Kernel(height: 1, width: 2, weights: [0.25, 0.75]), .uint8,
      "integer (8-bit samples, 16-bit sums, 2 taps)"
    ),
    (
      Kernel(height: 1, width: 2, weights: [0.1, 0.9]), .uint8,
      "float32 (8-bit samples, Float32 sums, 2 taps)"
    ),
    (
      Kernel(height: 1, width: 2, weights: [0, 0]), .float32,
      "reference (Float32 samples, plain loops, 2 taps)"
    ),
  ]

  @Test("explanations", arguments: explained)
  func explanations(kernel: Kernel, type: SampleType, text: String) throws {
    let bank = KernelBank(name: "k", kernels: [kernel])
    for variant in Variant.available {
      #expect(
        try Convolver(variant: variant).explanation(of: bank, for: image(type), range: .clamp)
          == ["\(text), \(variant.rawValue)"])
    }
  }

  @Test("an explanation knows the bias of the range and kernels far larger than the image")
  func explanationOfSettings() throws {
    let bank = KernelBank(name: "k", kernels: [.row([128])])
    let convolver = try Convolver(
      settings: ConvolutionSettings(dilation: Step(x: 40, y: 1)), variant: .baseline)
    let picture = image(.uint8)
    #expect(
      try convolver.explanation(of: bank, for: picture, range: .clamp)
        == ["integer (8-bit samples, 16-bit sums, 1 taps), baseline"])
    #expect(
      try convolver.explanation(of: bank, for: picture, range: .offset)
        == ["integer (8-bit samples, 32-bit sums, 1 taps), baseline"])
    let wide = KernelBank(name: "k", kernels: [.row([1]), .row([1, 1, 1])])
    #expect(
      try convolver.explanation(of: wide, for: picture, range: nil) == [
        "integer (8-bit samples, 16-bit sums, 1 taps), baseline",
        "reference (8-bit samples, plain loops, 3 taps), baseline",
      ])
    #expect(throws: FilteringError.channelMismatch(kernel: 2, image: 1)) {
      try convolver.explanation(
        of: KernelBank(
          name: "k", kernels: [Kernel(channels: 2, height: 1, width: 1, weights: [1, 1])]),
        for: picture, range: nil)
    }
  }

  /// A weight, a divisor, an offset as a fraction, and whether the sums fit.
  typealias Edge = (weight: Float, divisor: Int, above: Int, below: Int, fits: Bool)

  /// 128 * 255 = 32640 leaves 127 below the greatest Int16, and half a divisor for rounding.
  static let edges16: [Edge] = [
    (128, 1, 127, 1, true), (128, 1, 128, 1, false), (-128, 1, -127, 1, true),
    (-128, 1, -128, 1, false), (128, 2, 63, 1, true), (128, 2, 127, 2, false),
    (128, 128, 0, 1, true), (128, 256, 0, 1, false), (128, 3, 127, 3, true),
    (128, 3, 128, 3, false), (1, 65535, 0, 1, true), (1, 65536, 0, 1, false),
  ]

  @Test("sums of 16 bits are taken up to the last that fits", arguments: edges16)
  func sixteenBits(edge: Edge) throws {
    let kernel = kernel(edge)
    let bank = KernelBank(name: "k", kernels: [kernel])
    let picture = Image.grey(8, [0, 255, 255, 0, 255, 255, 0, 0])
    let lines = try Convolver().explanation(of: bank, for: picture, range: .clamp)
    #expect(lines.allSatisfy { $0.contains(edge.fits ? "16-bit sums" : "32-bit sums") })
    try expectEqualPlans(picture, kernel, ConvolutionSettings(border: .constant(255)))
  }

  /// 32768 * 65535 leaves 32767 below the greatest Int32; offsets are multiplied with 257.
  static let edges32: [Edge] = [
    (32768, 1, 32767, 257, true), (32768, 1, 32768, 257, false),
    (-32768, 1, -32767, 257, true), (-32768, 1, -32768, 257, false),
  ]

  @Test("sums of 32 bits are taken up to the last that fits", arguments: edges32)
  func thirtyTwoBits(edge: Edge) throws {
    let kernel = kernel(edge)
    let bank = KernelBank(name: "k", kernels: [kernel])
    let picture = Image.picture(4, .grey, .uint16([0, 65535, 1, 65534]))
    let lines = try Convolver().explanation(of: bank, for: picture, range: .clamp)
    #expect(lines.allSatisfy { $0.hasPrefix(edge.fits ? "integer " : "reference ") })
    try expectEqualPlans(picture, kernel, ConvolutionSettings())
  }

  private func kernel(_ edge: Edge) -> Kernel {
    .row(
      [edge.weight], scale: Fraction(1, over: edge.divisor) ?? .one,
      offset: Fraction(edge.above, over: edge.below) ?? .zero)
  }

  @Test("a Float sum that rounds on its way is not replaced by an exact one")
  func roundingFloatSum() throws {
    // 2^-12 is lost beside 32766.5, which is then a tie; the exact sum would give 32767.
    let picture = Image.picture(2, .grey, .uint16([1, 65533]))
    let convolver = try Convolver(settings: ConvolutionSettings(size: .valid))
    let result = try convolver.picture(picture, .row([0x1p-12, 0.5]))
    #expect(result.samples == .uint16([32766]))
  }

  @Test(
    "weights, scales and offsets at the limits of their types overflow nothing",
    arguments: [SampleType.uint8, .uint16, .float32])
  func hostile(type: SampleType) throws {
    for kernel in try hostileKernels() {
      for range in OutputRange.allCases {
        let result = try Convolver().picture(image(type), kernel, range: range)
        let reference = try Convolver(plan: .reference).picture(image(type), kernel, range: range)
        // Real results may be not-a-number, which equals nothing.
        #expect(result.samples.count == 6)
        #expect(type == .float32 || result == reference, "\(kernel) \(range)")
      }
    }
  }

  private func hostileKernels() throws -> [Kernel] {
    let largest = Fraction(Int.max)
    let smallest = try #require(Fraction(1, over: Int.max))
    return [
      // A product of column and row that needs 64 bits.
      Kernel(
        height: 2, width: 2, weights: [1, 16_777_216, 16_777_216, 0], scale: Fraction(65535)),
      .row([1, 1], scale: largest), .row([1, 1], scale: largest, offset: largest),
      .row([1, 1], scale: smallest, offset: smallest),
      .row([1], scale: try #require(Fraction(Int.max - 1, over: Int.max)), offset: smallest),
      .row([-16_777_216, 16_777_216], scale: smallest, offset: Fraction(-Int.max)),
      .row([.greatestFiniteMagnitude, 1], scale: largest),
      .row([.greatestFiniteMagnitude, -.greatestFiniteMagnitude]),
      .row([.leastNonzeroMagnitude, 0.5], scale: smallest),
      .row([0.5, 0.25], offset: largest), .row([0.5], scale: .zero, offset: Fraction(4)),
      .row([0x1p-14, 0x1p9]), .row([0x1p-15, 1]), .row([0x1p-14, 0x1p-14], offset: Fraction(1)),
    ]
  }

  @Test("infinite samples under a kernel of zeros leave the offset alone")
  func zeros() throws {
    let picture = Image.picture(2, .grey, .float32([.infinity, .nan]))
    for plan in [nil, Plan.reference] {
      let result = try Convolver(plan: plan)
        .picture(picture, .row([0, 0], offset: Fraction(5)))
      #expect(result.samples == .float32([5, 5]))
    }
  }

  private func image(_ type: SampleType) -> Image {
    switch type {
    case .uint8: .grey(3, [0, 255, 7, 0, 1, 254])
    case .uint16: .picture(3, .grey, .uint16([0, 65535, 7, 0, 1, 65534]))
    case .float32: .picture(3, .grey, .float32([0, 255, 7, -3, 0.5, 254]))
    }
  }
}
