import Files
import Glibc
import Reports
import Synchronization
import Threads

/// The record of filtered images, `index.jsonl` in the folder of the results: a line an output.
///
/// In a run of some length, lines are added about once a second, after the files that they tell of are
/// on the disk: a record outlives no file that a crash of the machine takes. A run that is over before
/// waits for no disk; what it records is known by length and time to be there. Several runs may add
/// to one index at once; of two lines of one file the last holds.
package final class FilterIndex: Sendable {
  private struct State {
    var lines: [UInt8] = []
    /// Whether there is a result: for failures alone no folder is made.
    var isWorthwhile = false
    var isEnded = false
    var failure: BatchError?
  }

  private struct Log {
    var file: SharedLog?
    /// Whether records wait for the disk.
    var isLong = false
  }

  private let folder: Path
  private let state = Monitor(State())
  private let log = Mutex(Log())

  /// The records of runs that go on.
  private static let open = Mutex<[FilterIndex]>([])

  /// How long records wait for others, in microseconds.
  private static let pause: UInt32 = 1_000_000

  /// Prepares the record of a run; nothing is written before there is a result.
  ///
  /// - Parameter folder: The folder of the results.
  init(in folder: Path) { self.folder = folder }

  /// Records what is left in the runs that go on.
  ///
  /// The program must end after this, and before it no file may get its name any more.
  package static func commitBeforeExit() {
    for index in open.withLock({ $0 }) { index.commit(isLast: true) }
  }

  /// Records what is added from now on, in a thread of its own.
  func begin() {
    Self.open.withLock { $0.append(self) }
    SystemThread {
      while true {
        let isEnded = self.state.take { state -> Bool? in
          state.isEnded ? true : state.isWorthwhile && !state.lines.isEmpty ? false : nil
        }
        if isEnded { return }
        usleep(Self.pause)
        self.commit(isLast: false)
      }
    }?.detach()
  }

  /// Adds what became of an input.
  func add(_ result: ImageResult) {
    var lines: [UInt8] = []
    var failure: BatchError?
    let records = FilterRecord.records(of: result, in: folder).filter { $0.status != .skipped }
    do throws(ReportError) {
      for record in records { lines += try jsonLine(record).utf8 + [UInt8(ascii: "\n")] }
    } catch {
      failure = .report(error)
    }
    let isWritten = records.contains { $0.status == .done }
    state.change { [lines, failure] state in
      state.lines += lines
      state.isWorthwhile = state.isWorthwhile || isWritten
      state.failure = state.failure ?? failure
    }
  }

  /// Records what is left.
  ///
  /// - Throws: `BatchError` where something could not be recorded; what was before stays.
  func finish() throws(BatchError) {
    state.change { $0.isEnded = true }
    Self.open.withLock { $0.removeAll { $0 === self } }
    commit(isLast: true)
    if let failure = state.change({ $0.failure }) { throw failure }
  }

  /// Adds the lines that wait.
  private func commit(isLast: Bool) {
    log.withLock { log in
      let lines = state.change { state in
        defer { state.lines = [] }
        return state.isWorthwhile || FileKind(of: folder) == .directory ? state.lines : []
      }
      if lines.isEmpty { return }
      log.isLong = log.isLong || !isLast
      do throws(FileError) {
        if log.file == nil { log.file = try SharedLog(folder.appending(MapFileNames.index)) }
        guard let file = log.file else { return }
        if log.isLong { try file.flushFileSystem() }
        try file.append(lines)
        if log.isLong { try file.flush() }
      } catch {
        state.change { $0.failure = $0.failure ?? .file(error) }
      }
    }
  }
}
