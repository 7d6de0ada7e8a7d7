package import Files
import Glibc
import Reports
import Synchronization
import Threads

/// The record of a run that can be resumed, `index.jsonl` in the folder of the results.
///
/// Lines are added soon after the start and then about once a second. In a run of more than a second
/// that is after the files that they tell of are on the disk: a record outlives no file that a crash of
/// the machine takes. A shorter one waits for no disk; what it records is known by length and time to
/// be there. Several runs may add to one index at once; of two lines of one file the last holds.
package final class ResultsIndex: Sendable {
  private struct State {
    var lines: [UInt8] = []
    /// Whether there is a result: for failures alone no folder is made.
    var isWorthwhile = false
    var isEnded = false
    var failure: BatchError?
  }

  private let folder: Path
  private let lines: @Sendable (ImageResult) throws(ReportError) -> [String]
  private let state = Monitor(State())
  private let log = Mutex<SharedLog?>(nil)
  private let start = ContinuousClock.now

  /// The records of runs that go on.
  private static let open = Mutex<[ResultsIndex]>([])

  /// How long records wait for others at first and in the end, in microseconds.
  private static let pauses: ClosedRange<UInt32> = 100_000...1_000_000

  /// Prepares the record of a run; nothing is written before there is a result.
  ///
  /// - Parameters:
  ///   - folder: The folder of the results.
  ///   - lines: What is recorded of an input, without the ends of lines.
  init(
    in folder: Path, lines: @escaping @Sendable (ImageResult) throws(ReportError) -> [String]
  ) {
    self.folder = folder
    self.lines = lines
  }

  /// Prepares the record of a run that makes its lines itself.
  ///
  /// - Parameter folder: The folder of the results.
  package convenience init(in folder: Path) { self.init(in: folder) { _ in [] } }

  /// Records what is left in the runs that go on.
  ///
  /// The program must end after this, and before it no file may get its name any more.
  package static func commitBeforeExit() {
    for index in open.withLock({ $0 }) { index.commit() }
  }

  /// Records what is added from now on, in a thread of its own.
  package func begin() {
    Self.open.withLock { $0.append(self) }
    SystemThread {
      var pause = Self.pauses.lowerBound
      while true {
        let isEnded = self.state.take { state -> Bool? in
          state.isEnded ? true : state.isWorthwhile && !state.lines.isEmpty ? false : nil
        }
        if isEnded { return }
        usleep(pause)
        pause = min(2 * pause, Self.pauses.upperBound)
        self.commit()
      }
    }?.detach()
  }

  /// Adds what became of an input, as soon as its files have their names, in any of the threads.
  func add(_ result: ImageResult) {
    var lines: [UInt8] = []
    var failure: BatchError?
    do throws(ReportError) {
      for line in try self.lines(result) { lines += line.utf8 + [UInt8(ascii: "\n")] }
    } catch {
      failure = .report(error)
    }
    let isWritten = result.outputs.contains { $0.isWritten }
    state.change { [lines, failure] state in
      state.lines += lines
      state.isWorthwhile = state.isWorthwhile || isWritten
      state.failure = state.failure ?? failure
    }
  }

  /// Adds what became of an input whose files have their names.
  ///
  /// - Parameter lines: Lines of JSON without their ends.
  package func add(_ lines: [String]) {
    let bytes = lines.flatMap { $0.utf8 + [UInt8(ascii: "\n")] }
    state.change { state in
      state.lines += bytes
      state.isWorthwhile = true
    }
  }

  /// Records what is left.
  ///
  /// - Throws: `BatchError` where something could not be recorded; what was before stays.
  package func finish() throws(BatchError) {
    state.change { $0.isEnded = true }
    Self.open.withLock { $0.removeAll { $0 === self } }
    commit()
    if let failure = state.change({ $0.failure }) { throw failure }
  }

  /// Adds the lines that wait.
  private func commit() {
    log.withLock { log in
      let lines = state.change { state in
        defer { state.lines = [] }
        return state.isWorthwhile || FileKind(of: folder) == .directory ? state.lines : []
      }
      if lines.isEmpty { return }
      let isLong = start.duration(to: .now) > .seconds(1)
      do throws(FileError) {
        if log == nil { log = try SharedLog(folder.appending(MapFileNames.index)) }
        guard let log else { return }
        if isLong { try log.flushFileSystem() }
        try log.append(lines)
        if isLong { try log.flush() }
      } catch {
        state.change { $0.failure = $0.failure ?? .file(error) }
      }
    }
  }
}
