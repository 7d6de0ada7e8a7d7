package import Files

/// A part of the inputs of a run, for one of several machines.
///
/// An input belongs to one part by the hash of its name below the folder that was given: files that
/// are added or removed move no other.
public struct Shard: Hashable, Sendable {
  /// Which part, from 1.
  public let number: Int

  /// How many parts there are.
  public let count: Int

  /// Chooses a part; nil unless `number` is 1 to `count`.
  public init?(number: Int, count: Int) {
    guard count > 0, (1...count).contains(number) else { return nil }
    self.number = number
    self.count = count
  }

  /// Whether an input belongs to the part.
  ///
  /// - Parameter relative: Its name below the folder that was given.
  /// - Returns: Whether it does.
  package func holds(_ relative: Path) -> Bool {
    ContentHash.number(of: relative.bytes) % UInt64(count) == UInt64(number - 1)
  }
}
