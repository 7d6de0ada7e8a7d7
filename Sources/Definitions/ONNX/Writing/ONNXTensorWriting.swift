import Networks

/// An array of an ONNX file, whose numbers are read when they are written.
struct ONNXTensorWriting: Sendable {
  /// What stands before the numbers.
  let head: [UInt8]

  private let name: String
  private let parameter: StoredParameter

  /// Names an array.
  init(_ name: String, _ parameter: StoredParameter) {
    self.name = name
    self.parameter = parameter
    let tensor = ProtobufMessage(
      tensor: name, parameter.shape, parameter.type,
      byteCount: parameter.count * parameter.type.byteCount)
    var message = ProtobufMessage()
    message.addHead(5, count: tensor.bytes.count + parameter.count * parameter.type.byteCount)
    head = message.bytes + tensor.bytes
  }

  /// All bytes of the array.
  var byteCount: Int { head.count + parameter.count * parameter.type.byteCount }

  /// Reads the numbers.
  ///
  /// - Throws: `NetworkFileError.layers` with the name.
  func values() throws(NetworkFileError) -> [UInt8] {
    do throws(LayerError) { return try parameter.tensor().bytes } catch {
      throw .layers(.step(name: name, error: error))
    }
  }
}

extension ProtobufMessage {
  /// The message `TensorProto` up to its numbers, which follow.
  fileprivate init(tensor name: String, _ shape: [Int], _ type: NumberType, byteCount: Int) {
    self.init()
    add(1, packed: shape.map(Int64.init))
    add(2, Int64(type.onnxCode))
    add(8, name)
    addHead(9, count: byteCount)
  }
}

extension Tensor {
  /// The message `TensorProto` of an array without a name.
  var message: ProtobufMessage {
    let values = bytes
    var message = ProtobufMessage(tensor: "", shape, type, byteCount: values.count)
    message.append(values)
    return message
  }

  /// The numbers as they are in a file: each as wide as its type, the lowest byte first.
  fileprivate var bytes: [UInt8] {
    switch elements {
    case .floats(let values):
      switch type {
      case .float16: values.flatMap { Float16($0).bitPattern.littleEndianBytes }
      case .bfloat16: values.flatMap { UInt16($0.bitPattern >> 16).littleEndianBytes }
      case .float64: values.flatMap { Double($0).bitPattern.littleEndianBytes }
      default: values.withUnsafeBytes { Array($0) }
      }
    case .integers(let values):
      switch type.byteCount {
      case 1: values.map { UInt8(truncatingIfNeeded: $0) }
      case 2: values.flatMap { UInt16(truncatingIfNeeded: $0).littleEndianBytes }
      case 4: values.flatMap { UInt32(truncatingIfNeeded: $0).littleEndianBytes }
      default: values.flatMap(\.littleEndianBytes)
      }
    }
  }
}

extension NumberType {
  /// Bytes of a number in a file.
  var byteCount: Int {
    switch self {
    case .int8, .uint8, .bool: 1
    case .float16, .bfloat16, .int16, .uint16: 2
    case .float32, .int32, .uint32: 4
    case .float64, .int64, .uint64: 8
    }
  }
}
