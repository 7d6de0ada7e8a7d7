import Filtering
import Kernels
import Loops
import Pixels
import Testing
import _TestSupport

/// Spectra and two passes of real weights against the plain loops.
@Suite("plans by spectra and of two real passes")
struct TransformTests {
  /// Widths and heights of images and kernels; tiles have 64 samples and more.
  static let sizes: [(image: (Int, Int), kernel: (Int, Int))] = [
    ((1, 1), (1, 1)), ((5, 3), (3, 3)), ((17, 2), (2, 7)), ((64, 40), (9, 5)), ((90, 70), (33, 20)),
    ((130, 5), (40, 1)), ((3, 140), (1, 50)), ((70, 70), (64, 64)), ((20, 30), (65, 31)),
  ]

  @Test("spectra of whole kernels give the bits of the definition", arguments: sizes)
  func whole(image: (Int, Int), kernel size: (Int, Int)) throws {
    var generator = SeededGenerator(seed: UInt64(image.0 * 1000 + size.0))
    for (turn, border) in PlanEqualityTests.borders.enumerated() {
      let weights = generator.integers(size.0 * size.1, in: -9...9)
      let kernel = Kernel(
        height: size.1, width: size.0, weights: weights,
        scale: try #require(Fraction(1, over: turn + 1)), offset: Fraction(turn))
      let layout: ChannelLayout = turn % 2 == 0 ? .rgb : .grey
      // The turns are 8 and 16-bit samples.
      let picture = randomImage(image.0, image.1, layout: layout, turn: turn % 2 * 3, &generator)
      let settings = ConvolutionSettings(border: border, size: turn % 3 == 0 ? .full : .same)
      let bank = KernelBank(name: "k", kernels: [kernel])
      let expected = try Convolver(settings: settings, plan: .reference)
      let transformed = try Convolver(settings: settings, plan: .fft)
      let range = [OutputRange.clamp, .abs, .offset, .minmax][turn % 4]
      #expect(
        try transformed.filter(picture, with: bank, range: range)
          == expected.filter(picture, with: bank, range: range), "\(border) \(range)")
      #expect(
        try transformed.responses(of: picture, to: bank)
          == expected.responses(of: picture, to: bank))
    }
  }

  @Test("spectra of spread kernels", arguments: [Step(x: 2, y: 1), Step(x: 3, y: 5)])
  func dilated(dilation: Step) throws {
    var generator = SeededGenerator(seed: 3)
    let kernel = Kernel(height: 7, width: 9, weights: generator.integers(63, in: -3...5))
    let picture = randomImage(50, 75, layout: .rgb, turn: 2, &generator)
    let settings = ConvolutionSettings(dilation: dilation)
    #expect(
      try Convolver(settings: settings, plan: .fft).picture(picture, kernel)
        == Convolver(settings: settings, plan: .reference).picture(picture, kernel))
  }

  @Test("real kernels differ by one level at most", arguments: [Plan.fft, .float32Separable])
  func real(plan: Plan) throws {
    var generator = SeededGenerator(seed: 4)
    for turn in 0..<12 {
      let (width, height) = (2 + turn / 2, 3 + turn)
      let row = generator.reals(width, in: -0.2...0.3)
      let column = generator.reals(height, in: -0.2...0.3)
      let weights = column.flatMap { factor in row.map { $0 * factor } }
      let kernel = Kernel(height: height, width: width, weights: weights, offset: Fraction(100))
      let picture = randomImage(40, 33, layout: .rgb, turn: 2, &generator)
      let result = try Convolver(plan: plan).picture(picture, kernel)
      let reference = try Convolver(plan: .reference).picture(picture, kernel)
      #expect(result.samples.type == reference.samples.type)
      let differences = zip(result.samples.values, reference.samples.values).map { abs($0 - $1) }
      #expect(differences.max() ?? 0 <= 1)
      #expect(differences.count { $0 != 0 } * 50 <= differences.count)
    }
  }

  @Test("results that are stretched or of 16 bits follow the definition, however small the weights")
  func stretched() throws {
    var generator = SeededGenerator(seed: 5)
    let kernel = Kernel(height: 7, width: 7, weights: generator.reals(49, in: -1e-6...1e-6))
    for (turn, ranges) in [(2, [OutputRange.minmax, .symmetric]), (0, OutputRange.allCases)] {
      let picture = randomImage(30, 20, layout: .rgb, turn: turn, &generator)
      let bank = KernelBank(name: "k", kernels: [kernel])
      for range in ranges {
        #expect(
          try Convolver().filter(picture, with: bank, range: range)
            == Convolver(plan: .reference).filter(picture, with: bank, range: range))
      }
    }
  }

  @Test("a large kernel that is larger than its image takes spectra too")
  func largerThanImage() throws {
    var generator = SeededGenerator(seed: 8)
    let kernel = Kernel(height: 90, width: 90, weights: generator.integers(8100, in: -2...3))
    let picture = randomImage(80, 70, layout: .grey, turn: 2, &generator)
    let bank = KernelBank(name: "k", kernels: [kernel])
    let lines = try Convolver().explanation(of: bank, for: picture, range: .clamp)
    #expect(lines.allSatisfy { $0.hasPrefix("fft ") })
    #expect(
      try Convolver().picture(picture, kernel)
        == Convolver(plan: .reference).picture(picture, kernel))
  }

  @Test("a matrix that is no product within a 64th of a level keeps its plan")
  func almostSeparable() throws {
    // The last weight is off by 1e-3: a quarter of a level of a white picture.
    let weights: [Float] = [0.1, 0.2, 0.1, 0.2, 0.4, 0.2, 0.1, 0.2, 0.101]
    let kernel = Kernel(height: 3, width: 3, weights: weights)
    #expect(throws: FilteringError.planDoesNotApply(.float32Separable)) {
      try Convolver(plan: .float32Separable).picture(.grey(3, [1, 2, 3]), kernel)
    }
  }

  @Test(
    "spectra are refused where sums may not come out whole, and of real samples",
    arguments: [(Float(0x1p24), SampleType.uint16), (1, .float32)])
  func refused(weight: Float, type: SampleType) throws {
    let samples: Samples = type == .float32 ? .float32([1, 2]) : .uint16([1, 2])
    let picture = Image.picture(2, .grey, samples)
    let kernel = Kernel(
      height: 64, width: 64, weights: Array(repeating: weight, count: 4096), scale: Fraction(255))
    #expect(throws: FilteringError.planDoesNotApply(.fft)) {
      try Convolver(plan: .fft).picture(picture, kernel)
    }
  }

  @Test("strips of any height give the bits of the whole image", arguments: [1, 7, 16, 50])
  func strips(rows: Int) throws {
    var generator = SeededGenerator(seed: 6)
    for real in [false, true] {
      let weights =
        real ? generator.reals(900, in: -0.01...0.02) : generator.integers(900, in: -4...5)
      let kernel = Kernel(height: 30, width: 30, weights: weights)
      let image = randomImage(40, 170, layout: .rgb, turn: 2, &generator)
      try expectEqualStrips(image, [kernel], ConvolutionSettings(), plan: .fft, rows: rows)
      let pair = [kernel, Kernel(height: 5, width: 3, weights: generator.reals(15, in: 0...1))]
      for combination in Combination.allCases {
        try expectEqualStrips(
          image, pair, ConvolutionSettings(), combination: combination, rows: rows)
      }
    }
  }

  @Test("large kernels take spectra, small ones do not, unrounded real ones never")
  func choice() throws {
    var generator = SeededGenerator(seed: 7)
    let picture = randomImage(600, 400, layout: .grey, turn: 2, &generator)
    func plan(_ weights: [Float], _ extent: Int, _ range: OutputRange?) throws -> String {
      let kernel = Kernel(height: extent, width: extent, weights: weights)
      let bank = KernelBank(name: "k", kernels: [kernel])
      let lines = try Convolver(variant: .baseline).explanation(
        of: bank, for: picture, range: range)
      return lines.joined()
    }
    let whole = generator.integers(6400, in: 1...9)
    let real = generator.reals(6400, in: 0...1)
    #expect(
      try plan(whole, 80, nil)
        == "fft (8-bit samples, exact sums, tiles of 256x256), baseline")
    #expect(
      try plan(real, 80, .clamp)
        == "fft (8-bit samples, Float64 sums, tiles of 256x256), baseline")
    #expect(
      try plan(real, 80, nil) == "float32 (8-bit samples, Float32 sums, 6400 taps), baseline")
    #expect(try plan(Array(whole.prefix(81)), 9, .clamp).hasPrefix("integer "))
    let factors: [Float] = [0.01, 0.02, 0.03, 0.05, 0.03, 0.02, 0.01]
    let product = factors.flatMap { factor in factors.map { $0 * factor } }
    #expect(
      try plan(product, 7, .clamp)
        == "float32-separable (8-bit samples, Float32 sums, 14 taps in two passes), baseline")
    #expect(try plan(product, 7, nil).hasPrefix("float32 "))
  }
}

extension Samples {
  /// The samples as numbers.
  fileprivate var values: [Int] {
    switch self {
    case .uint8(let samples): samples.map { Int($0) }
    case .uint16(let samples): samples.map { Int($0) }
    case .float32: []
    }
  }
}
