/// The types of elements that weights files use.
public enum ElementType: String, Hashable, Sendable, CaseIterable {
  /// Half precision.
  case float16

  /// The upper half of single precision.
  case bfloat16

  /// Single precision.
  case float32

  /// Double precision.
  case float64

  /// Signed integers.
  case int8
  case int16
  case int32
  case int64

  /// Unsigned integers.
  case uint8
  case uint16
  case uint32
  case uint64

  /// One byte, 0 or 1.
  case bool

  /// Whether every value is one of `Float` too.
  public var fitsFloat: Bool {
    switch self {
    case .float64, .int32, .int64, .uint32, .uint64: false
    case .float16, .bfloat16, .float32, .int8, .int16, .uint8, .uint16, .bool: true
    }
  }

  /// Whether every value is a whole number or a truth value.
  package var isWhole: Bool {
    switch self {
    case .float16, .bfloat16, .float32, .float64: false
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64, .bool: true
    }
  }

  /// Bytes of one element.
  public var size: Int {
    switch self {
    case .int8, .uint8, .bool: 1
    case .float16, .bfloat16, .int16, .uint16: 2
    case .float32, .int32, .uint32: 4
    case .float64, .int64, .uint64: 8
    }
  }
}
