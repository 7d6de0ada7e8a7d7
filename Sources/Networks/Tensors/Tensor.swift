public import Pixels

/// An array of numbers of any rank, row-major: the last index fastest.
public struct Tensor: Equatable, Sendable {
  /// Extents, slowest first; empty for a single number.
  public let shape: [Int]

  /// What its elements are in the file or for an operator.
  public let type: NumberType

  /// The elements.
  public let elements: Elements

  /// Numbers as they are computed with.
  public enum Elements: Equatable, Sendable {
    /// Those of all floating-point types, in single precision.
    case floats([Float])

    /// Those of all whole types, and truth values as 0 and 1; `uint64` by its bits.
    case integers([Int64])
  }

  /// Creates a tensor of floating-point numbers.
  ///
  /// - Parameters:
  ///   - shape: Extents, slowest first.
  ///   - values: As many numbers as the shape holds.
  ///   - type: What they are called.
  public init(shape: [Int], values: [Float], type: NumberType = .float32) {
    precondition(
      values.count == shape.reduce(1) { $0.multiplied(by: $1) },
      "a tensor has as many values as its shape")
    precondition(type.isFloating, "floating-point numbers are of a floating-point type")
    self.shape = shape
    self.type = type
    elements = .floats(values)
  }

  /// Creates a tensor of whole numbers or truth values.
  ///
  /// - Parameters:
  ///   - shape: Extents, slowest first.
  ///   - integers: As many numbers as the shape holds.
  ///   - type: What they are called.
  public init(shape: [Int], integers: [Int64], type: NumberType = .int64) {
    precondition(
      integers.count == shape.reduce(1) { $0.multiplied(by: $1) },
      "a tensor has as many values as its shape")
    precondition(!type.isFloating, "whole numbers are not of a floating-point type")
    self.shape = shape
    self.type = type
    elements = .integers(integers)
  }

  /// Creates a tensor of feature maps: N×C×H×W.
  ///
  /// - Parameter maps: The maps.
  public init(_ maps: Activation) {
    self.init(shape: maps.shape.extents, values: maps.values)
  }

  /// How many elements there are.
  public var count: Int {
    switch elements {
    case .floats(let values): values.count
    case .integers(let values): values.count
    }
  }

  /// The elements in single precision; whole numbers are rounded to the nearest.
  public var floats: [Float] {
    switch elements {
    case .floats(let values): values
    case .integers(let values):
      type == .uint64 ? values.map { Float(UInt64(bitPattern: $0)) } : values.map(Float.init)
    }
  }

  /// The elements as whole numbers; nil for floating-point types.
  public var integers: [Int64]? {
    if case .integers(let values) = elements { values } else { nil }
  }

  /// The same elements under another shape.
  ///
  /// - Parameter shape: A shape of as many elements.
  /// - Returns: The tensor; nothing is copied.
  public func reshaped(_ shape: [Int]) -> Tensor {
    switch elements {
    case .floats(let values): Tensor(shape: shape, values: values, type: type)
    case .integers(let values): Tensor(shape: shape, integers: values, type: type)
    }
  }

  /// The elements as feature maps, which tensors of other ranks are laid out as.
  public var maps: Activation { Activation(shape: Shape(maps: shape), values: floats) }
}

/// What the elements of a tensor are.
public enum NumberType: String, Hashable, Sendable, CaseIterable {
  /// Floating-point numbers, of which all are computed with in single precision.
  case float16, bfloat16, float32, float64

  /// Signed integers.
  case int8, int16, int32, int64

  /// Unsigned integers.
  case uint8, uint16, uint32, uint64

  /// Truth values.
  case bool

  /// Whether it is one of the floating-point types.
  public var isFloating: Bool {
    switch self {
    case .float16, .bfloat16, .float32, .float64: true
    default: false
    }
  }
}

extension Shape {
  /// Batch, channels, height, width.
  public var extents: [Int] { [batch, channels, height, width] }

  /// The feature maps that a tensor of any rank is shown as.
  ///
  /// N×C×H×W as it is; N×C as maps of one value; N×C×L as maps of one row; of more than four extents
  /// all but the last three are rows under each other: N×C×(D·H)×W. One extent alone is channels.
  ///
  /// - Parameter extents: A shape whose count can be held.
  public init(maps extents: [Int]) {
    switch extents.count {
    case 0: self.init(channels: 1, height: 1, width: 1)
    case 1: self.init(channels: extents[0], height: 1, width: 1)
    case 2: self.init(batch: extents[0], channels: extents[1], height: 1, width: 1)
    case 3: self.init(batch: extents[0], channels: extents[1], height: 1, width: extents[2])
    default:
      self.init(
        batch: extents[0], channels: extents[1],
        height: extents[2..<extents.count - 1].reduce(1, *), width: extents[extents.count - 1])
    }
  }
}
