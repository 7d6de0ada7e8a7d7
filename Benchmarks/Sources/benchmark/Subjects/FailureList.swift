import Batches
import Synchronization

/// What went wrong in any of several threads.
final class FailureList: Sendable {
  private let errors = Mutex<[BatchError]>([])

  /// The error that came first; nil where nothing failed.
  var first: BatchError? { errors.withLock { $0.first } }

  /// Adds errors.
  ///
  /// - Parameter more: None or more.
  func add(_ more: [BatchError]) { errors.withLock { $0 += more } }
}
