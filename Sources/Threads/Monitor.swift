package import Glibc

/// A value that threads share, and whose changes they can wait for.
///
/// Inlinable, because otherwise every use looks up the type of the value while the program runs.
package final class Monitor<Value>: @unchecked Sendable {
  @usableFromInline package var value: Value
  @usableFromInline package let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  @usableFromInline package let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  /// Creates a monitor of a value.
  @inlinable package init(_ value: Value) {
    self.value = value
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  @inlinable deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  /// Changes or reads the value, and wakes all who wait for a change.
  @inlinable package func change<Result>(_ body: (inout Value) -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer {
      pthread_cond_broadcast(changed)
      pthread_mutex_unlock(mutex)
    }
    return body(&value)
  }

  /// Takes something out of the value, and waits for changes as long as there is nothing.
  ///
  /// - Parameter body: Looks for it; what it changes may wake nobody.
  /// - Returns: What was found.
  @inlinable package func take<Result>(_ body: (inout Value) -> Result?) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if let result = body(&value) { return result }
      pthread_cond_wait(changed, mutex)
    }
  }
}
