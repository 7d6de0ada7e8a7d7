import Definitions
import Networks
import Synchronization

/// How much of a network is not computed, by the shape that goes in, as most inputs have the same.
final class SkippedWork: Sendable {
  private let pipeline: Pipeline
  private let last = Mutex<(shape: [Int], share: Double?)?>(nil)

  /// Looks at a pipeline.
  init(of pipeline: Pipeline) { self.pipeline = pipeline }

  /// The share of the network's multiply-adds that the written values do not need.
  ///
  /// - Parameter input: What is known of what goes in.
  /// - Returns: Above 0, at most 1; nil if nothing is left out, or that is not known.
  func share(for input: Fact) -> Double? {
    last.withLock { last in
      if let known = last, known.shape == input.shape { return known.share }
      let share = pipeline.skippedShare(for: input).flatMap { $0 > 0 ? $0 : nil }
      last = (input.shape, share)
      return share
    }
  }
}
