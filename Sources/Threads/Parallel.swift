import CProcessor
import Synchronization

/// How many threads this process may run at once: the processors that it is allowed.
public var availableProcessors: Int { Int(lenslet_processor_count()) }

/// Computes values in several threads and hands them over in order.
///
/// - Parameters:
///   - count: How many values; computing takes their indices.
///   - threads: How many threads compute, this one among them, 1 or more.
///   - compute: Makes the value of an index, in any thread.
///   - receive: Takes the values in the order of their indices, one at a time.
///   - help: What a thread does for which no value is left; without it there are no more threads
///     than values.
package func computeInOrder<Value: Sendable>(
  count: Int, threads: Int, _ compute: @escaping @Sendable (Int) -> Value,
  receive: @escaping @Sendable (Value) -> Void, help: (@Sendable () -> Void)? = nil
) {
  let delivery = OrderedDelivery(receive: receive)
  let next = NextIndex()
  runInThreads(help == nil ? min(threads, count) : threads) {
    while true {
      let index = next.take()
      if index >= count {
        help?()
        return
      }
      delivery.deliver(compute(index), index: index)
    }
  }
}

/// Computes values in several threads.
///
/// - Parameters:
///   - count: How many values; computing takes their indices.
///   - threads: How many threads compute, this one among them, 1 or more.
///   - compute: Makes the value of an index, in any thread.
/// - Returns: The values in the order of their indices.
package func computed<Value: Sendable>(
  count: Int, threads: Int, _ compute: @escaping @Sendable (Int) -> Value
) -> [Value] {
  let values = Mutex<[Value]>([])
  computeInOrder(count: count, threads: threads, compute) { value in
    values.withLock { $0.append(value) }
  }
  return values.withLock { $0 }
}

/// The first index that no thread has taken.
private final class NextIndex: Sendable {
  private let value = Atomic<Int>(0)

  func take() -> Int { value.wrappingAdd(1, ordering: .relaxed).oldValue }
}

/// Keeps values that come too early until those before them have come.
private final class OrderedDelivery<Value: Sendable>: Sendable {
  private struct State {
    var next = 0
    var early: [Int: Value] = [:]
  }

  private let state = Mutex(State())
  private let receive: @Sendable (Value) -> Void

  init(receive: @escaping @Sendable (Value) -> Void) { self.receive = receive }

  func deliver(_ value: Value, index: Int) {
    state.withLock { state in
      state.early[index] = value
      while let ready = state.early.removeValue(forKey: state.next) {
        receive(ready)
        state.next += 1
      }
    }
  }
}

/// Runs the same work in several threads, this one among them, and waits for all.
///
/// Where the system gives fewer threads, those that there are do all the work.
private func runInThreads(_ count: Int, _ work: @escaping @Sendable () -> Void) {
  var others: [SystemThread] = []
  while others.count < count - 1, let thread = SystemThread(work) { others.append(thread) }
  work()
  for thread in others { thread.join() }
}
