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

/// The fields of `TensorProto` that hold values as numbers, by their numbers there.
public enum ONNXValueField: Int, Hashable, Sendable {
  /// The field `float_data`.
  case floats = 4

  /// The field `int32_data`, of all integers of up to 32 bits and the bits of halves.
  case int32s = 5

  /// The field `string_data`.
  case strings = 6

  /// The field `int64_data`.
  case int64s = 7

  /// The field `double_data`.
  case doubles = 10

  /// The field `uint64_data`, of 32 bits too.
  case uint64s = 11

  /// What `onnx.proto` calls the field.
  public var name: String {
    switch self {
    case .floats: "float_data"
    case .int32s: "int32_data"
    case .strings: "string_data"
    case .int64s: "int64_data"
    case .doubles: "double_data"
    case .uint64s: "uint64_data"
    }
  }

  /// The field that holds the elements of a type, as the comments of `onnx.proto` say.
  init(of type: ElementType) {
    switch type {
    case .float32: self = .floats
    case .float64: self = .doubles
    case .int64: self = .int64s
    case .uint32, .uint64: self = .uint64s
    case .int8, .int16, .int32, .uint8, .uint16, .bool, .float16, .bfloat16: self = .int32s
    }
  }
}
