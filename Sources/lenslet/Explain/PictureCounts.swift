import Batches
import CommandLineKit
import Escaping
import Explaining
import Files
import Synchronization

/// Counts what became of pictures in a run of `explain` or `mislead`, and tells what failed: once
/// what holds for all of them, or for the place of the results.
final class PictureCounts: Sendable {
  private struct State {
    var done = 0
    var failed = 0
    var skipped = 0
    var errors = RepeatedErrors()

    var text: String {
      "\(done) image\(done == 1 ? "" : "s") done, \(failed) failed, \(skipped) skipped"
    }
  }

  private let total: Int
  private let state = Mutex(State())

  /// - Parameter total: Pictures of the run.
  init(total: Int) { self.total = total }

  /// Counts a picture, and tells why it failed.
  ///
  /// - Parameters:
  ///   - result: What became of it.
  ///   - wasDone: Whether an earlier run has done it.
  func tell(_ result: Result<some Any, ExplainingError>, _ wasDone: Bool) {
    state.withLock { state in
      var errors: [(String, SharedReason?)] = []
      switch result {
      case .success where wasDone: state.skipped += 1
      case .success: state.done += 1
      case .failure(let error):
        state.failed += 1
        errors = [("\(error)", error.sharedReason)]
      }
      state.errors.lines(for: errors).forEach(Self.write)
    }
  }

  /// Runs a batch, and says where nothing came of it.
  ///
  /// - Parameters:
  ///   - folder: The folder of the results.
  ///   - run: Runs it, and gives whether anything was written.
  /// - Throws: What it throws as the command line reports it, but what was told of a picture.
  func follow(into folder: Path, _ run: () throws(ExplainingError) -> Bool) throws {
    do throws(ExplainingError) {
      let hasWritten = try run()
      tellRepetitions()
      if !hasWritten { Self.write(BatchReport.keptWords(in: folder)) }
    } catch {
      let isTold = state.withLock { $0.errors.repeats(error.sharedReason) }
      tellRepetitions()
      if isTold { throw ExitCode.failure }
      if error.isUsage { throw ValidationError(error.description) }
      throw error
    }
  }

  private func tellRepetitions() { state.withLock { $0.errors.closing }.forEach(Self.write) }

  /// Records what is done, and says that the run was interrupted.
  func tellInterruption() {
    ResultsIndex.commitBeforeExit()
    let state = state.withLock { $0 }
    let left = total - state.done - state.failed - state.skipped
    Self.write("interrupted: \(state.text), \(left) left")
  }

  /// Ends the run.
  ///
  /// - Parameter isResumed: Whether it is told how many pictures were done before.
  /// - Throws: `ExitCode.failure` if a picture failed.
  func end(isResumed: Bool) throws {
    let state = state.withLock { $0 }
    if isResumed { Self.write(state.text) }
    if state.failed > 0 { throw ExitCode.failure }
  }

  private static func write(_ line: String) {
    Terminal.write("lenslet: \(escapedForTerminal(line))\n", to: .standardError)
  }
}

extension PictureRunSettings {
  /// What options say.
  ///
  /// - Parameters:
  ///   - limits: What a picture may take.
  ///   - resuming: What of earlier runs stays.
  ///   - files: What goes in beside the pictures.
  ///   - output: The folder of the results.
  init(_ limits: LimitOptions, _ resuming: ResumeOptions, files: [Path], output: Path) {
    self.init()
    self.limits = limits.decoding()
    maxMemory = limits.maxMemory?.bytes
    resumption = resuming.resumption
    self.files = files
    removal = { count in
      Terminal.write(
        "lenslet: \(output): \(count) file\(count == 1 ? " of an earlier run is" : "s of an earlier run are") removed\n",
        to: .standardError)
    }
  }
}
