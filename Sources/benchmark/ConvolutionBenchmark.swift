import Filtering
import Pixels

/// Times kernels on one large picture.
enum ConvolutionBenchmark {
  private static let runs = 7

  /// Prints a table a variant.
  ///
  /// - Parameter arguments: The peers' script, and whether every variant is timed.
  /// - Throws: `BenchmarkError`, `FilteringError`.
  static func run(_ arguments: Arguments) throws {
    let image = try TestImage.photoLike(width: 4000, height: 3000)
    let megapixels = Double(image.width * image.height) / 1e6
    let peers = try arguments.peers.map { try PeerRates(script: $0, python: arguments.python) }
    let variants = arguments.allVariants ? Variant.allCases.filter(\.isAvailable) : [.best]
    print(
      "Convolution alone, one thread, \(image.size) RGB, 8 bits to 8 bits; MP/s of \(runs) runs")
    for variant in variants {
      let convolver = try Convolver(variant: variant)
      print("\nvariant \(variant.rawValue)")
      print(
        Table.row(
          ["kernel", "best", "median", "spread"] + (peers?.names.map { "/ \($0)" } ?? []) + ["plan"]
        ))
      for bank in BenchmarkKernels.all {
        try verify(bank, convolver)
        let times = try Measurement(runs: runs) {
          _ = try convolver.filter(image, with: bank, range: .clamp)
        }
        let rate = megapixels / times.best
        let ratios = peers?.names.map { name in
          peers?.rate(of: name, kernel: bank.name).map { Table.decimal(rate / $0) } ?? "-"
        }
        let plan = try convolver.explanation(of: bank, for: image, range: .clamp)
        print(
          Table.row(
            [
              bank.name, "\(Int(rate))", "\(Int(megapixels / times.median))",
              "\(Int((times.spread * 100).rounded())) %",
            ] + (ratios ?? []) + [plan.joined(separator: "; ")]))
      }
    }
  }

  /// Compares with the reference loops on a small picture before anything is timed.
  private static func verify(_ bank: KernelBank, _ convolver: Convolver) throws {
    let image = try TestImage.photoLike(width: 61, height: 23)
    let reference = try Convolver(plan: .reference)
    guard
      try convolver.filter(image, with: bank, range: .clamp)
        == reference.filter(image, with: bank, range: .clamp)
    else { throw BenchmarkError.wrongResult(bank.name) }
  }
}
