/// Threads that share the work of a step.
///
/// Networks know nothing of threads: whoever runs a session hands them in.
public protocol Workers: Sendable {
  /// How many pieces are worked on at once, 1 or more.
  var count: Int { get }

  /// How long whoever handed out work has waited for others at its end, in all.
  var waiting: Duration { get }

  /// Does pieces of work, and returns when all are done.
  ///
  /// - Parameters:
  ///   - pieces: How many there are.
  ///   - work: Does the piece of a number; may be called from any thread, and for several pieces at
  ///     once, which write at places of their own.
  func perform(_ pieces: Int, _ work: (Int) -> Void)
}

/// The thread that runs the session, alone.
public struct OneWorker: Workers {
  /// Creates the worker.
  public init() {}

  /// One.
  public var count: Int { 1 }

  /// None.
  public var waiting: Duration { .zero }

  /// Does one piece after the other.
  public func perform(_ pieces: Int, _ work: (Int) -> Void) {
    for piece in 0..<pieces { work(piece) }
  }
}
