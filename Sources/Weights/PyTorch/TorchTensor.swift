import Spelling
import StoredNumbers

/// A run of numbers that tensors share, stored beside the pickle.
struct TorchStorage: Hashable {
  /// Under which name its bytes are stored.
  let key: ExactName

  /// The type of its numbers.
  let type: TorchType

  /// How many numbers it has.
  let count: Int

  /// How many bytes it has; nil where the size of its type is not known.
  ///
  /// - Throws: `WeightsError.malformed` for more than a file can have.
  func byteCount() throws(WeightsError) -> Int? {
    guard let size = type.size else { return nil }
    let (bytes, overflow) = count.multipliedReportingOverflow(by: size)
    guard !overflow else { throw .pyTorch("storage '\(key.text.forOneLine)' has \(count) numbers") }
    return bytes
  }
}

/// A view of a storage: which number of it is at which place of an array.
struct TorchTensor: Hashable {
  /// The most numbers of a tensor that repeats numbers of its storage.
  static let repeatedLimit = 1 << 24

  let storage: TorchStorage
  let offset: Int
  let shape: [Int]
  let strides: [Int]

  /// How many numbers the tensor has.
  let count: Int

  /// Creates a tensor whose numbers are all inside its storage.
  ///
  /// - Parameters:
  ///   - storage: The numbers.
  ///   - offset: Where the first number is.
  ///   - shape: Extents, slowest first.
  ///   - strides: How far apart neighbours of each extent are, in numbers.
  /// - Throws: `WeightsError.malformed`.
  init(
    storage: TorchStorage, offset: Int, shape: [Int], strides: [Int]
  ) throws(WeightsError) {
    self.storage = storage
    self.offset = offset
    self.shape = shape
    // Where there is one number only its stride says nothing, and may be anything.
    self.strides = zip(shape, strides).map { extent, stride in extent > 1 ? stride : 0 }
    guard shape.count == strides.count, offset >= 0,
      shape.allSatisfy({ $0 >= 0 })
    else { throw Self.impossible(shape, strides) }
    guard strides.allSatisfy({ $0 >= 0 }) else {
      throw .pyTorch("a tensor of shape \(shape) has negative strides \(strides)")
    }
    guard let count = TensorEntry.elementCount(of: shape),
      let last = Self.lastPlace(offset, shape, strides)
    else { throw Self.impossible(shape, strides) }
    self.count = count
    guard count == 0 || last < storage.count else {
      throw .pyTorch(
        "a tensor of shape \(shape) reaches number \(last) of storage "
          + "'\(storage.key.text.forOneLine)', which has \(storage.count)")
    }
    guard count <= max(storage.count, Self.repeatedLimit) else {
      throw .pyTorch("a tensor of shape \(shape) repeats \(storage.count) numbers")
    }
  }

  /// The place of the last number where none of the extents is 0; nil where there can be none.
  private static func lastPlace(_ offset: Int, _ shape: [Int], _ strides: [Int]) -> Int? {
    var last = offset
    for (extent, stride) in zip(shape, strides) where extent > 1 {
      let reach = (extent - 1).multipliedReportingOverflow(by: stride)
      let sum = last.addingReportingOverflow(reach.partialValue)
      if reach.overflow || sum.overflow { return nil }
      last = sum.partialValue
    }
    return last
  }

  private static func impossible(_ shape: [Int], _ strides: [Int]) -> WeightsError {
    .pyTorch("a tensor has the impossible shape \(shape) with strides \(strides)")
  }

  /// Whether the numbers are in row-major order without gaps.
  var isContiguous: Bool {
    var expected = 1
    for (extent, stride) in zip(shape, strides).reversed() where extent > 1 {
      guard stride == expected else { return false }
      expected *= extent
    }
    return true
  }

  /// The numbers in row-major order, converted to `Float` or `Double`.
  ///
  /// - Parameters:
  ///   - bytes: All bytes of the storage.
  ///   - type: The type of the storage.
  ///   - isBigEndian: Whether the highest byte of each number is first.
  /// - Returns: As many numbers as the shape has.
  func values<Value: StoredNumber>(
    in bytes: UnsafeRawBufferPointer, as type: ElementType, bigEndian isBigEndian: Bool
  ) -> [Value] {
    if isContiguous {
      let start = count == 0 ? 0 : offset * type.size
      return type.values(
        of: bytes.slice(start..<start + count * type.size), isBigEndian: isBigEndian)
    }
    return gatheredBytes(
      bytes, size: type.size, start: offset * type.size, shape: shape,
      strides: strides.map { $0 * type.size }
    ).withUnsafeBytes { gathered in
      type.values(of: gathered, isBigEndian: isBigEndian)
    }
  }
}
