import Glibc
import Synchronization
import Testing
import Threads

/// A team does every piece once, whoever is awake.
@Suite struct TeamTests {
  /// How often each piece was done.
  private final class Counts: Sendable {
    private let counts: Mutex<[Int]>

    init(_ pieces: Int) { counts = Mutex([Int](repeating: 0, count: pieces)) }

    func add(_ piece: Int) { counts.withLock { $0[piece] += 1 } }

    var all: [Int] { counts.withLock { $0 } }
  }

  @Test("every piece is done once before the call returns", arguments: [1, 2, 3, 8])
  func pieces(threads: Int) {
    let team = Team(threads)
    #expect(team.count == threads)
    for round in 0..<300 {
      let pieces = round % 17
      let counts = Counts(pieces)
      team.perform(pieces) { counts.add($0) }
      #expect(counts.all == [Int](repeating: 1, count: pieces))
    }
  }

  @Test("threads that have gone to sleep are woken for the next work")
  func sleepers() {
    let team = Team(3)
    for _ in 0..<5 {
      usleep(30_000)
      let done = Atomic<Int>(0)
      // Nobody ends before two threads take part.
      team.perform(3) { _ in
        done.wrappingAdd(1, ordering: .acquiringAndReleasing)
        while done.load(ordering: .acquiring) < 2 { usleep(10) }
      }
      #expect(done.load(ordering: .acquiring) == 3)
    }
  }

  @Test("whoever hands out work tells how long it waited for others, and nothing where it is alone")
  func waiting() {
    let alone = Team(1)
    alone.perform(2) { _ in usleep(1000) }
    #expect(alone.waiting == .zero)
    let team = Team(2)
    let caller = pthread_self()
    let taken = Atomic<Int>(0)
    // Nobody ends before both take part; the other one takes 30 ms longer.
    team.perform(2) { _ in
      taken.wrappingAdd(1, ordering: .acquiringAndReleasing)
      while taken.load(ordering: .acquiring) < 2 { usleep(10) }
      if pthread_self() != caller { usleep(30_000) }
    }
    #expect(team.waiting >= .milliseconds(25), "\(team.waiting)")
  }

  @Test("a team that was never used ends")
  func unused() {
    for threads in 1...6 { #expect(Team(threads).count == threads) }
  }
}
