/// The content of a NumPy `.npy` file: a shape and real values.
public struct NumpyArray: Equatable, Sendable {
  /// The extents, 1 to 4 of them, each 0 or more.
  public let shape: [Int]

  /// The values in row-major order, the last index fastest.
  public let values: [Double]

  /// Creates an array.
  ///
  /// - Parameters:
  ///   - shape: The extents, 1 to 4 of them, each 0 or more.
  ///   - values: Row-major values; their count must be the product of the extents.
  public init(shape: [Int], values: [Double]) {
    precondition((1...4).contains(shape.count), "an array has 1 to 4 dimensions")
    precondition(
      values.count == Self.count(of: shape), "an array needs as many values as its shape")
    self.shape = shape
    self.values = values
  }

  /// Reads a file.
  ///
  /// Versions 1 to 3, either byte order, C and Fortran order, and the types `f2`, `f4`, `f8`, `i1`
  /// to `i8`, `u1` to `u8` and `b1` (false is 0, true is 1) are read. All but 64-bit integers
  /// beyond 2^53 are exact.
  ///
  /// - Parameter file: The bytes of the file; nothing is allocated that they do not pay for.
  /// - Throws: `CodecError` where the bytes are no NumPy file, the header is damaged, the type or
  ///   the number of dimensions is not read, or the file does not hold exactly the values of its
  ///   shape.
  /// - Complexity: O(number of values).
  public init(decoding file: [UInt8]) throws(CodecError) {
    let header = try NumpyHeader(file)
    let type = try header.numbers()
    guard (1...4).contains(header.shape.count) else {
      throw .numpyDimensions(header.shape.count)
    }
    guard let count = Self.count(of: header.shape) else { throw .numpyTooLarge(header.shape) }
    let (byteCount, overflow) = count.multipliedReportingOverflow(by: type.size)
    if overflow { throw .numpyTooLarge(header.shape) }
    let found = file.count - header.dataOffset
    guard byteCount == found else {
      throw .numpyLength(shape: header.shape, expected: byteCount, found: found)
    }

    let stored = (0..<count).map { index in
      type.value(of: file, at: header.dataOffset + index * type.size)
    }
    shape = header.shape
    values = header.isFortranOrder ? Self.rowMajor(stored, shape: header.shape) : stored
  }

  /// The product of the extents, or nil where it does not fit an `Int`.
  private static func count(of shape: [Int]) -> Int? {
    var product = 1
    for extent in shape {
      let (next, overflow) = product.multipliedReportingOverflow(by: extent)
      if overflow { return nil }
      product = next
    }
    return product
  }

  /// Reorders values whose first index is fastest.
  ///
  /// - Parameters:
  ///   - stored: As many values as the shape holds.
  ///   - shape: The extents.
  /// - Returns: The values with the last index fastest.
  @inlinable
  package static func rowMajor<Value>(_ stored: [Value], shape: [Int]) -> [Value] {
    var strides = [1]
    for extent in shape.dropLast() { strides.append(strides[strides.count - 1] * extent) }
    return stored.indices.map { position in
      var rest = position
      var source = 0
      for (extent, stride) in zip(shape, strides).reversed() {
        source += rest % extent * stride
        rest /= extent
      }
      return stored[source]
    }
  }
}
