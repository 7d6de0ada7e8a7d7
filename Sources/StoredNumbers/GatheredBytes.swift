/// Elements that lie apart, brought one after another.
///
/// - Parameters:
///   - bytes: Where the elements lie.
///   - size: Bytes of an element.
///   - start: The byte at which the first element begins.
///   - shape: How many elements there are on each axis, slowest first.
///   - strides: Bytes from an element to the next one on each axis; all lie within `bytes`.
/// - Returns: `size` bytes for each element of the shape, in row-major order.
/// - Complexity: O(elements).
package func gatheredBytes(
  _ bytes: UnsafeRawBufferPointer, size: Int, start: Int, shape: [Int], strides: [Int]
) -> [UInt8] {
  let count = shape.reduce(1, *)
  return [UInt8](unsafeUninitializedCapacity: count * size) { target, filled in
    let target = UnsafeMutableRawBufferPointer(target)
    var index = Array(repeating: 0, count: shape.count)
    var place = start
    for element in 0..<count {
      let source = UnsafeRawBufferPointer(rebasing: bytes[place..<place + size])
      for byte in 0..<size { target[element * size + byte] = source[byte] }
      for axis in shape.indices.reversed() {
        index[axis] += 1
        place += strides[axis]
        if index[axis] < shape[axis] { break }
        place -= shape[axis] * strides[axis]
        index[axis] = 0
      }
    }
    filled = count * size
  }
}

/// Values whose axes are brought to another order.
///
/// - Parameters:
///   - values: The values in row-major order.
///   - shape: The extents after it.
///   - strides: Values from one to the next on each of these axes.
/// - Returns: The values in row-major order of the shape.
/// - Complexity: O(values).
package func gatheredValues(_ values: [Float], shape: [Int], strides: [Int]) -> [Float] {
  let size = MemoryLayout<Float>.size
  return values.withUnsafeBytes { bytes in
    gatheredBytes(
      bytes, size: size, start: 0, shape: shape, strides: strides.map { $0 * size }
    ).withUnsafeBytes { ElementType.float32.values(of: $0) }
  }
}

/// The bits of values as they stand in files, the lowest byte first.
package func littleEndianBits(of values: ArraySlice<Float>) -> [UInt32] {
  values.map { $0.bitPattern.littleEndian }
}
