import BenchmarkCases
import Loops

/// Times the first layers of networks.
enum LayerBenchmark {
  private static let runs = 50

  /// Prints a table.
  ///
  /// - Parameters:
  ///   - variant: The build of the loops that the convolution alone is timed with.
  ///   - peaks: What the machine can do with it.
  /// - Throws: `BenchmarkError`, `LayerError`.
  static func run(variant: Variant, peaks: Peaks) throws {
    print("\nFirst layers, one thread, Float32, one image; \(runs) runs")
    print(Table.row(["layers", "best ms", "median", "GFLOP/s", "of FMA peak"], first: 48))
    for layer in FirstLayerCase.all {
      let plain = try TimedFirstLayer(layer, pools: false)
      let times = try Measurement(runs: runs) { try plain.convolve(variant: variant) }
      let rate = try plain.operations() / times.best
      let shares = [Table.decimal(rate / 1e9), Table.percent(rate / peaks.operations)]
      print(row("\(layer.name), convolution", times, shares))
      guard variant == .best else { continue }
      print(row("  + ReLU", try Measurement(runs: runs, plain.run)))
      let pooled = try TimedFirstLayer(layer, pools: true)
      print(row("  + ReLU + pool", try Measurement(runs: runs, pooled.run)))
    }
  }

  private static func row(
    _ name: String, _ times: Measurement, _ shares: [String] = ["-", "-"]
  ) -> String {
    let own = [times.best, times.median].map { Table.decimal($0 * 1000) }
    return Table.row([name] + own + shares, first: 48)
  }
}
