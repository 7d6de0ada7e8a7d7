/// How much memory the images that are in flight may take together.
package final class MemoryBudget: Sendable {
  /// Bytes at most; nil for no limit.
  package let limit: Int?

  private let used = Monitor(0)

  /// Creates a budget of which nothing is used.
  package init(limit: Int?) { self.limit = limit }

  /// Waits until there is room, takes it, and gives it back after the body.
  ///
  /// - Parameters:
  ///   - bytes: What the body needs, no more than the limit.
  ///   - body: What is done meanwhile.
  /// - Returns: What the body returns.
  /// - Throws: What the body throws.
  package func with<Result, Failure: Error>(
    _ bytes: Int, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard let limit else { return try body() }
    used.take { used -> Void? in
      guard bytes <= limit - used else { return nil }
      used += bytes
      return ()
    }
    defer { used.change { $0 -= bytes } }
    return try body()
  }
}
