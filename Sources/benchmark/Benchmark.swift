import CMemory
import Filtering
import Foundation
import Pixels

/// Times convolution alone, beside the peers where their script is given.
@main
struct Benchmark {
  static func main() {
    do {
      let arguments = try Arguments(Array(CommandLine.arguments.dropFirst()))
      #if DEBUG
        throw BenchmarkError.debugBuild
      #else
        try run(arguments)
      #endif
    } catch {
      FileHandle.standardError.write(Data("benchmark: \(error)\n".utf8))
      exit(1)
    }
  }

  private static let runs = 7

  private static func run(_ arguments: Arguments) throws {
    lenslet_keep_freed_memory()
    let image = try TestImage.photoLike(width: 4000, height: 3000)
    let megapixels = Double(image.width * image.height) / 1e6
    let peers = try arguments.peers.map { try PeerRates(script: $0, python: arguments.python) }
    let variants = arguments.allVariants ? Variant.allCases.filter(\.isAvailable) : [.best]
    print(
      "Convolution alone, one thread, \(image.size) RGB, 8 bits to 8 bits; MP/s of \(runs) runs")
    print("processor \(Processor.model); a ratio divides the best rates")
    for variant in variants {
      let convolver = try Convolver(variant: variant)
      print("\nvariant \(variant.rawValue)")
      print(
        row(
          ["kernel", "best", "median", "spread"] + (peers?.names.map { "/ \($0)" } ?? []) + ["plan"]
        ))
      for bank in BenchmarkKernels.all {
        try verify(bank, convolver)
        let times = try Measurement(runs: runs) {
          _ = try convolver.filter(image, with: bank, range: .clamp)
        }
        let rate = megapixels / times.best
        let ratios = peers?.names.map { name in
          peers?.rate(of: name, kernel: bank.name).map { decimal(rate / $0) } ?? "-"
        }
        let plan = try convolver.explanation(of: bank, for: image, range: .clamp)
        print(
          row(
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

  private static func row(_ cells: [String]) -> String {
    let padded = cells.enumerated().map { index, cell in
      let room = String(repeating: " ", count: max(0, 10 - cell.count))
      return index == 0 || index == cells.count - 1 ? cell + room : room + cell + "  "
    }
    return padded.joined()
  }

  private static func decimal(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    return "\(hundredths / 100).\(hundredths / 10 % 10)\(hundredths % 10)"
  }
}
