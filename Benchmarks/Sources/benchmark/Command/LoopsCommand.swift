import CommandLineKit
import Files
import Loops

/// Times convolution alone and first layers, in this process.
struct LoopsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "loops",
    abstract: "Measure this machine's peaks, then convolution alone and first layers, one thread.")

  @Flag(help: "Time every variant that the processor can run, not just the best.")
  var allVariants = false

  mutating func run() throws {
    try Processor.prepare()
    for variant in allVariants ? Variant.available : [.best] {
      let peaks = try Peaks(variant: variant)
      print("\nvariant \(variant.rawValue); \(peaks.text)")
      try ConvolutionBenchmark.run(variant: variant, peaks: peaks)
      try LayerBenchmark.run(variant: variant, peaks: peaks)
    }
    print("\npeak memory of this process: \(Processor.peakMemory.bytesText)")
  }
}
