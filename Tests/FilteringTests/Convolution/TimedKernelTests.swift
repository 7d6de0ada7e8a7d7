import BenchmarkCases
import Filtering
import Kernels
import Pixels
import Testing
import _TestSupport

/// What the benchmark times is right: its list of kernels against the plain loops.
@Suite("the kernels of the benchmark")
struct TimedKernelTests {
  @Test("every plan and variant equals the reference", arguments: TimedKernels.all.map(\.name))
  func plans(name: String) throws {
    let bank = try #require(TimedKernels.all.first { $0.name == name })
    var generator = SeededGenerator(seed: 31)
    for type in 0..<3 {
      for (width, height) in [(61, 23), (4, 40), (530, 3)] {
        let image = randomImage(width, height, layout: .rgb, turn: type, &generator)
        for kernel in bank.kernels { try expectEqualPlans(image, kernel, ConvolutionSettings()) }
      }
    }
  }

  @Test("names and weights are those of the README's table")
  func list() throws {
    #expect(Set(TimedKernels.all.map(\.name)).count == TimedKernels.all.count)
    #expect(TimedKernels.dense.map { $0.kernels[0].width } == [3, 5, 7, 11])
    let sharpen = try #require(TimedKernels.all.first { $0.name == "sharpen3" })
    #expect(sharpen.kernels[0].weights == [0, -1, 0, -1, 5, -1, 0, -1, 0])
    let gaussian = try #require(TimedKernels.all.first { $0.name == "gaussian5" })
    #expect(gaussian.kernels[0].weights.reduce(0, +) == 74)
    #expect(gaussian.kernels[0].scale == Fraction(1, over: 74))
  }
}
