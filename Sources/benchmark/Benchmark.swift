import CMemory
import Filtering
import Pixels

/// Times convolution alone, or first layers of networks, beside the peers where their script is given.
@main
struct Benchmark {
  static func main() throws {
    let arguments = try Arguments(Array(CommandLine.arguments.dropFirst()))
    #if DEBUG
      throw BenchmarkError.debugBuild
    #else
      try run(arguments)
    #endif
  }

  private static func run(_ arguments: Arguments) throws {
    lenslet_keep_freed_memory()
    let available = Variant.allCases.filter(\.isAvailable)
    guard arguments.subject == .convolution else {
      return try LayerBenchmark.run(
        peers: arguments.peers.map { try PeerTimes(script: $0, python: arguments.python) },
        variants: arguments.allVariants ? available : [])
    }
    let image = TestImage.photoLike(width: 4000, height: 3000)
    let peers = try arguments.peers.map { try PeerRates(script: $0, python: arguments.python) }
    let variants = arguments.allVariants ? available : [.best]
    print("Convolution alone, one thread, \(image.size) RGB, 8 bits to 8 bits; MP/s, best of 7")
    for variant in variants {
      let convolver = try Convolver(variant: variant)
      print("\nvariant \(variant.rawValue)")
      print(
        Table.row(["kernel", "best", "median"] + (peers?.names.map { "/ \($0)" } ?? []) + ["plan"]))
      for bank in BenchmarkKernels.all {
        try verify(bank, convolver)
        let rate = try Measurement(runs: 7) {
          _ = try convolver.filter(image, with: bank, range: .clamp)
        }.rates(megapixels: 12)
        let ratios = peers?.names.map { name in
          peers?.rate(of: name, kernel: bank.name).map { Table.decimal(rate.best / $0) } ?? "-"
        }
        let plan = try convolver.explanation(of: bank, layout: .rgb, type: .uint8)
        print(
          Table.row(
            [bank.name, "\(Int(rate.best))", "\(Int(rate.median))"] + (ratios ?? [])
              + [plan.joined(separator: "; ")]))
      }
    }
  }

  /// Compares with the reference loops on a small picture before anything is timed.
  private static func verify(_ bank: KernelBank, _ convolver: Convolver) throws {
    let image = TestImage.photoLike(width: 61, height: 23)
    let reference = try Convolver(plan: .reference)
    guard
      try convolver.filter(image, with: bank, range: .clamp)
        == reference.filter(image, with: bank, range: .clamp)
    else { throw BenchmarkError.wrongResult(bank.name) }
  }
}
