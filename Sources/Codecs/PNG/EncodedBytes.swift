/// Bytes of a file that have been encoded and not yet taken.
final class EncodedBytes {
  private var buffer = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  private var count = 0

  deinit { buffer.deallocate() }

  /// Adds bytes at the end.
  func append(_ bytes: UnsafeRawBufferPointer) {
    reserve(count + bytes.count)
    UnsafeMutableRawBufferPointer(rebasing: buffer[count..<count + bytes.count])
      .copyMemory(from: bytes)
    count += bytes.count
  }

  /// The bytes since the last call.
  ///
  /// - Returns: Bytes that stay valid until more are added.
  func take() -> UnsafeRawBufferPointer {
    defer { count = 0 }
    return UnsafeRawBufferPointer(rebasing: buffer[..<count])
  }

  /// Makes room for so many bytes altogether.
  private func reserve(_ needed: Int) {
    if needed <= buffer.count { return }
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(needed, 2 * buffer.count), alignment: 64)
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    buffer.deallocate()
    buffer = larger
  }
}
