public import StoredNumbers
import Weights

/// The type of the elements of an array: the enumeration `TensorProto.DataType`.
public struct ONNXDataType: Hashable, Sendable {
  /// The number that the file has.
  public let code: Int64

  /// Takes a type's number.
  ///
  /// - Parameter code: Any number; 1 is `float32`.
  public init(code: Int64) { self.code = code }

  /// The type whose values can be read; nil for texts, complex numbers and the types of fewer
  /// than 16 bits that are no whole bytes or no integers.
  public var elementType: ElementType? {
    switch code {
    case 1: .float32
    case 2: .uint8
    case 3: .int8
    case 4: .uint16
    case 5: .int16
    case 6: .int32
    case 7: .int64
    case 9: .bool
    case 10: .float16
    case 11: .float64
    case 12: .uint32
    case 13: .uint64
    case 16: .bfloat16
    default: nil
    }
  }
}

extension ONNXDataType: CustomStringConvertible {
  /// What the type is called.
  public var description: String {
    elementType?.rawValue ?? Self.unreadNames[code] ?? "type \(code)"
  }

  /// The types that are not read, as ONNX calls them in lower case.
  private static let unreadNames: [Int64: String] = [
    0: "undefined", 8: "string", 14: "complex64", 15: "complex128", 17: "float8e4m3fn",
    18: "float8e4m3fnuz", 19: "float8e5m2", 20: "float8e5m2fnuz", 21: "uint4", 22: "int4",
    23: "float4e2m1", 24: "float8e8m0", 25: "uint2", 26: "int2",
  ]
}
