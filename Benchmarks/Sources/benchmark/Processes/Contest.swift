import Files
import Foundation

/// Programs that do the same work in turn, so that what else the machine does hits all of them.
enum Contest {
  /// Runs every program once, looks at its results, then times all in turn.
  ///
  /// - Parameters:
  ///   - contestants: The programs, lenslet first; nil for one that is not there.
  ///   - runs: How often each is timed.
  /// - Returns: What each took; nil for one that is not there, or a peer that failed.
  /// - Throws: `BenchmarkError` where the first program fails or its results are wrong, and what
  ///   looking at them throws.
  static func costs(of contestants: [Contestant?], runs: Int) throws -> [ProcessCosts?] {
    var costs: [ProcessCosts?] = []
    for (index, contestant) in contestants.enumerated() {
      costs.append(nil)
      guard let contestant else { continue }
      do {
        _ = try run(contestant)
        try contestant.verify()
        costs[index] = ProcessCosts()
      } catch {
        guard index > 0 else { throw error }
        Progress.note("a peer is left out: \(error)")
      }
    }
    for _ in 0..<runs {
      for (index, contestant) in contestants.enumerated() where costs[index] != nil {
        if let contestant { costs[index]?.add(try run(contestant)) }
      }
    }
    for (contestant, cost) in zip(contestants, costs) {
      guard let contestant else { continue }
      empty(contestant.output)
      if let cost { Progress.note("  \(contestant.output.lastComponent.display): \(cost.detail)") }
    }
    return costs
  }

  private static func run(_ contestant: Contestant) throws -> ProcessCost {
    empty(contestant.output)
    return try ProcessCost(ofCleanly: contestant.words)
  }

  private static func empty(_ folder: Path) {
    try? FileManager.default.removeItem(atPath: folder.display)
  }
}
