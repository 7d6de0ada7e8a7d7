import Codecs
import StoredNumbers

/// What a NumPy file holds.
enum ArrayContent {
  /// Numbers or truth values.
  case numbers(StoredArray)

  /// Something else, such as text.
  case unread(UnreadTensor)

  /// Reads the header of a file.
  ///
  /// - Parameters:
  ///   - start: The beginning of the file, `StoredArray.longestHeader` bytes where it is longer.
  ///   - fileSize: Bytes of the whole file.
  ///   - name: What the array is called.
  /// - Throws: `WeightsError.array` where the header is damaged, or other than exactly the numbers
  ///   follow.
  init(start: [UInt8], fileSize: Int, name: String) throws(WeightsError) {
    var type = "no array"
    var shape: [Int]?
    do throws(CodecError) {
      let header = try NumpyHeader(start)
      (type, shape) = (header.type, header.shape)
      self = .numbers(try StoredArray(header, fileSize: fileSize, name: name))
    } catch {
      let problem = WeightsError.array(name: name, problem: error)
      switch error {
      case .numpyType, .numpyObjects, .notNumpy:
        self = .unread(UnreadTensor(name: name, shape: shape, type: type, problem: problem))
      case .numpyHeaderEnds where start.count < fileSize:
        throw .array(
          name: name,
          problem: .numpyHeader(
            offset: 8, expected: "a header of at most \(StoredArray.longestHeader) bytes"))
      default: throw problem
      }
    }
  }
}

/// Where the values of a NumPy file lie, and how.
struct StoredArray: Sendable {
  /// The name, shape and type of the array.
  let entry: TensorEntry

  /// Where the values begin in the file.
  let dataOffset: Int

  private let isBigEndian: Bool
  private let isFortranOrder: Bool

  /// Bytes in which a header must end: NumPy's own limit is 10,000.
  static let longestHeader = 10_240

  /// Takes the header of a file, and checks that exactly the values follow.
  ///
  /// - Parameters:
  ///   - header: The header.
  ///   - fileSize: Bytes of the whole file.
  ///   - name: What the array is called.
  /// - Throws: `CodecError` where the values are no numbers, or more or fewer.
  fileprivate init(_ header: NumpyHeader, fileSize: Int, name: String) throws(CodecError) {
    let type = try header.numbers()
    guard let elementType = ElementType(type) else { throw .numpyType(header.type) }
    entry = TensorEntry(name: name, shape: header.shape, type: elementType)
    guard let byteCount = entry.byteCount else { throw .numpyTooLarge(header.shape) }
    let found = fileSize - header.dataOffset
    guard byteCount == found else {
      throw .numpyLength(shape: header.shape, expected: byteCount, found: found)
    }
    dataOffset = header.dataOffset
    isBigEndian = type.isBigEndian
    isFortranOrder = header.isFortranOrder
  }

  /// The values with full precision as they follow each other in the file.
  func doubles(in file: UnsafeRawBufferPointer) -> [Double] {
    entry.type.values(of: file.slice(dataOffset..<file.count), isBigEndian: isBigEndian)
  }

  /// The values, from the bytes of the whole file.
  func tensor(of file: UnsafeRawBufferPointer) -> Tensor {
    let stored: [Float] = entry.type.values(
      of: file.slice(dataOffset..<file.count), isBigEndian: isBigEndian)
    return Tensor(
      name: entry.name, shape: entry.shape, type: entry.type,
      values: isFortranOrder ? NumpyArray.rowMajor(stored, shape: entry.shape) : stored)
  }
}

extension ElementType {
  /// The type of the elements of a NumPy file.
  fileprivate init?(_ type: NumpyType) {
    switch (type.kind, type.size) {
    case (.float, 2): self = .float16
    case (.float, 4): self = .float32
    case (.float, 8): self = .float64
    case (.signed, 1): self = .int8
    case (.signed, 2): self = .int16
    case (.signed, 4): self = .int32
    case (.signed, 8): self = .int64
    case (.unsigned, 1): self = .uint8
    case (.unsigned, 2): self = .uint16
    case (.unsigned, 4): self = .uint32
    case (.unsigned, 8): self = .uint64
    case (.boolean, _): self = .bool
    default: return nil
    }
  }
}
