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
    let extents = (shape.batch == 1 ? maps : [shape.batch] + maps).map(String.init)
    let description =
      "{'descr': '<f4', 'fortran_order': False, 'shape': (\(extents.joined(separator: ", "))), }"

    // Magic, version 1.0 and a two-byte length come before the text, a line end after it.
    let start = NumpyHeader.magic.count + 4
    let textLength = (start + description.utf8.count + 1 + 63) / 64 * 64 - start
    let padding = textLength - description.utf8.count - 1
    var header = NumpyHeader.magic + [1, 0]
    header += [UInt8(textLength & 0xff), UInt8(textLength >> 8)]
    header += description.utf8
    header += [UInt8](repeating: UInt8(ascii: " "), count: padding)
    header.append(UInt8(ascii: "\n"))

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
