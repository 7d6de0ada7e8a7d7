import Batches
import BenchmarkCases
import Codecs
import Files
import Filtering
import Kernels
import Foundation
import Pixels
import Threads

/// Times pictures on their way from files to files: each stage alone, then all of it.
enum FilterBenchmark {
  private static let runs = 5

  /// Prints the seconds of each stage, then those of whole batches.
  ///
  /// - Parameter folder: The folder of the pictures.
  /// - Throws: `BenchmarkError`, and what reading and writing throw.
  static func run(folder: Path) throws {
    let output = Path(NSTemporaryDirectory()).appending("lenslet-benchmark-\(getpid())")
    defer { try? FileManager.default.removeItem(atPath: output.display) }
    let inputs = InputFinder([folder], output: output).inputs
    guard !inputs.isEmpty else { throw BenchmarkError.noPictures(folder.display) }

    let banks = TimedKernels.all.filter {
      ["sharpen3", "edge3", "gaussian5"].contains($0.name)
    }
    // Before anything else takes whole pictures into memory.
    try complete(try batch(inputs, banks, output), threads: availableProcessors)
    let peakMemory = Processor.peakMemory
    try verify(inputs, banks, output)
    let stages = try (0..<runs).map { _ in try FilterStages(inputs, banks[0], output) }
    let medians = FilterStages.names.indices.map { stage in
      WorkTime.median(stages.map { $0.times[stage] })
    }
    let megapixels = Double(stages[0].pixels) / 1e6
    print("\(inputs.count) pictures, \(Int(megapixels)) megapixels, median of \(runs) runs")
    print(Table.row(["stage alone, one thread", "seconds", "processor", "MP/s"], first: 36))
    for (name, time) in zip(FilterStages.names, medians) { print(row(name, time, megapixels)) }
    let codecs = medians[1].processor + medians[3].processor

    print()
    print(
      Table.row(
        ["files to files", "seconds", "processor", "MP/s", "processor / that of both codecs"],
        first: 36))
    for count in [1, banks.count] {
      for threads in Set([1, availableProcessors]).sorted() {
        let batch = try batch(inputs, Array(banks.prefix(count)), output)
        let times = try (0..<runs).map { _ in
          var time = WorkTime()
          try time.add { try complete(batch, threads: threads) }
          return time
        }
        let time = WorkTime.median(times)
        let name =
          "\(count) kernel\(count == 1 ? "" : "s"), \(threads) thread\(threads == 1 ? "" : "s")"
        let ratio = count == 1 ? Table.decimal(time.processor / codecs) : "-"
        print(row(name, time, megapixels, ratio))
      }
    }
    print("peak memory of \(banks.count) kernels: \(peakMemory.bytesText)")
  }

  private static func row(
    _ name: String, _ time: WorkTime, _ megapixels: Double, _ rest: String...
  ) -> String {
    let times = [time.elapsed, time.processor].map(Table.decimal)
    return Table.row(
      [name] + times + ["\(Int(megapixels / time.elapsed))"] + rest, first: 36)
  }

  private static func batch(
    _ inputs: [Input], _ banks: [KernelBank], _ output: Path
  ) throws -> Batch {
    let settings = FilterSettings(banks: banks, convolver: try Convolver())
    return try Batch(inputs: inputs, folder: output, settings: settings)
  }

  private static func complete(_ batch: Batch, threads: Int) throws {
    let failures = FailureList()
    try batch.run(threads: threads) { failures.add($0.errors) }
    if let error = failures.first { throw error }
  }

  /// Compares the first file with what the plain loops and the whole picture give.
  private static func verify(
    _ inputs: [Input], _ banks: [KernelBank], _ output: Path
  ) throws {
    let batch = try batch(Array(inputs.prefix(1)), [banks[0]], output)
    try complete(batch, threads: availableProcessors)
    let decoded = try ImageDecoder.decode(try File.read(inputs[0].path, limit: 1 << 32))
    let filtered = try Convolver(plan: .reference).filter(
      decoded.image, with: banks[0], range: .clamp)
    let expected = try ImageEncoder.encode(
      filtered[0].image, metadata: decoded.metadata, as: decoded.format)
    guard try File.read(batch.plan.items[0].outputs[0], limit: 1 << 32) == expected else {
      throw BenchmarkError.wrongResult(banks[0].name)
    }
  }
}
