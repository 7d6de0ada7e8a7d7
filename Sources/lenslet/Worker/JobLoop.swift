import Batches
import CMemory
import CommandLineKit
import Files
import Reports
import Synchronization

extension ExitCode {
  /// The worker itself broke: some jobs were not answered.
  static let workerFailure = ExitCode(74)
}

/// Takes jobs from standard input, has them done, several at once, and writes the answers.
struct JobLoop {
  private let running: BatchOptions

  /// - Parameter running: How many jobs are worked on at once, and how names end.
  init(_ running: BatchOptions) { self.running = running }

  /// Works until the end of standard input.
  ///
  /// - Parameter answer: Does a job, in any of the threads: its name, and its inputs.
  /// - Throws: `ExitCode.workerFailure` where standard input or output is lost.
  func run(_ answer: @escaping @Sendable (String, [Path]) -> JobRecord) throws {
    lenslet_keep_freed_memory()
    SignalWatch.start { ResultsIndex.commitBeforeExit() }
    let answers = JobAnswers()
    let queue = JobQueue(threads: running.threads) { answers.send($0) }
    do {
      try queue.run {
        let lines = LineReader(endsWithZero: running.endsWithZero)
        while !answers.areLost, let line = try lines.next() {
          switch Job(line) {
          case nil: continue
          case .wrong(let id, let reason): answers.send(JobRecord(id: id, refused: reason))
          case .inputs(let id, let paths):
            let isTaken = queue.add(id) { answer(id, paths) }
            if !isTaken {
              answers.send(JobRecord(id: id, refused: "a job of this id is worked on"))
            }
          }
        }
      }
    } catch let error as FileError {
      Terminal.write("lenslet: \(error)\n", to: .standardError)
      throw ExitCode.workerFailure
    }
    if answers.areLost { throw ExitCode.workerFailure }
  }
}

/// Standard output, a line an answer.
private final class JobAnswers: Sendable {
  private let isLost = Mutex(false)

  /// Whether nobody takes answers any more.
  var areLost: Bool { isLost.withLock { $0 } }

  /// Writes an answer at once, in one piece.
  func send(_ record: JobRecord) {
    isLost.withLock { isLost in
      guard !isLost, let line = try? jsonLine(record) else {
        isLost = true
        return
      }
      isLost = !Terminal.write(line + "\n", to: .standardOutput)
    }
  }
}
