import BenchmarkCases
import Filtering
import Kernels
import Loops
import Networks
import Pixels

/// A kernel on a picture: what is timed, once its result was found right.
struct TimedConvolution {
  /// The kernel.
  let bank: KernelBank

  private let convolver: Convolver
  private let image: Image

  /// Compares with the reference loops on a small picture that takes the same plan.
  ///
  /// - Parameters:
  ///   - bank: One kernel.
  ///   - image: The picture that is filtered, RGB; the results have its type of samples.
  ///   - variant: The build of the loops.
  /// - Throws: `BenchmarkError.wrongResult`, `BenchmarkError.otherPlan`, `FilteringError`.
  init(_ bank: KernelBank, on image: Image, variant: Variant = .best) throws {
    self.bank = bank
    self.image = image
    convolver = try Convolver(variant: variant)
    let small = try TestImage.photoLike(width: 61, height: 23, type: image.samples.type)
    let reference = try Convolver(plan: .reference)
    guard
      try convolver.explanation(of: bank, for: small, range: .clamp)
        == convolver.explanation(of: bank, for: image, range: .clamp)
    else { throw BenchmarkError.otherPlan(bank.name) }
    guard
      try convolver.filter(small, with: bank, range: .clamp)
        == reference.filter(small, with: bank, range: .clamp)
    else { throw BenchmarkError.wrongResult(bank.name) }
  }

  /// Filters the picture once; results of real samples are neither rounded nor clamped.
  ///
  /// - Throws: `FilteringError`.
  func run() throws { _ = try convolver.filter(image, with: bank, range: .clamp) }

  /// Pixels of the picture in millions.
  var megapixels: Double { Double(image.width * image.height) / 1e6 }

  /// Multiply-adds of one run, zero weights left out.
  var multiplyAdds: Double {
    let taps = bank.kernels.map { $0.weights.count { $0 != 0 } }.reduce(0, +)
    return megapixels * 1e6 * Double(image.layout.channelCount * taps)
  }

  /// Bytes of the picture; as many are written.
  var bytes: Double { megapixels * 1e6 * Double(image.layout.channelCount) * sampleBytes }

  private var sampleBytes: Double {
    switch image.samples.type {
    case .uint8: 1
    case .uint16: 2
    case .float32: 4
    }
  }

  /// The plan that is taken.
  ///
  /// - Returns: As `--explain` prints it.
  /// - Throws: `FilteringError`.
  func plan() throws -> String {
    try convolver.explanation(of: bank, for: image, range: .clamp).joined(separator: "; ")
  }
}
