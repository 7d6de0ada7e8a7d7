import Batches
import CMemory
import CommandLineKit
import Files
import Reports

/// What the arguments INPUT of a command named.
protocol FoundInputs {
  associatedtype Input
  /// The inputs, those that cannot be used among them.
  var inputs: [Input] { get }
  /// Folders that hold no image.
  var emptyFolders: [Path] { get }
  /// Folders in which results were passed over.
  var resultFolders: [Path] { get }
  /// Images in the folder of the results, where that is not read, which are no results.
  var imagesAmongResults: [Path] { get }
}

extension InputFinder: FoundInputs {}
extension PipelineInputs: FoundInputs {}

extension BatchOptions {
  /// Works on inputs as every command does: says first which folders gave none, and ends with the
  /// exit status of a failure if an input failed.
  ///
  /// - Parameters:
  ///   - found: The inputs.
  ///   - needsInput: Whether there is nothing to do without one.
  ///   - explains: Whether it is told how each kernel was computed.
  ///   - lines: The records of an input.
  ///   - work: What is done, with the report that tells it.
  /// - Throws: `ExitCode`, and what `work` throws.
  func work(
    on found: some FoundInputs, needsInput: Bool = true, explains: Bool = false,
    lines: @escaping @Sendable (ImageResult) throws(ReportError) -> [String],
    _ work: (BatchReport) throws -> Void
  ) throws {
    let report = BatchReport(
      total: found.inputs.count, options: self, explains: explains, lines: lines)
    try report.checkFolders(
      empty: found.emptyFolders, results: found.resultFolders,
      hasInputs: !found.inputs.isEmpty || !needsInput || shard != nil)
    report.tell(imagesAmongResults: found.imagesAmongResults)
    try work(report)
    if report.hasFailures { throw ExitCode.failure }
  }
}

extension BatchReport {
  /// Runs a batch and tells about it, until it is done or the user ends the program.
  ///
  /// - Parameter run: Runs the batch, and gives what became of each input to its parameter.
  /// - Returns: What it gives.
  /// - Throws: What it throws, or `ExitCode.failure` where that was told of an input already; the
  ///   summary is told before, as results may have been written.
  func follow<Outcome>(
    _ run: (_ receive: @escaping @Sendable (ImageResult) -> Void) throws -> Outcome
  ) throws -> Outcome {
    lenslet_keep_freed_memory()
    SignalWatch.start { self.interrupt() }
    begin()
    defer { end() }
    do {
      return try run { self.receive($0) }
    } catch let error as BatchError where repeats(error) {
      throw ExitCode.failure
    }
  }

  /// Tells what a batch would do.
  ///
  /// - Parameter planned: What would become of each input.
  func tell(rehearsal planned: [ImageResult]) {
    planned.forEach(receivePlan)
    endRehearsal()
  }
}

extension PipelineBatch {
  /// Runs the batch as `maps` and `run` do, or tells what it would do.
  ///
  /// - Parameters:
  ///   - folder: The folder of the results.
  ///   - threads: How many inputs are worked on at once.
  ///   - isRehearsal: Whether nothing is written.
  ///   - report: Tells about it.
  /// - Throws: `BatchError`.
  func run(into folder: Path, threads: Int, isRehearsal: Bool = false, _ report: BatchReport) throws
  {
    report.warn(strays: strayFiles, in: folder)
    if isRehearsal {
      let planned = rehearse()
      if planned.contains(where: { $0.outcome != .failed }) {
        report.tellRemoval(of: earlierFileCount, from: folder, isPlanned: true)
      }
      return report.tell(rehearsal: planned)
    }
    var batch = self
    batch.removal = { report.tellRemoval(of: $0, from: folder) }
    let hasWritten = try report.follow { receive in
      let hasWritten = try batch.run(threads: threads, report: receive)
      if !hasWritten { report.tellKept(in: folder) }
      return hasWritten
    }
    if hasWritten, hasPage { report.tellPage(in: folder) }
  }
}
