import CMemory

/// Memory for numbers that starts at a line of the caches, freed with its owner.
///
/// Vectors that are read from it do not lie across two lines.
final class AlignedFloats: @unchecked Sendable {
  /// The first number.
  let start: UnsafeMutablePointer<Float>

  /// How many numbers there are.
  let count: Int

  /// Allocates room.
  ///
  /// - Parameter count: How many numbers, 0 or more.
  init(count: Int) {
    let bytes = max(count, 16) * MemoryLayout<Float>.stride
    let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    lenslet_prefer_large_pages(memory, bytes)
    start = memory.bindMemory(to: Float.self, capacity: max(count, 16))
    self.count = count
  }

  /// Allocates room and fills it.
  ///
  /// - Parameters:
  ///   - value: What every number is.
  ///   - count: How many numbers, 0 or more.
  convenience init(repeating value: Float, count: Int) {
    self.init(count: count)
    start.initialize(repeating: value, count: count)
  }

  deinit { start.deallocate() }
}
