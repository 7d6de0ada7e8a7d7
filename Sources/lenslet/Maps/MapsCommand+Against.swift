import Batches
import CMemory
import CommandLineKit
import Escaping
import Files
import Reports
import Synchronization

/// Comparing layers with maps that were made elsewhere.
extension MapsCommand {
  /// Runs the network and tells which layers differ from the files of a folder.
  ///
  /// - Parameter folder: The folder.
  /// - Throws: `ExitCode.failure` where any differs or could not be compared.
  func compare(against folder: Path) throws {
    lenslet_keep_freed_memory()
    let found = PipelineInputs(
      try inputs.paths(endsWithZero: running.endsWithZero), output: folder,
      shard: running.shard)
    let batch = try reported {
      let (pipeline, _) = try pipeline(for: found.inputs, of: try network())
      tellInput(of: pipeline)
      return try AgainstBatch(
        pipeline, inputs: found.inputs, folder: folder,
        limits: limits.decoding(isStrict: running.strict),
        path: try modelFile())
    }
    try BatchReport(total: found.inputs.count, options: running, lines: mapLines(.maps))
      .checkFolders(
        empty: found.emptyFolders, results: found.resultFolders, hasInputs: !found.inputs.isEmpty)
    SignalWatch.start { Terminal.write("lenslet: interrupted\n", to: .standardError) }
    let report = AgainstReport(bound: looking.bound, isJSON: running.json, isQuiet: running.quiet)
    batch.run(threads: running.threads) { report.receive($0) }
    if report.hasFailures { throw ExitCode.failure }
  }
}

/// Tells how layers compare: what agrees or differs on standard output, what failed on standard error.
final class AgainstReport: Sendable {
  private let bound: Double
  private let isJSON: Bool
  private let isQuiet: Bool
  private let failed = Mutex(false)

  /// Prepares a report.
  ///
  /// - Parameters:
  ///   - bound: The largest share that is no difference.
  ///   - isJSON: Whether records are printed.
  ///   - isQuiet: Whether nothing is told of what agrees.
  init(bound: Double, isJSON: Bool, isQuiet: Bool) {
    (self.bound, self.isJSON, self.isQuiet) = (bound, isJSON, isQuiet)
  }

  /// Whether anything differs, failed, or could not be told.
  var hasFailures: Bool { failed.withLock { $0 } }

  /// Tells about an input.
  func receive(_ result: AgainstResult) {
    let differing = result.differing(by: bound)
    var isFailure = result.error != nil || !differing.isEmpty
    if let error = result.error {
      Terminal.write("lenslet: \(error)\n", to: .standardError)
    }
    do throws(ReportError) {
      let lines =
        isJSON
        ? try jsonLines(result.records(bound: bound))
        : lines(of: result, differing).map(escapedForTerminal)
      let text = lines.map { $0 + "\n" }.joined()
      if !Terminal.write(text, to: .standardOutput) { isFailure = true }
    } catch {
      Terminal.write("lenslet: \(result.input): \(error)\n", to: .standardError)
      isFailure = true
    }
    if isFailure { failed.withLock { $0 = true } }
  }

  private func lines(of result: AgainstResult, _ differing: [LayerAgreement]) -> [String] {
    guard result.error == nil else { return [] }
    let count = result.layers.count
    var lines: [String] = []
    if let first = differing.first {
      lines.append(
        "\(result.input): '\(first.layer)' is the first that differs: \(text(first)); "
          + "\(differing.count) of \(count) layers \(differing.count == 1 ? "differs" : "differ")")
    } else if !isQuiet {
      lines.append(
        "\(result.input): \(count) layer\(count == 1 ? " agrees" : "s agree") within "
          + "\(bound.shortText) of \(count == 1 ? "its" : "their") largest value")
    }
    if !result.missing.isEmpty, !isQuiet {
      let others = result.missing.count - 5
      lines.append(
        "\(result.input): no counterpart of " + result.missing.prefix(5).joined(separator: ", ")
          + (others > 0 ? " and \(others) \(others == 1 ? "other" : "others")" : ""))
    }
    return lines
  }

  private func text(_ layer: LayerAgreement) -> String {
    switch layer.outcome {
    case .compared(let difference):
      let share = difference.share
      let place = difference.place.map(String.init).joined(separator: ",")
      return (share.isFinite ? "by \(share.text) of its largest value" : "beyond all bounds")
        + ", \(difference.found) here and \(difference.expected) there at \(place)"
    case .shape(let found, let expected): return LayerAgreement.text(found, expected)
    case .unreadable(let error): return "\(error)"
    }
  }
}

extension Double {
  /// Three digits, those of small numbers too.
  fileprivate var text: String { text(significantDigits: 3) }
}
