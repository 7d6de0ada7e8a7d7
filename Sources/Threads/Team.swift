import CProcessor
import Glibc
import Synchronization

/// Threads that stay and share many short pieces of work, as the steps of a network are.
///
/// A thread that has nothing to do looks for work for a while before it sleeps, since to be woken
/// takes longer than many a step. Whoever hands out work takes part, and waits at its end for those
/// alone that have taken a piece: a thread that is late, because it slept or because another program
/// had its processor, is not waited for. One thread at a time may hand out work.
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
    /// How many works were handed out, whether the latest may be joined, and how many threads have.
    ///
    /// All in one number, so that nobody joins a work that has just ended.
    let entry = Atomic<Int>(0)

    /// The address of the latest work; not retained, as the thread that hands it out keeps it until all
    /// have left.
    let work = Atomic<UInt>(0)

    /// Threads that sleep or are about to.
    let sleepers = Atomic<Int>(0)

    /// Whether the team is at its end; its changes wake those who sleep.
    let isOver = Monitor(false)

    /// Set in `entry` while the latest work may be joined.
    static let open = 1 << 16

    /// Whether there is a work that a thread has not seen yet.
    func isNew(_ entry: Int, after seen: Int) -> Bool {
      entry & Self.open != 0 && entry >> 17 != seen
    }

    /// Wakes whoever sleeps, if any does.
    func wake() {
      if sleepers.load(ordering: .sequentiallyConsistent) > 0 { isOver.change { _ in } }
    }
  }

  /// How many threads there are, that of the caller among them.
  public let count: Int

  /// How long whoever handed out work has waited for others at its end, in all.
  public var waiting: Duration { .nanoseconds(waited.load(ordering: .relaxed)) }

  private let waited = Atomic<Int>(0)
  private let board: Board
  private let threads: [SystemThread]

  /// How often a thread looks for work before it sleeps.
  private static let patience = 20_000

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
    board.isOver.change { $0 = true }
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
      board.work.store(
        UInt(bitPattern: Unmanaged.passUnretained(work).toOpaque()), ordering: .relaxed)
      let number = board.entry.load(ordering: .relaxed) >> 17 + 1
      board.entry.store(number << 17 | Board.open, ordering: .sequentiallyConsistent)
      board.wake()
      work.takePart()
      board.entry.wrappingSubtract(Board.open, ordering: .acquiringAndReleasing)
      defer { withExtendedLifetime(work) {} }
      if board.entry.load(ordering: .acquiring) & (Board.open - 1) == 0 { return }
      let start = ContinuousClock.now
      var patience = Self.patience
      while board.entry.load(ordering: .acquiring) & (Board.open - 1) > 0 {
        lenslet_pause()
        patience -= 1
        // Whoever has not come to its end by now may need this processor.
        if patience < 0 { sched_yield() }
      }
      let time = start.duration(to: .now).components
      waited.wrappingAdd(
        Int(time.seconds) * 1_000_000_000 + Int(time.attoseconds / 1_000_000_000),
        ordering: .relaxed)
    }
  }

  /// What each thread does until the end.
  private static func serve(_ board: Board) {
    var seen = 0
    while true {
      let entry = awaited(board, after: seen)
      guard let entry else { return }
      let (joins, _) = board.entry.compareExchange(
        expected: entry, desired: entry + 1, ordering: .acquiringAndReleasing)
      guard joins else { continue }
      seen = entry >> 17
      if let work = UnsafeRawPointer(bitPattern: board.work.load(ordering: .relaxed)) {
        Unmanaged<Work>.fromOpaque(work)._withUnsafeGuaranteedRef { $0.takePart() }
      }
      board.entry.wrappingSubtract(1, ordering: .acquiringAndReleasing)
    }
  }

  /// Waits for a work that a thread has not seen; nil at the end.
  private static func awaited(_ board: Board, after seen: Int) -> Int? {
    for _ in 0..<patience {
      let entry = board.entry.load(ordering: .acquiring)
      if board.isNew(entry, after: seen) { return entry }
      lenslet_pause()
    }
    board.sleepers.wrappingAdd(1, ordering: .sequentiallyConsistent)
    defer { board.sleepers.wrappingSubtract(1, ordering: .sequentiallyConsistent) }
    return board.isOver.take { isOver -> Int?? in
      if isOver { return .some(nil) }
      let entry = board.entry.load(ordering: .sequentiallyConsistent)
      return board.isNew(entry, after: seen) ? .some(entry) : nil
    }
  }
}
