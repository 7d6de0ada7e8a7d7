import Filtering
import Kernels
import Loops
import Pixels
import Testing
import _TestSupport

/// Every plan and variant against the plain loops, bit for bit, over all small sizes.
@Suite("fast plans equal the reference loops")
struct PlanEqualityTests {
  static let borders: [Border] = [
    .reflect101, .replicate, .symmetric, .wrap, .constant(0), .constant(77),
  ]

  /// Kernel sizes 1…7 by 1…7 that differ in parity and shape.
  static let kernelSizes: [(width: Int, height: Int)] = (1...7).flatMap { width in
    (1...7).map { (width, $0) }
  }

  @Test("every image size 0…17 by every kernel size 1…7", arguments: 1...7)
  func allSizes(kernelHeight: Int) throws {
    var generator = SeededGenerator(seed: UInt64(kernelHeight))
    var turn = 0
    for kernelWidth in 1...7 {
      for height in sizes {
        for width in sizes {
          // Each pair of sizes takes the next border, kind of kernel and output size.
          turn += 1
          let kind = KernelKind.allCases[turn % KernelKind.allCases.count]
          let kernel = kind.kernel(width: kernelWidth, height: kernelHeight, &generator)
          let settings = ConvolutionSettings(
            border: Self.borders[turn % Self.borders.count],
            size: OutputSize.allCases[turn / 2 % 3])
          let image = randomImage(width, height, turn: turn, &generator)
          try expectEqualPlans(image, kernel, settings)
        }
      }
    }
  }

  @Test("every border by every output size, stride and dilation", arguments: borders)
  func allSettings(border: Border) throws {
    var generator = SeededGenerator(seed: 11)
    for size in OutputSize.allCases {
      for stride in [Step(x: 1, y: 1), Step(x: 2, y: 3), Step(x: 5, y: 1)] {
        for dilation in [Step(x: 1, y: 1), Step(x: 2, y: 1), Step(x: 3, y: 4)] {
          for kind in KernelKind.allCases {
            for (width, height, kernelWidth, kernelHeight) in [
              (17, 13, 3, 3), (9, 16, 4, 2), (3, 2, 5, 7), (1, 1, 3, 3), (16, 1, 3, 1),
            ] {
              let kernel = kind.kernel(width: kernelWidth, height: kernelHeight, &generator)
              let settings = ConvolutionSettings(
                border: border, size: size, stride: stride, dilation: dilation)
              let image = randomImage(width, height, turn: width + height, &generator)
              try expectEqualPlans(image, kernel, settings)
            }
          }
        }
      }
    }
  }

  @Test("rows longer than a block of sums", arguments: KernelKind.allCases)
  func longRows(kind: KernelKind) throws {
    var generator = SeededGenerator(seed: 5)
    let kernel = kind.kernel(width: 5, height: 3, &generator)
    // A block is 12288 samples; the turns are the three types of samples.
    for turn in 0..<3 {
      let image = randomImage(4200, 2, layout: .rgb, turn: turn, &generator)
      try expectEqualPlans(image, kernel, ConvolutionSettings())
    }
  }

  @Test("dense kernels on rows from one sample to several tiles", arguments: [4, 7, 11])
  func denseRows(extent: Int) throws {
    var generator = SeededGenerator(seed: 8)
    for width in Array(1...40) + [63, 64, 65, 127, 128, 129, 191, 700, 2049] {
      for turn in 0..<3 {
        let kernel = KernelKind.dense.kernel(width: extent, height: extent, &generator)
        let image = randomImage(width, 3 + width % 5, layout: .rgb, turn: turn, &generator)
        let bank = KernelBank(name: "k", kernels: [kernel])
        let expected = try Convolver(plan: .reference).responses(of: image, to: bank)
        for variant in Variant.available {
          #expect(try Convolver(variant: variant).responses(of: image, to: bank) == expected)
        }
      }
    }
  }

  @Test("kernels of more taps than a group, up to 11x11", arguments: [2, 3, 5, 7, 9, 11])
  func manyTaps(extent: Int) throws {
    var generator = SeededGenerator(seed: 6)
    for kind in KernelKind.allCases {
      for turn in 0..<6 {
        let kernel = kind.kernel(width: extent, height: extent, &generator)
        let image = randomImage(23, 14, turn: turn, &generator)
        try expectEqualPlans(image, kernel, ConvolutionSettings())
      }
    }
  }

  @Test("multichannel kernels, integer and real", arguments: [false, true])
  func multichannel(real: Bool) throws {
    var generator = SeededGenerator(seed: 7)
    for turn in 0..<24 {
      let (width, height) = (1 + turn % 4, 1 + turn % 3)
      let count = 3 * width * height
      let weights =
        real ? generator.reals(count, in: -1...1) : generator.integers(count, in: -4...4)
      let kernel = Kernel(channels: 3, height: height, width: width, weights: weights)
      let settings = ConvolutionSettings(
        border: Self.borders[turn % Self.borders.count], size: OutputSize.allCases[turn % 3],
        stride: Step(x: 1 + turn % 2, y: 1))
      let size = ImageSize(width: 5 + turn, height: 9)
      let image = randomImage(size.width, size.height, layout: .rgb, turn: turn, &generator)
      try expectEqualPlans(image, kernel, settings)
    }
  }

  /// Sizes 0…17; a debug build, whose loops are slow, takes a few of them.
  private var sizes: [Int] {
    #if DEBUG
      [0, 1, 2, 3, 7, 17]
    #else
      Array(0...17)
    #endif
  }
}

/// Kernels that lead to different plans.
enum KernelKind: CaseIterable {
  case small
  case divided
  case separable
  case large
  case real
  case quarters
  case dense

  func kernel(width: Int, height: Int, _ generator: inout SeededGenerator) -> Kernel {
    let count = width * height
    let anchor = Anchor(
      x: Int.random(in: 0..<width, using: &generator),
      y: Int.random(in: 0..<height, using: &generator))
    switch self {
    case .small:
      return Kernel(height: height, width: width, weights: generator.integers(count, in: -3...3))
    case .divided:
      return Kernel(
        height: height, width: width, weights: generator.integers(count, in: 0...5),
        scale: ratio(2, 37), offset: ratio(-5, 2), anchor: anchor)
    case .separable:
      let row = generator.integers(width, in: -2...3)
      let column = generator.integers(height, in: -2...3)
      return Kernel(
        height: height, width: width, weights: column.flatMap { v in row.map { $0 * v } },
        scale: ratio(1, 16), anchor: anchor)
    case .large:
      return Kernel(
        height: height, width: width, weights: generator.integers(count, in: -4000...4000),
        scale: ratio(1, 4096))
    case .real:
      return Kernel(
        height: height, width: width,
        weights: generator.reals(count, in: -0.3...0.5), scale: ratio(1, 3), offset: Fraction(7),
        anchor: anchor)
    case .quarters:
      return Kernel(
        height: height, width: width, weights: generator.integers(count, in: -3...4).map { $0 / 4 },
        anchor: anchor)
    case .dense:
      // No zero among them: rows of several outputs are summed together, of `Float` samples too.
      let real = Bool.random(using: &generator)
      let weights = generator.reals(count, in: 0.1...0.9).map { real ? $0 : ($0 * 10).rounded() }
      return Kernel(
        height: height, width: width, weights: weights, scale: ratio(1, 8), offset: ratio(1, 2),
        anchor: anchor)
    }
  }
}

private func ratio(_ above: Int, _ below: Int) -> Fraction { Fraction(above, over: below) ?? .one }

/// An image of random samples; `turn` chooses its layout and sample type.
func randomImage(
  _ width: Int, _ height: Int, layout: ChannelLayout? = nil, turn: Int,
  _ generator: inout SeededGenerator
) -> Image {
  let layout = layout ?? ChannelLayout.allCases[turn % 4]
  let count = width * height * layout.channelCount
  let samples: Samples =
    switch turn % 5 {
    case 0: .uint16(generator.integers(count, in: 0...65535).map { UInt16($0) })
    case 1: .float32(generator.reals(count, in: 0...255))
    default: .uint8(generator.integers(count, in: 0...255).map { UInt8($0) })
    }
  return Image(
    size: ImageSize(width: width, height: height), layout: layout, samples: samples)
}

/// Compares every plan that applies, in every variant, with the reference plan.
func expectEqualPlans(_ image: Image, _ kernel: Kernel, _ settings: ConvolutionSettings) throws {
  let bank = KernelBank(name: "k", kernels: [kernel])
  let reference = try Convolver(settings: settings, plan: .reference)
  for range in OutputRange.allCases {
    // What cannot be filtered is refused before any plan; other tests hold the errors.
    guard let expected = try? reference.filter(image, with: bank, range: range) else { return }
    for variant in Variant.available {
      for plan in [Plan?.none, .integerSeparable, .integer, .float32] {
        let convolver = try Convolver(settings: settings, variant: variant, plan: plan)
        guard let result = try? convolver.filter(image, with: bank, range: range) else {
          #expect(plan != nil, "the chosen plan always applies")
          continue
        }
        #expect(result == expected, "\(variant) \(plan.map(\.rawValue) ?? "chosen") \(range)")
      }
    }
  }
}
