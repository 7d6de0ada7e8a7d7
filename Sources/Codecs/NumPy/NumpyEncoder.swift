public import Pixels

/// Encodes activations as NumPy `.npy` files in memory.
public enum NumpyEncoder {
  /// Encodes an activation as little-endian 32-bit floats (`<f4`) in C order.
  ///
  /// The array has the three dimensions channels, height and width, preceded by the batch where
  /// that is not 1. The header is of version 1 and padded to a multiple of 64 bytes, as NumPy
  /// itself writes it.
  ///
  /// - Parameter activation: The feature maps.
  /// - Returns: The file.
  /// - Complexity: O(number of values).
  public static func encode(_ activation: Activation) -> [UInt8] {
    let shape = activation.shape
    let maps = [shape.channels, shape.height, shape.width]
    return encode(
      shape: shape.batch == 1 ? maps : [shape.batch] + maps, values: activation.values)
  }

  /// Encodes numbers as little-endian 32-bit floats (`<f4`) in C order.
  ///
  /// - Parameters:
  ///   - shape: The extents, at most 64 of them.
  ///   - values: Row-major values; their count must be the product of the extents.
  /// - Returns: The file.
  /// - Complexity: O(number of values).
  public static func encode(shape: [Int], values: [Float]) -> [UInt8] {
    precondition(shape.reduce(1, *) == values.count, "an array needs as many values as its shape")
    let header = NumpyHeader.encode(shape: shape)
    let byteCount = header.count + 4 * values.count
    return [UInt8](unsafeUninitializedCapacity: byteCount) { file, count in
      _ = file.initialize(fromContentsOf: header)
      let bytes = UnsafeMutableRawBufferPointer(file)
      for (index, value) in values.enumerated() {
        bytes.storeBytes(
          of: value.bitPattern.littleEndian, toByteOffset: header.count + 4 * index,
          as: UInt32.self)
      }
      count = byteCount
    }
  }
}
