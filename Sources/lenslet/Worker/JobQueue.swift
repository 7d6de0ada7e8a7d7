import Synchronization
import Threads

/// Jobs on their way from the reader to threads that work on them.
final class JobQueue: Sendable {
  private struct WaitingJob: Sendable {
    let id: String
    let work: @Sendable () -> JobRecord
  }

  private struct State {
    var waiting: [WaitingJob] = []
    var names: Set<String> = []
    var isEnded = false
  }

  private let state = Monitor(State())
  private let threads: Int
  private let send: @Sendable (JobRecord) -> Void

  /// - Parameters:
  ///   - threads: How many jobs are worked on at once; as many more wait.
  ///   - send: Takes each answer.
  init(threads: Int, send: @escaping @Sendable (JobRecord) -> Void) {
    self.threads = threads
    self.send = send
  }

  /// Hands over a job, and waits while enough are waiting.
  ///
  /// - Parameters:
  ///   - id: Its name.
  ///   - work: Does it; gives the answer.
  /// - Returns: Whether it was taken: no other of its name is waiting or worked on.
  func add(_ id: String, _ work: @escaping @Sendable () -> JobRecord) -> Bool {
    // There is one reader, so that the room stays; what waits is woken by a change alone.
    let isNew = state.take { state -> Bool? in
      state.waiting.count >= threads ? nil : state.names.insert(id).inserted
    }
    if isNew { state.change { $0.waiting.append(WaitingJob(id: id, work: work)) } }
    return isNew
  }

  /// Says that no further job comes.
  func end() { state.change { $0.isEnded = true } }

  /// Works until the end; calls the body in this thread meanwhile.
  ///
  /// - Parameter read: Adds jobs, and ends.
  func run(_ read: () throws -> Void) rethrows {
    let workers = (0..<threads).compactMap { _ in SystemThread { self.work() } }
    defer { workers.forEach { $0.join() } }
    defer { end() }
    try read()
  }

  private func work() {
    while true {
      let job = state.take { state -> WaitingJob?? in
        if !state.waiting.isEmpty { return .some(state.waiting.removeFirst()) }
        return state.isEnded ? .some(nil) : nil
      }
      guard let job else { return }
      // The reader may wait for the room.
      state.change { _ in }
      let answer = job.work()
      // Who has the answer may give a job of this name again.
      state.change { _ = $0.names.remove(job.id) }
      send(answer)
    }
  }
}
