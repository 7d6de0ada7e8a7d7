import Escaping
import Weights

/// What reading the messages of one file shares: its bytes, and how much may still be made of them.
struct ONNXReader {
  /// What the format is called in messages.
  static let container = "ONNX"

  /// The most records of a file: nodes, names, numbers of attributes and all else that is kept.
  ///
  /// Two bytes of a file can be a node. This many nodes take half a gigabyte; published networks
  /// have some ten thousand records.
  static let recordLimit = 1 << 21

  /// How deep graphs may lie in others, as branches and bodies of loops do.
  static let depthLimit = 32

  /// The file, which tensors keep.
  let file: ONNXFile

  private var recordsLeft = recordLimit
  private var depth = 0

  /// Begins to read a file.
  init(_ file: ONNXFile) { self.file = file }

  /// The fields of the message at a place of the file.
  func fields(in range: Range<Int>) -> ONNXFields { ONNXFields(file.bytes, in: range) }

  /// Keeps a record, if there are not too many yet.
  mutating func append<Record>(
    _ record: Record, to records: inout [Record], at range: Range<Int>
  ) throws(ModelFileError) {
    guard recordsLeft > 0 else {
      throw .tooManyRecords(byte: range.lowerBound, limit: Self.recordLimit)
    }
    recordsLeft -= 1
    records.append(record)
  }

  /// Notes that a graph begins; `leaveGraph` ends it.
  mutating func enterGraph(at range: Range<Int>) throws(ModelFileError) {
    guard depth < Self.depthLimit else {
      throw .tooDeep(byte: range.lowerBound, limit: Self.depthLimit)
    }
    depth += 1
  }

  /// Notes that a graph ends.
  mutating func leaveGraph() { depth -= 1 }

  /// A name, by which records refer to each other, so that its bytes have to be text as they are.
  func name(_ range: Range<Int>) throws(ModelFileError) -> String {
    guard let name = String(validating: file.bytes.slice(range), as: UTF8.self) else {
      throw .notText(byte: range.lowerBound)
    }
    return name
  }

  /// A text that is only shown; bytes that are not UTF-8 stand as `\xNN`.
  func text(_ range: Range<Int>) -> String {
    escapedWhereInvalid(bytes(range))
  }

  /// The bytes of a place, copied.
  func bytes(_ range: Range<Int>) -> [UInt8] { Array(file.bytes.slice(range)) }

  /// Keeps a whole number, or all of a packed field.
  mutating func append(
    _ value: ProtobufFields.Value, to integers: inout [Int64]
  ) throws(ModelFileError) {
    switch value {
    case .varint(let bits):
      try append(Int64(bitPattern: bits), to: &integers, at: 0..<0)
    case .bytes(let range):
      var packed = fields(in: range)
      while let bits = try packed.nextPacked() {
        try append(Int64(bitPattern: bits), to: &integers, at: range)
      }
    case .fixed32, .fixed64: break
    }
  }

  /// Keeps a number of single precision, or all of a packed field.
  mutating func append(
    _ value: ProtobufFields.Value, to floats: inout [Float]
  ) throws(ModelFileError) {
    switch value {
    case .fixed32(let place):
      try append(float(at: place), to: &floats, at: place..<place + 4)
    case .bytes(let range):
      guard range.count.isMultiple(of: 4) else {
        throw .brokenNumbers(byte: range.lowerBound, count: range.count, size: 4)
      }
      for place in stride(from: range.lowerBound, to: range.upperBound, by: 4) {
        try append(float(at: place), to: &floats, at: range)
      }
    case .varint, .fixed64: break
    }
  }

  /// The number of single precision at a place that a field was found at.
  func float(at place: Int) -> Float {
    Float(bitPattern: file.bytes.littleEndian(at: place) ?? 0)
  }
}

/// The fields of one message of an ONNX file; what is wrong with them is said as of a model.
struct ONNXFields {
  private var fields: ProtobufFields

  /// Creates a scanner of the message at a place of a file.
  init(_ bytes: UnsafeRawBufferPointer, in range: Range<Int>) {
    fields = ProtobufFields(bytes, in: range, of: ONNXReader.container)
  }

  /// The next field; nil after the last.
  mutating func next() throws(ModelFileError) -> ProtobufFields.Field? {
    do throws(WeightsError) { return try fields.next() } catch { throw .protobuf(error) }
  }

  /// The next whole number of a packed field; nil after the last.
  mutating func nextPacked() throws(ModelFileError) -> UInt64? {
    guard !fields.isAtEnd else { return nil }
    do throws(WeightsError) { return try fields.varint() } catch { throw .protobuf(error) }
  }
}
