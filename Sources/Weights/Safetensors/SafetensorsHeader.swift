import Spelling
import StoredNumbers

/// The header of a safetensors file, checked against the length of the file.
struct SafetensorsHeader: Sendable {
  /// A tensor and where its values lie in the file.
  struct StoredTensor: Sendable {
    let entry: TensorEntry
    let range: Range<Int>
  }

  /// The tensors in the order of their values.
  private(set) var tensors: [StoredTensor] = []

  /// The tensors whose types are not read, in the order of their values.
  private(set) var unread: [UnreadTensor] = []

  /// The texts under `__metadata__`.
  let metadata: WeightsMetadata

  /// The longest header that is read, as in the reference implementation.
  private static let longest = 100_000_000

  private static let lengthSize = 8

  /// Reads the start of a file; the values are not looked at.
  init(_ file: UnsafeRawBufferPointer) throws(WeightsError) {
    guard let length = file.littleEndian(at: 0, as: UInt64.self) else {
      throw .safetensors("it has \(file.count) bytes, too few for the length of its header")
    }
    guard length <= Self.longest else {
      throw .safetensors("its header claims \(length) bytes; at most \(Self.longest) are read")
    }
    if let first = file.littleEndian(at: Self.lengthSize, as: UInt8.self) {
      guard first == UInt8(ascii: "{") else {
        throw .safetensors("its header does not begin with '{'")
      }
    }
    guard let range = file.range(at: Self.lengthSize, count: length) else {
      throw .endsEarly(
        container: "safetensors", found: file.count, expected: Self.lengthSize + Int(length))
    }
    let json = try SafetensorsJSON(file.slice(range))
    metadata = json.metadata
    try locate(json.tensors, dataOffset: range.upperBound, end: file.count)
  }

  /// Sorts the tensors by the places of their values, which must fill the file.
  private mutating func locate(
    _ tensors: [SafetensorsJSON.Tensor], dataOffset: Int, end: Int
  ) throws(WeightsError) {
    let ordered = tensors.sorted { left, right in
      (left.begin, left.end, ExactName(left.name)) < (right.begin, right.end, ExactName(right.name))
    }
    let available = end - dataOffset
    var position = 0
    for tensor in ordered {
      try Self.check(tensor)
      guard tensor.begin == position else {
        let fault =
          tensor.begin < position ? "overlaps the one before it" : "leaves a gap before it"
        throw .safetensors(
          "'\(tensor.name)' at byte \(tensor.begin) \(fault), which ends at \(position)")
      }
      position = tensor.end
    }
    guard position <= available else {
      throw .endsEarly(
        container: "safetensors", found: end, expected: dataOffset.addingWithoutOverflow(position))
    }
    guard position == available else {
      throw .safetensors("\(available - position) bytes at its end belong to no tensor")
    }
    for tensor in ordered {
      if let type = ElementType(safetensorsName: tensor.type) {
        self.tensors.append(
          StoredTensor(
            entry: TensorEntry(name: tensor.name, shape: tensor.shape, type: type),
            range: dataOffset + tensor.begin..<dataOffset + tensor.end))
      } else {
        unread.append(UnreadTensor(name: tensor.name, shape: tensor.shape, type: tensor.type))
      }
    }
  }

  /// Checks that the bytes of a tensor are as many as its shape needs, where its type is known.
  private static func check(_ tensor: SafetensorsJSON.Tensor) throws(WeightsError) {
    let name = tensor.name
    let bits = bitCount(ofType: tensor.type)
    guard let count = TensorEntry.elementCount(of: tensor.shape),
      case let (bitCount, overflow) = count.multipliedReportingOverflow(by: bits ?? 0), !overflow
    else { throw .safetensors("the shape of '\(name)', \(tensor.shape), is too large or negative") }
    guard tensor.begin >= 0, tensor.end >= tensor.begin else {
      throw .safetensors("'\(name)' lies at bytes \(tensor.begin) to \(tensor.end)")
    }
    guard bits != nil else { return }
    let byteCount = bitCount / 8 + (bitCount.isMultiple(of: 8) ? 0 : 1)
    guard tensor.end - tensor.begin == byteCount else {
      throw .safetensors(
        "'\(name)' needs \(byteCount) bytes for its shape and has \(tensor.end - tensor.begin)")
    }
  }

  /// How many bits an element of a type takes; nil where nobody knew the type yet.
  ///
  /// The names are those of the reference implementation, `Dtype` in its `tensor.rs`.
  private static func bitCount(ofType name: String) -> Int? {
    if let type = ElementType(safetensorsName: name) { return 8 * type.size }
    switch name {
    case "F4": return 4
    case "F6_E2M3", "F6_E3M2": return 6
    case "F8_E4M3", "F8_E5M2", "F8_E8M0", "F8_E4M3FNUZ", "F8_E5M2FNUZ": return 8
    case "C64": return 64
    case "C128": return 128
    default: return nil
    }
  }
}

extension WeightsError {
  /// A safetensors file that is damaged.
  static func safetensors(_ problem: String) -> WeightsError {
    .malformed(container: "safetensors", problem: problem)
  }
}

extension Int {
  /// The sum, or the greatest number where it would be greater.
  fileprivate func addingWithoutOverflow(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}

extension ElementType {
  /// The type of a name in a header.
  fileprivate init?(safetensorsName name: String) {
    switch name {
    case "F16": self = .float16
    case "BF16": self = .bfloat16
    case "F32": self = .float32
    case "F64": self = .float64
    case "I8": self = .int8
    case "I16": self = .int16
    case "I32": self = .int32
    case "I64": self = .int64
    case "U8": self = .uint8
    case "U16": self = .uint16
    case "U32": self = .uint32
    case "U64": self = .uint64
    case "BOOL": self = .bool
    default: return nil
    }
  }
}
