import Files
import Synchronization

/// The index and the page of a run, which begin with its first result.
///
/// What was to be recorded before waits, so that a run of which nothing comes leaves those of an
/// earlier one in place.
final class RunRecords: Sendable {
  private struct State {
    var waiting: [ImageResult] = []
    var hasBegun = false
    var index: MapIndex?
    var page: MapsPage?
    var failure: BatchError?
  }

  private let journal: ResultsJournal
  private let makeIndex: @Sendable () throws(BatchError) -> MapIndex?
  private let makePage: @Sendable () throws(BatchError) -> MapsPage?
  private let state = Mutex(State())

  /// Prepares the records.
  ///
  /// - Parameters:
  ///   - journal: The journal of the run.
  ///   - makeIndex: Starts the index, where there is one of this kind.
  ///   - makePage: Starts the page, where there is one.
  init(
    _ journal: ResultsJournal,
    index makeIndex: @escaping @Sendable () throws(BatchError) -> MapIndex?,
    page makePage: @escaping @Sendable () throws(BatchError) -> MapsPage?
  ) {
    (self.journal, self.makeIndex, self.makePage) = (journal, makeIndex, makePage)
  }

  /// Adds the result of the next input; after a failure nothing more is added.
  func add(_ result: ImageResult) {
    state.withLock { state in
      state.waiting.append(result)
      if journal.hasBegun { record(&state) }
    }
  }

  /// Gives index and page their names, and ends the journal, where the run has begun.
  ///
  /// - Throws: `BatchError` for the first thing that could not be recorded; then there is no
  ///   index.
  func finish() throws(BatchError) {
    guard journal.hasBegun else { return try journal.finish() }
    let (index, page, failure) = state.withLock { state in
      record(&state)
      return (state.index, state.page, state.failure)
    }
    if let failure { throw failure }
    try index?.finish()
    try page?.finish()
    try journal.finish()
  }

  private func record(_ state: inout State) {
    guard state.failure == nil else { return }
    do throws(BatchError) {
      if !state.hasBegun {
        state.hasBegun = true
        state.index = try makeIndex()
        state.page = try makePage()
      }
      for result in state.waiting {
        state.index?.add(result)
        state.page?.add(result)
      }
      state.waiting = []
    } catch {
      state.failure = error
    }
  }
}
