import BenchmarkCases
import Kernels
import Loops
import Pixels

/// Times kernels on one large picture, in 8 bits and in Float32.
enum ConvolutionBenchmark {
  private static let runs = 7

  /// Prints a table a type of samples.
  ///
  /// - Parameters:
  ///   - variant: The build of the loops.
  ///   - peaks: What the machine can do with it.
  /// - Throws: `BenchmarkError`, `FilteringError`.
  static func run(variant: Variant, peaks: Peaks) throws {
    for (type, banks, title) in [
      (SampleType.uint8, TimedKernels.all, "8 bits to 8 bits"),
      (.float32, TimedKernels.dense, "Float32 to Float32"),
    ] {
      let image = try TestImage.photoLike(width: 4000, height: 3000, type: type)
      print("\nConvolution alone, one thread, \(image.size) RGB, \(title); \(runs) runs")
      print(
        Table.row([
          "kernel", "best MP/s", "median", "spread", "G mul-add/s", "of FMA peak", "of copying",
          "plan",
        ]))
      for bank in banks {
        print(try row(try TimedConvolution(bank, on: image, variant: variant), peaks))
      }
    }
  }

  /// The share of the peak of multiply-adds is one of Float32: other samples have none.
  private static func row(_ work: TimedConvolution, _ peaks: Peaks) throws -> String {
    let times = try Measurement(runs: runs, work.run)
    let plan = try work.plan()
    let share = 2 * work.multiplyAdds / times.best / peaks.operations
    return Table.row([
      work.bank.name, "\(Int(work.megapixels / times.best))",
      "\(Int(work.megapixels / times.median))", Table.percent(times.spread),
      Table.decimal(work.multiplyAdds / times.best / 1e9),
      plan.hasPrefix("integer") ? "-" : Table.percent(share),
      Table.percent(work.bytes / times.best / peaks.copiedBytes), plan,
    ])
  }
}
