import Synchronization

/// Memory for what steps compute on the way, which runs and threads use again.
///
/// To take it from the system each time costs more than some steps do.
final class ScratchStore: Sendable {
  private let free = Mutex<[AlignedFloats]>([])

  /// Lends memory, which holds anything.
  ///
  /// - Parameters:
  ///   - count: How many numbers.
  ///   - body: Works with it, in any thread.
  func with(_ count: Int, _ body: (UnsafeMutablePointer<Float>) -> Void) {
    let found = free.withLock { free -> AlignedFloats? in
      if let place = free.firstIndex(where: { $0.count >= count }) { return free.remove(at: place) }
      // What is too small makes room for what is larger.
      _ = free.popLast()
      return nil
    }
    let memory = found ?? AlignedFloats(count: count)
    body(memory.start)
    free.withLock { $0.append(memory) }
  }
}
