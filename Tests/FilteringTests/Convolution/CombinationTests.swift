import Filtering
import Kernels
import Loops
import Pixels
import Testing
import _TestSupport

/// Banks whose results become one.
@Suite("combined banks")
struct CombinationTests {
  /// `30 90 10` under these with a replicated border: `60 -20 -80` and `-30 -90 -10`.
  static let kernels = [Kernel.row([-1, 0, 1]), Kernel.row([-1])]
  static let settings = ConvolutionSettings(border: .replicate)

  @Test(
    "values are combined sample by sample",
    arguments: [
      (Combination.magnitude, [67.082_04, 92.195_45, 80.622_58] as [Float]),
      (.max, [60, -20, -10]),
      (.sum, [30, -110, -90]),
    ])
  func values(combination: Combination, expected: [Float]) throws {
    let bank = KernelBank(name: "k", kernels: Self.kernels, combination: combination)
    let maps = try Convolver(settings: Self.settings)
      .responses(of: .grey(3, [30, 90, 10]), to: bank)
    #expect(maps.map(\.shape) == [Shape(channels: 1, height: 1, width: 3)])
    for (value, exact) in zip(maps[0].values, expected) { #expect(abs(value - exact) < 1e-4) }
  }

  @Test(
    "pictures of combined results",
    arguments: [
      (Combination.magnitude, OutputRange.clamp, [67, 92, 81] as [UInt8]),
      (.max, .clamp, [60, 0, 0]), (.max, .abs, [60, 20, 10]), (.max, .offset, [188, 108, 118]),
      // (v + 20) * 255 / 80
      (.max, .minmax, [255, 0, 32]),
      (.sum, .clamp, [30, 0, 0]), (.sum, .abs, [30, 110, 90]), (.sum, .offset, [158, 18, 38]),
      // (v + 110) * 255 / 220
      (.sum, .symmetric, [162, 0, 23]),
    ])
  func pictures(combination: Combination, range: OutputRange, expected: [UInt8]) throws {
    let results = try Convolver(settings: Self.settings)
      .pictures(.grey(3, [30, 90, 10]), Self.kernels, combination, range: range)
    #expect(results.map(\.image.samples) == [.uint8(expected)])
  }

  @Test("16 bits: offsets of both kernels count, in units of 257")
  func words() throws {
    let kernels = [Kernel.row([1], offset: .one), Kernel.row([2], offset: Fraction(-10))]
    let image = Image.picture(2, .grey, .uint16([3000, 1000]))
    // 3257 and 3430; 1257 and -570
    let sums = try Convolver().pictures(image, kernels, .sum)
    #expect(sums.map(\.image.samples) == [.uint16([6687, 687])])
    let largest = try Convolver().pictures(image, kernels, .max)
    #expect(largest.map(\.image.samples) == [.uint16([3430, 1257])])
  }

  @Test("a magnitude of 16-bit colours keeps their alpha")
  func alpha() throws {
    let image = Image.picture(
      1, .rgba, .uint16([300, 3000, 30000, 11, 400, 4000, 40000, 22]))
    let column = Kernel(height: 2, width: 1, weights: [1, 0], anchor: Anchor(x: 0, y: 1))
    let results = try Convolver(settings: ConvolutionSettings(border: .constant(0)))
      .pictures(image, [column, .row([1])], .magnitude)
    // √(300² + 400²) in the second row; nothing lies above the first.
    #expect(
      results[0].image.samples
        == .uint16([300, 3000, 30000, 11, 500, 5000, 50000, 22]))
    #expect(results[0].image.layout == .rgba)
  }

  @Test("a bank of one kernel is combined too: a magnitude is never negative")
  func single() throws {
    let results = try Convolver().pictures(.grey(2, [7, 0]), [.row([-1])], .magnitude)
    #expect(results.map(\.image.samples) == [.uint8([7, 0])])
  }

  @Test("a bank that is not combined gives one picture a kernel, in its order")
  func apart() throws {
    let results = try Convolver(settings: Self.settings)
      .pictures(.grey(3, [30, 90, 10]), Self.kernels.reversed(), range: .abs)
    #expect(results.map(\.image.samples) == [.uint8([30, 90, 10]), .uint8([60, 20, 80])])
  }

  @Test("every variant combines to the same bits", arguments: Combination.allCases)
  func variants(combination: Combination) throws {
    var generator = SeededGenerator(seed: 31)
    let kernels = [
      Kernel(height: 3, width: 3, weights: generator.integers(9, in: -3...3)),
      Kernel(height: 3, width: 5, weights: generator.reals(15, in: -1...1)),
      Kernel(height: 5, width: 3, weights: Array(repeating: 1, count: 15)),
    ]
    let bank = KernelBank(name: "k", kernels: kernels, combination: combination)
    for turn in 0..<5 {
      let image = randomImage(23 + turn, 9, turn: turn, &generator)
      let settings = ConvolutionSettings(stride: Step(x: 1 + turn % 2, y: 1))
      for range in OutputRange.allCases {
        let reference = try Convolver(settings: settings, variant: .baseline, plan: .reference)
        let expected = try reference.filter(image, with: bank, range: range)
        for variant in Variant.available {
          let result = try Convolver(settings: settings, variant: variant)
            .filter(image, with: bank, range: range)
          #expect(result == expected, "\(variant) \(range) \(image.layout)")
        }
      }
    }
  }
}
