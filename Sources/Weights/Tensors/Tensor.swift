import Spelling

/// An array of numbers with a name, as a weights file holds it.
public struct Tensor: Equatable, Sendable {
  /// The key under which it is stored, for example `conv1.weight`; another name is one of other
  /// bytes.
  public var name: String { key.text }

  /// Extents, slowest first; empty for a single number.
  public let shape: [Int]

  /// The type of its elements in the file.
  public let type: ElementType

  /// The elements in row-major order, converted to `Float`.
  public let values: [Float]

  private let key: ExactName

  /// Creates a tensor.
  ///
  /// - Parameters:
  ///   - name: The key under which it is stored.
  ///   - shape: Extents, slowest first.
  ///   - type: The type of its elements in the file.
  ///   - values: As many elements as the shape holds, in row-major order.
  public init(name: String, shape: [Int], type: ElementType = .float32, values: [Float]) {
    precondition(values.count == shape.reduce(1, *), "a tensor has as many elements as its shape")
    key = ExactName(name)
    self.shape = shape
    self.type = type
    self.values = values
  }
}

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
