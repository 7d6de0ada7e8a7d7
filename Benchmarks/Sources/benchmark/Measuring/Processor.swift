import CMemory
import Foundation
import Loops

/// The processor that the times are of, and what this process took of the machine.
enum Processor {
  /// The name that Linux reports, or a word in its place elsewhere.
  static var model: String {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    let name = line?.split(separator: ":", maxSplits: 1).last
    return name?.trimmingCharacters(in: .whitespaces) ?? "unknown"
  }

  /// The most memory that this process had at any time, in bytes.
  static var peakMemory: Int {
    var usage = rusage()
    getrusage(CInt(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  }

  /// Refuses debug builds, prepares memory as `lenslet` does, and prints what is measured on.
  ///
  /// - Throws: `BenchmarkError.debugBuild`.
  static func prepare() throws {
    #if DEBUG
      throw BenchmarkError.debugBuild
    #else
      lenslet_keep_freed_memory()
      print("processor \(model), variant \(Variant.best.rawValue)")
    #endif
  }
}
