import CMemory
import Foundation

/// Times convolution alone, first layers of networks, whole pictures, or codecs; the first two beside
/// the peers where their script is given.
@main
struct Benchmark {
  static func main() {
    do {
      let arguments = try Arguments(Array(CommandLine.arguments.dropFirst()))
      #if DEBUG
        throw BenchmarkError.debugBuild
      #else
        lenslet_keep_freed_memory()
        print("processor \(Processor.model); a ratio divides the best figures")
        switch arguments.subject {
        case .convolution: try ConvolutionBenchmark.run(arguments)
        case .layers: try LayerBenchmark.run(arguments)
        case .filter: try FilterBenchmark.run(arguments)
        case .codecs: try CodecBenchmark.run(arguments)
        }
      #endif
    } catch {
      FileHandle.standardError.write(Data("benchmark: \(error)\n".utf8))
      exit(1)
    }
  }
}
