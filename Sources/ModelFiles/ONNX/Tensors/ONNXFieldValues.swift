import Weights

/// The numbers of an array that lie in fields of its message, packed or one by one.
///
/// The fields are looked for anew each time, so that a message of millions of them takes no memory.
struct ONNXFieldValues {
  private let bytes: UnsafeRawBufferPointer
  private let message: Range<Int>
  private let field: ONNXValueField

  /// Looks at the fields of one kind in a message.
  ///
  /// - Parameters:
  ///   - bytes: The whole file; valid while this is used.
  ///   - message: Where the message is in it.
  ///   - field: Which fields are meant.
  init(_ bytes: UnsafeRawBufferPointer, message: Range<Int>, field: ONNXValueField) {
    (self.bytes, self.message, self.field) = (bytes, message, field)
  }

  /// How many numbers there are.
  ///
  /// - Throws: `ModelFileError.brokenNumbers` where packed ones are not whole.
  func count() throws(ModelFileError) -> Int {
    var count = 0
    try forEach { value throws(ModelFileError) in
      guard case .bytes(let range) = value else {
        count += 1
        return
      }
      if let width {
        guard range.count.isMultiple(of: width) else {
          throw .brokenNumbers(byte: range.lowerBound, count: range.count, size: width)
        }
        count += range.count / width
      } else {
        // The last byte of a number is the one without the upper bit.
        count += bytes.slice(range).reduce(0) { $0 + ($1 < 0x80 ? 1 : 0) }
      }
    }
    return count
  }

  /// The bytes of all numbers where they lie in one packed field as they are in memory.
  func onlyRange() throws(ModelFileError) -> Range<Int>? {
    guard width != nil else { return nil }
    var ranges: [Range<Int>] = []
    try forEach { value throws(ModelFileError) in
      // One number alone is no range, and more than two ranges need not be told apart from two.
      guard ranges.count < 2 else { return }
      if case .bytes(let range) = value { ranges.append(range) } else { ranges += [0..<0, 0..<0] }
    }
    return ranges.count == 1 ? ranges[0] : nil
  }

  /// The lowest bytes of all numbers, one after another.
  ///
  /// A number that is too large for its type loses its upper bits, as in ONNX's own reader.
  ///
  /// - Parameters:
  ///   - size: How many bytes of each number are wanted.
  ///   - count: How many numbers there are.
  /// - Returns: `size * count` bytes.
  /// - Throws: `ModelFileError.protobuf` where a packed number ends early.
  func elements(of size: Int, count: Int) throws(ModelFileError) -> [UInt8] {
    var elements: [UInt8] = []
    elements.reserveCapacity(size * count)
    func append(_ bits: UInt64) {
      for place in 0..<size { elements.append(UInt8(truncatingIfNeeded: bits >> (8 * place))) }
    }
    try forEach { value throws(ModelFileError) in
      switch value {
      case .varint(let bits): append(bits)
      case .fixed32(let place): elements += bytes.slice(place..<place + 4)
      case .fixed64(let place): elements += bytes.slice(place..<place + 8)
      case .bytes(let range) where width != nil: elements += bytes.slice(range)
      case .bytes(let range):
        var packed = ONNXFields(bytes, in: range)
        while let bits = try packed.nextPacked() { append(bits) }
      }
    }
    return elements
  }

  /// The bytes of each number; nil where they vary.
  private var width: Int? {
    switch field {
    case .floats: 4
    case .doubles: 8
    case .int32s, .int64s, .uint64s, .strings: nil
    }
  }

  /// Calls a function with each field of the kind; those of other wire types are no such fields.
  private func forEach(
    _ body: (ProtobufFields.Value) throws(ModelFileError) -> Void
  ) throws(ModelFileError) {
    var fields = ONNXFields(bytes, in: message)
    while let found = try fields.next() {
      guard found.number == field.rawValue else { continue }
      switch (found.value, width) {
      case (.bytes, _), (.varint, nil), (.fixed32, 4), (.fixed64, 8): try body(found.value)
      default: break
      }
    }
  }
}
