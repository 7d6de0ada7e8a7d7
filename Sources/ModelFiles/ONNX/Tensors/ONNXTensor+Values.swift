import Files
import StoredNumbers
import Weights

extension ONNXTensor {
  /// The values of an array of numbers.
  ///
  /// Halves, bfloat16 and integers of up to 24 bits are exact; all else is rounded to nearest, and
  /// true is 1.
  ///
  /// - Returns: As many values as the shape has, in row-major order.
  /// - Throws: `ModelFileError`: where the type is not read, the values are not those of the shape,
  ///   or another file is refused or cannot be read. All is checked before memory is taken.
  /// - Complexity: O(values), of which each call reads all.
  public func floats() throws(ModelFileError) -> [Float] {
    let type = try readType()
    return try withElements(of: type) { type.values(of: $0) }
  }

  /// The values of an array of whole numbers or truth values.
  ///
  /// - Returns: As many values as the shape has, in row-major order; of `uint64` the same bits.
  /// - Throws: `ModelFileError`: where the type is not read or not of whole numbers, the values are
  ///   not those of the shape, or another file is refused or cannot be read. All is checked before
  ///   memory is taken.
  /// - Complexity: O(values), of which each call reads all.
  public func integers() throws(ModelFileError) -> [Int64] {
    let type = try readType()
    guard type.isWhole else { throw .notIntegers(place, self.type) }
    return try withElements(of: type) { type.values(of: $0) }
  }

  private func readType() throws(ModelFileError) -> ElementType {
    guard let type = type.elementType else { throw .unreadType(place, type) }
    return type
  }

  /// Calls a function with the bytes of all elements, the lowest of each first.
  private func withElements<Value>(
    of type: ElementType, _ body: (UnsafeRawBufferPointer) -> [Value]
  ) throws(ModelFileError) -> [Value] {
    let entry = TensorEntry(name: name, shape: shape, type: type)
    guard let byteCount = entry.byteCount else { throw .impossibleShape(place, shape) }
    switch storage {
    case .none:
      guard byteCount == 0 else { throw .noValues(place, shape) }
      return []
    case .several: throw .severalStorages(place)
    case .segment: throw .segment(place)
    case .raw(let range):
      guard range.count == byteCount else {
        throw .wrongByteCount(place, shape, self.type, found: range.count, expected: byteCount)
      }
      defer { file.forget(range) }
      return body(file.bytes.slice(range))
    case .external(let data):
      let (mapped, range) = try file.external(data, byteCount: byteCount, of: place)
      defer { mapped.forget(range) }
      return body(mapped.bytes.slice(range))
    case .fields(let field):
      guard field == ONNXValueField(of: type) else {
        throw .wrongField(place, self.type, field)
      }
      let values = ONNXFieldValues(file.bytes, message: message, field: field)
      let count = try values.count()
      guard count * type.size == byteCount else {
        throw .wrongCount(place, shape, found: count, expected: byteCount / type.size)
      }
      if let range = try values.onlyRange() {
        defer { file.forget(range) }
        return body(file.bytes.slice(range))
      }
      return try values.elements(of: type.size, count: count).withUnsafeBytes(body)
    }
  }
}
