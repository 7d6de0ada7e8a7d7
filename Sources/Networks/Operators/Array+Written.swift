import CMemory

extension Array {
  /// Makes an array whose elements are written in place.
  ///
  /// - Parameters:
  ///   - count: How many there are.
  ///   - write: Writes every element; not called where there are none.
  @inline(__always)
  init(count: Int, _ write: (UnsafeMutablePointer<Element>) -> Void) {
    self.init(unsafeUninitializedCapacity: count) { buffer, filled in
      if let start = buffer.baseAddress, count > 0 {
        lenslet_prefer_large_pages(start, count * MemoryLayout<Element>.stride)
        write(start)
      }
      filled = count
    }
  }

  /// Replaces every element, in a loop that is vectorised where the transform can be.
  ///
  /// - Parameter transform: The new element for an old one.
  /// - Returns: As many elements.
  @inline(__always)
  func mapped<Result>(_ transform: (Element) -> Result) -> [Result] {
    [Result](count: count) { output in
      withUnsafeBufferPointer { elements in
        for index in 0..<elements.count { output[index] = transform(elements[index]) }
      }
    }
  }
}
