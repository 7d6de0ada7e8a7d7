import CProcessor
import Synchronization

/// Threads that stay and share many short pieces of work, as the steps of a network are.
///
/// A thread that has nothing to do looks for work for a while before it sleeps, since to be woken
/// takes longer than many a step. One thread at a time may hand out work.
public final class Team: Sendable {
  /// Pieces that are to be done.
  private final class Work: @unchecked Sendable {
    let pieces: Int
    let body: (Int) -> Void
    let next = Atomic<Int>(0)

    init(_ pieces: Int, _ body: @escaping (Int) -> Void) {
      self.pieces = pieces
      self.body = body
    }

    /// Does pieces until none is left.
    func takePart() {
      while true {
        let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if piece >= pieces { return }
        body(piece)
      }
    }
  }

  /// What the threads share; apart from the team, so that the team can end while they wait.
  private final class Board: Sendable {
    struct State: @unchecked Sendable {
      /// Not retained: the thread that hands it out keeps it until all threads are done.
      var work: Unmanaged<Work>?
      var isOver = false
    }

    let state = Monitor(State())
    /// Rises with every work that is handed out, and at the end.
    let number = Atomic<Int>(0)
    /// Threads that are not done with the latest work.
    let working = Atomic<Int>(0)
  }

  /// How many threads there are, that of the caller among them.
  public let count: Int

  private let board: Board
  private let threads: [SystemThread]

  /// How often a thread looks for work before it sleeps.
  private static let patience = 5000

  /// Starts threads; where the system gives fewer, there are fewer.
  ///
  /// - Parameter count: How many, that of the caller among them, 1 or more.
  public init(_ count: Int) {
    var threads: [SystemThread] = []
    let board = Board()
    while threads.count < count - 1, let thread = SystemThread({ Self.serve(board) }) {
      threads.append(thread)
    }
    self.board = board
    self.threads = threads
    self.count = threads.count + 1
  }

  deinit {
    post { $0.isOver = true }
    for thread in threads { thread.join() }
  }

  /// Does pieces of work, and returns when all are done.
  ///
  /// - Parameters:
  ///   - pieces: How many there are.
  ///   - body: Does the piece of a number, in any of the threads and several at once.
  public func perform(_ pieces: Int, _ body: (Int) -> Void) {
    guard pieces > 1, !threads.isEmpty else {
      for piece in 0..<pieces { body(piece) }
      return
    }
    withoutActuallyEscaping(body) { body in
      let work = Work(pieces, body)
      board.working.store(threads.count, ordering: .sequentiallyConsistent)
      post { $0.work = Unmanaged.passUnretained(work) }
      work.takePart()
      while board.working.load(ordering: .acquiring) > 0 { lenslet_pause() }
      withExtendedLifetime(work) {}
    }
  }

  /// Tells the threads what there is.
  private func post(_ change: (inout Board.State) -> Void) {
    board.state.change { state in
      change(&state)
      board.number.wrappingAdd(1, ordering: .sequentiallyConsistent)
    }
  }

  /// What each thread does until the end.
  private static func serve(_ board: Board) {
    var seen = 0
    while true {
      var patience = patience
      while patience > 0, board.number.load(ordering: .acquiring) == seen {
        lenslet_pause()
        patience -= 1
      }
      let latest = board.state.take { state -> Board.State? in
        let number = board.number.load(ordering: .sequentiallyConsistent)
        guard number != seen else { return nil }
        seen = number
        return state
      }
      if latest.isOver { return }
      latest.work?._withUnsafeGuaranteedRef { $0.takePart() }
      board.working.wrappingSubtract(1, ordering: .acquiringAndReleasing)
    }
  }
}
