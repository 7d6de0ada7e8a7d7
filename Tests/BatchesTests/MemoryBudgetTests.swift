import Synchronization
import Testing
import Threads

import func Glibc.usleep

/// How images wait for memory.
@Suite("memory that images share")
struct MemoryBudgetTests {
  /// The most that bodies had at a time, of 24 that need six bytes each in four threads.
  private func most(limit: Int?) -> Int {
    let budget = MemoryBudget(limit: limit)
    let state = Mutex((used: 0, most: 0))
    _ = computed(count: 24, threads: 4) { _ in
      budget.with(6) {
        state.withLock { state in
          state.used += 6
          state.most = max(state.most, state.used)
        }
        usleep(5_000)
        state.withLock { $0.used -= 6 }
      }
    }
    return state.withLock(\.most)
  }

  @Test(
    "no more is in use at a time than the limit allows, and as much as it does",
    arguments: [(6, 6), (11, 6), (12, 12), (17, 12), (100, 24), (nil, 24)] as [(Int?, Int)])
  func limit(limit: Int?, expected: Int) {
    #expect(most(limit: limit) == expected)
  }

  @Test("what a body took is given back where it fails")
  func failure() {
    struct Failure: Error {}
    let budget = MemoryBudget(limit: 10)
    for _ in 0..<3 {
      #expect(throws: Failure.self) { try budget.with(10) { throw Failure() } }
    }
    #expect(budget.with(10) { 5 } == 5)
  }
}
