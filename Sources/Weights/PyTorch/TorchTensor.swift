/// A run of numbers that tensors share, stored beside the pickle.
struct TorchStorage: Hashable {
  /// Under which name its bytes are stored.
  let key: String

  /// The type of its numbers.
  let type: ElementType

  /// How many numbers it has.
  let count: Int

  /// How many bytes it has.
  ///
  /// - Throws: `WeightsError.malformed` for more than a file can have.
  func byteCount() throws(WeightsError) -> Int {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: type.size)
    guard !overflow else { throw .pyTorch("storage '\(key.forOneLine)' has \(count) numbers") }
    return bytes
  }
}

/// A view of a storage: which number of it is at which place of an array.
struct TorchTensor: Hashable {
  /// The most numbers of a tensor that repeats numbers of its storage.
  static let repeatedLimit = 1 << 24

  /// The most extents of a tensor.
  static let greatestRank = 64

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
    self.strides = strides
    guard shape.count == strides.count, offset >= 0,
      shape.allSatisfy({ $0 >= 0 })
    else { throw Self.impossible(shape, strides) }
    guard strides.allSatisfy({ $0 >= 0 }) else {
      throw .pyTorch("a tensor of shape \(shape) has negative strides \(strides)")
    }
    var count = 1
    var last = offset
    var tooLarge = false
    for (extent, stride) in zip(shape, strides) where !shape.contains(0) {
      let product = count.multipliedReportingOverflow(by: extent)
      let reach = (extent - 1).multipliedReportingOverflow(by: stride)
      let sum = last.addingReportingOverflow(reach.partialValue)
      tooLarge = tooLarge || product.overflow || reach.overflow || sum.overflow
      (count, last) = (product.partialValue, sum.partialValue)
    }
    guard !tooLarge else { throw Self.impossible(shape, strides) }
    self.count = shape.contains(0) ? 0 : count
    guard self.count == 0 || last < storage.count else {
      throw .pyTorch(
        "a tensor of shape \(shape) reaches number \(last) of storage '\(storage.key.forOneLine)', which has "
          + "\(storage.count)")
    }
    guard self.count <= max(storage.count, Self.repeatedLimit) else {
      throw .pyTorch("a tensor of shape \(shape) repeats \(storage.count) numbers")
    }
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

  /// The numbers in row-major order, converted to `Float`.
  ///
  /// - Parameters:
  ///   - bytes: All bytes of the storage.
  ///   - isBigEndian: Whether the highest byte of each number is first.
  /// - Returns: As many numbers as the shape has.
  func values(in bytes: UnsafeRawBufferPointer, bigEndian isBigEndian: Bool) -> [Float] {
    let size = storage.type.size
    if isContiguous {
      let start = count == 0 ? 0 : offset * size
      return storage.type.values(
        of: bytes.slice(start..<start + count * size), isBigEndian: isBigEndian)
    }
    return gathered(from: bytes).withUnsafeBytes { gathered in
      storage.type.values(of: gathered, isBigEndian: isBigEndian)
    }
  }
  /// The bytes of the numbers in row-major order.
  ///
  /// - Parameter bytes: All bytes of the storage.
  /// - Returns: As many bytes as the shape needs.
  private func gathered(from bytes: UnsafeRawBufferPointer) -> [UInt8] {
    let size = storage.type.size
    var gathered: [UInt8] = []
    gathered.reserveCapacity(count * size)
    var index = Array(repeating: 0, count: shape.count)
    var place = offset
    for _ in 0..<count {
      gathered += bytes[place * size..<(place + 1) * size]
      for axis in shape.indices.reversed() {
        index[axis] += 1
        place += strides[axis]
        if index[axis] < shape[axis] { break }
        place -= shape[axis] * strides[axis]
        index[axis] = 0
      }
    }
    return gathered
  }
}
