import Batches
import Files
import Reports
import Synchronization

/// Keeps what a comparison sees while it goes on, and records its inputs, so that a run that was
/// stopped goes on.
///
/// What is kept takes the place of what was kept before, about once a second and in no more than a
/// thirtieth of the time. Records of inputs are added when what was seen of them is kept.
final class ComparisonKeeper: Sendable {
  private struct State {
    /// Inputs that are recorded; nil before the first.
    var recorded: Int?
    var log: SharedLog?
    var due: ContinuousClock.Instant
    var failure: BatchError?
  }

  private let folder: Path
  private let settings: String
  private let journal: ResultsJournal
  private let start = ContinuousClock.now
  private let state: Mutex<State>

  private static let interval = Duration.seconds(1)

  /// Prepares to keep; nothing is written yet.
  ///
  /// - Parameters:
  ///   - folder: The folder of the results.
  ///   - settings: The hash of all that responses depend on.
  ///   - journal: Where files are noted before they are written.
  init(in folder: Path, settings: String, journal: ResultsJournal) {
    self.folder = folder
    self.settings = settings
    self.journal = journal
    state = Mutex(State(due: start + Self.interval / 2))
  }

  /// Keeps what was seen, where it is time for it.
  func keep(_ seen: SeenInputs) {
    state.withLock { state in
      guard state.failure == nil, ContinuousClock.now >= state.due, seen.count > 0 else { return }
      do throws(BatchError) { try keep(seen, &state) } catch { state.failure = error }
    }
  }

  /// Keeps all that was seen.
  ///
  /// - Throws: `BatchError` where that, or what was to be kept before, could not be written.
  func finish(_ seen: SeenInputs) throws(BatchError) {
    let failure = state.withLock { state -> BatchError? in
      guard state.failure == nil, state.recorded != seen.inputs.count else { return state.failure }
      do throws(BatchError) { try keep(seen, &state) } catch { state.failure = error }
      return state.failure
    }
    if let failure { throw failure }
  }

  /// Writes the records of the whole run in the place of those of single inputs.
  ///
  /// - Parameters:
  ///   - inputs: The inputs.
  ///   - files: What was written.
  ///   - weights: The file of the learned filters.
  ///   - settings: The hash of all that the files depend on.
  /// - Throws: `BatchError.file`, or `report`.
  func record(
    _ inputs: [ComparedInput], _ files: [ComparedFile], of weights: Path, settings: String
  ) throws(BatchError) {
    var lines = try wrapping(self.lines(inputs), as: BatchError.report)
    if !inputs.isEmpty {
      lines += try wrapping(
        line(ComparedFile(ComparisonFileNames.state, weights)), as: BatchError.report)
    }
    for file in files { lines += try wrapping(line(file), as: BatchError.report) }
    let end = ComparisonEndRecord(input: weights.text, files: files.count, settings: settings)
    lines += try wrapping(line(end), as: BatchError.report)
    let index = folder.appending(MapFileNames.index)
    let isLong = start.duration(to: .now) > .seconds(1)
    if isLong { try wrapping(SharedLog(index).flushFileSystem(), as: BatchError.file) }
    try writeResult(lines, to: index)
  }

  private func keep(_ seen: SeenInputs, _ state: inout State) throws(BatchError) {
    let begin = ContinuousClock.now
    let index = folder.appending(MapFileNames.index)
    if state.recorded == nil {
      try journal.add([Path(ComparisonFileNames.state), Path(MapFileNames.index)])
    }
    let bytes = try wrapping(seen.file(settings: settings), as: BatchError.report)
    try writeResult(bytes, to: folder.appending(ComparisonFileNames.state))
    let lines = try wrapping(
      self.lines(Array(seen.inputs[(state.recorded ?? 0)...])), as: BatchError.report)
    if state.recorded == nil {
      let head = try wrapping(
        line(ComparedFile(ComparisonFileNames.state, nil)), as: BatchError.report)
      try writeResult(head + lines, to: index)
    } else {
      do throws(FileError) {
        if state.log == nil { state.log = try SharedLog(index) }
        guard let log = state.log else { return }
        try log.flushFileSystem()
        try log.append(lines)
      } catch {
        throw .file(error)
      }
    }
    state.recorded = seen.inputs.count
    let end = ContinuousClock.now
    state.due = end + max(Self.interval, begin.duration(to: end) * 30)
  }

  private func lines(_ inputs: [ComparedInput]) throws(ReportError) -> [UInt8] {
    var lines: [UInt8] = []
    for input in inputs { lines += try line(input) }
    return lines
  }

  private func line(_ record: some Encodable) throws(ReportError) -> [UInt8] {
    Array("\(try jsonLine(record))\n".utf8)
  }
}
