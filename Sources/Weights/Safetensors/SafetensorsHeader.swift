import FoundationEssentials

/// The header of a safetensors file, checked against the length of the file.
struct SafetensorsHeader: Sendable {
  /// A tensor and where its values lie in the file.
  struct StoredTensor: Sendable {
    let entry: TensorEntry
    let range: Range<Int>
  }

  /// The tensors in the order of their values.
  let tensors: [StoredTensor]

  /// The texts under `__metadata__`.
  let metadata: [String: String]

  /// The key that is no tensor.
  static let metadataKey = "__metadata__"

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
    guard let range = file.range(at: Self.lengthSize, count: length) else {
      throw .safetensors("its header of \(length) bytes is cut off at byte \(file.count)")
    }
    let text = file.slice(range)
    guard text.first == UInt8(ascii: "{") else {
      throw .safetensors("its header does not begin with '{'")
    }
    let parsed = try Self.parse(text)
    metadata = parsed.metadata
    tensors = try Self.located(parsed.tensors, dataOffset: range.upperBound, end: file.count)
  }

  private static func parse(
    _ text: UnsafeRawBufferPointer
  ) throws(WeightsError) -> SafetensorsJSON {
    let parsed: SafetensorsJSON
    do {
      parsed = try JSONDecoder().decode(SafetensorsJSON.self, from: Data(text))
    } catch {
      throw .safetensors(SafetensorsJSON.problem(of: error))
    }
    // The decoder keeps one of several equal names and says nothing.
    if let name = JSONKeys.repeated(in: text) {
      throw .safetensors("the name '\(name)' occurs twice in its header")
    }
    return parsed
  }

  /// The tensors in the order of their values, which must fill the file.
  private static func located(
    _ tensors: [String: SafetensorsJSON.Tensor], dataOffset: Int, end: Int
  ) throws(WeightsError) -> [StoredTensor] {
    let ordered = tensors.sorted { left, right in
      (left.value.begin, left.value.end, left.key) < (right.value.begin, right.value.end, right.key)
    }
    let available = end - dataOffset
    var position = 0
    var located: [StoredTensor] = []
    for (name, tensor) in ordered {
      let entry = try entry(of: tensor, name: name)
      guard let byteCount = entry.byteCount else {
        throw .safetensors("the shape of '\(name)', \(tensor.shape), is too large or negative")
      }
      guard tensor.begin >= 0, tensor.end >= tensor.begin, tensor.end <= available else {
        throw .safetensors(
          "'\(name)' lies at bytes \(tensor.begin) to \(tensor.end) of \(available)")
      }
      guard tensor.end - tensor.begin == byteCount else {
        throw .safetensors(
          "'\(name)' needs \(byteCount) bytes for its shape and has \(tensor.end - tensor.begin)")
      }
      guard tensor.begin == position else {
        let fault =
          tensor.begin < position ? "overlaps the one before it" : "leaves a gap before it"
        throw .safetensors("'\(name)' at byte \(tensor.begin) \(fault), which ends at \(position)")
      }
      position = tensor.end
      let range = dataOffset + tensor.begin..<dataOffset + tensor.end
      located.append(StoredTensor(entry: entry, range: range))
    }
    guard position == available else {
      throw .safetensors("\(available - position) bytes at its end belong to no tensor")
    }
    return located
  }

  private static func entry(
    of tensor: SafetensorsJSON.Tensor, name: String
  ) throws(WeightsError) -> TensorEntry {
    guard let type = ElementType(safetensorsName: tensor.type) else {
      throw .unsupported(
        container: "safetensors", feature: "'\(name)' has values of type '\(tensor.type)'")
    }
    return TensorEntry(name: name, shape: tensor.shape, type: type)
  }
}

extension WeightsError {
  /// A safetensors file that is damaged.
  fileprivate static func safetensors(_ problem: String) -> WeightsError {
    .malformed(container: "safetensors", problem: problem)
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
