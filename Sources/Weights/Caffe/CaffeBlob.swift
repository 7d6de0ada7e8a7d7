import StoredNumbers

/// An array of numbers in a file of Caffe: the message `BlobProto`.
struct CaffeBlob {
  /// Numbers at equal distances in the file; Caffe packs them, other writers put a field's number
  /// before each.
  struct Run {
    let start: Int
    var count: Int
    let stride: Int
  }

  /// The most runs; a sound file has one.
  private static let runLimit = 1 << 16

  /// Extents, slowest first.
  let shape: [Int]

  /// Whether the shape is that of old files, which always has four extents.
  let isLegacy: Bool

  /// `float32` or `float64`.
  let type: ElementType

  private let runs: [Run]

  /// Reads where the numbers are.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - range: Where the message is in it.
  ///   - name: What the blob is called in messages.
  /// - Throws: `WeightsError.malformed` where shape and numbers do not fit.
  init(
    _ bytes: UnsafeRawBufferPointer, in range: Range<Int>, name: String
  ) throws(WeightsError) {
    var fields = ProtobufFields(bytes, in: range, of: CaffeFile.container)
    var dimensions: [Int]?
    var legacy = [0, 0, 0, 0]
    var singles: [Run] = []
    var doubles: [Run] = []
    while let field = try fields.next() {
      switch (field.number, field.value) {
      case (1...4, .varint(let extent)):
        legacy[field.number - 1] = try Self.extent(extent, of: name)
      case (5, .bytes(let range)): try Self.append(range, size: 4, to: &singles, of: name)
      case (5, .fixed32(let place)):
        try Self.append(place..<place + 4, size: 4, to: &singles, of: name)
      case (7, .bytes(let range)):
        dimensions = try Self.dimensions(bytes, in: range, after: dimensions ?? [], of: name)
      case (8, .bytes(let range)): try Self.append(range, size: 8, to: &doubles, of: name)
      case (8, .fixed64(let place)):
        try Self.append(place..<place + 8, size: 8, to: &doubles, of: name)
      default: break
      }
    }
    guard singles.isEmpty || doubles.isEmpty else {
      throw .caffe("'\(name)' has numbers of two precisions")
    }
    type = doubles.isEmpty ? .float32 : .float64
    runs = doubles.isEmpty ? singles : doubles
    shape = dimensions ?? legacy
    isLegacy = dimensions == nil
    let count = runs.reduce(0) { $0 + $1.count }
    guard TensorEntry.elementCount(of: shape) == count else {
      throw .caffe("'\(name)' of shape \(shape) has \(count) numbers")
    }
  }

  /// All numbers, converted to `Float` or `Double`.
  ///
  /// - Parameter bytes: The whole file.
  /// - Returns: As many numbers as the shape has.
  func values<Value: StoredNumber>(in bytes: UnsafeRawBufferPointer) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(runs.reduce(0) { $0 + $1.count })
    for run in runs {
      if run.stride == type.size {
        values += type.values(
          of:
            bytes.slice(run.start..<run.start + run.count * run.stride))
      } else {
        let numbers = gatheredBytes(
          bytes, size: type.size, start: run.start, shape: [run.count], strides: [run.stride])
        values += numbers.withUnsafeBytes { type.values(of: $0) }
      }
    }
    return values
  }

  /// Notes numbers, with those right before them where they follow at the same distance.
  private static func append(
    _ range: Range<Int>, size: Int, to runs: inout [Run], of name: String
  ) throws(WeightsError) {
    guard range.count.isMultiple(of: size) else {
      throw .caffe("'\(name)' has \(range.count) bytes, which are no whole numbers")
    }
    if range.count == size, let last = runs.indices.last, runs[last].stride == size + 1,
      range.lowerBound == runs[last].start + runs[last].count * (size + 1)
    {
      runs[last].count += 1
      return
    }
    guard runs.count < runLimit else { throw .caffe("'\(name)' is in too many pieces") }
    if range.isEmpty { return }
    runs.append(
      Run(
        start: range.lowerBound, count: range.count / size,
        stride: range.count == size ? size + 1 : size))
  }

  /// The extents of a `BlobShape`, packed or one by one.
  private static func dimensions(
    _ bytes: UnsafeRawBufferPointer, in range: Range<Int>, after previous: [Int], of name: String
  ) throws(WeightsError) -> [Int] {
    var shape = previous
    var fields = ProtobufFields(bytes, in: range, of: CaffeFile.container)
    while let field = try fields.next() {
      switch (field.number, field.value) {
      case (1, .varint(let value)): shape.append(try extent(value, of: name))
      case (1, .bytes(let range)):
        var packed = ProtobufFields(bytes, in: range, of: CaffeFile.container)
        while !packed.isAtEnd, shape.count <= 32 {
          shape.append(try extent(try packed.varint(), of: name))
        }
      default: break
      }
      guard shape.count <= 32 else { throw .caffe("'\(name)' has more than 32 extents") }
    }
    return shape
  }

  private static func extent(_ value: UInt64, of name: String) throws(WeightsError) -> Int {
    guard let extent = Int(exactly: value), extent <= Int32.max else {
      throw .caffe("'\(name)' has the extent \(Int64(bitPattern: value))")
    }
    return extent
  }
}

/// The name of a blob of a `.caffemodel`: `<layer>.weight`, `<layer>.bias`, then `<layer>.2` and so
/// on.
///
/// - Parameters:
///   - layer: The name of the layer.
///   - place: The place among the blobs of the layer, from 0.
/// - Returns: The name.
public func caffeBlobName(layer: String, place: Int) -> String {
  switch place {
  case 0: "\(layer).weight"
  case 1: "\(layer).bias"
  default: "\(layer).\(place)"
  }
}
