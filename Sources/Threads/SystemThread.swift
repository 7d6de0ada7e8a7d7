import Glibc

/// A thread of the system.
///
/// Work that blocks for long, such as decoding files or waiting for signals, does not belong in
/// the few threads of Swift's concurrency.
package struct SystemThread {
  private let thread: pthread_t

  /// Starts a thread; nil where the system gives none.
  ///
  /// - Parameter work: What the thread does, once.
  package init?(_ work: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Work(work))
    let status = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run() }
        return nil
      }, box.toOpaque())
    guard status == 0 else {
      box.release()
      return nil
    }
    self.thread = thread
  }

  /// Waits until the work is done; to be called once, and not after `detach`.
  package func join() { pthread_join(thread, nil) }

  /// Lets the thread end on its own; to be called once, and not after `join`.
  package func detach() { pthread_detach(thread) }

  /// What a thread does, as an object that can pass through C.
  private final class Work: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }
}
