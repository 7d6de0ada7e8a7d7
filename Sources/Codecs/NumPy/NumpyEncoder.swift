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
    let header = NumpyHeader.encode(shape: shape.batch == 1 ? maps : [shape.batch] + maps)
    let byteCount = header.count + 4 * activation.values.count
    return [UInt8](unsafeUninitializedCapacity: byteCount) { file, count in
      _ = file.initialize(fromContentsOf: header)
      let values = UnsafeMutableRawBufferPointer(file)
      for (index, value) in activation.values.enumerated() {
        values.storeBytes(
          of: value.bitPattern.littleEndian, toByteOffset: header.count + 4 * index,
          as: UInt32.self)
      }
      count = byteCount
    }
  }
}
