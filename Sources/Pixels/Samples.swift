/// The samples of an image in one of the three types that the project computes with.
///
/// Integer samples span 0…255 or 0…65535. `Float` samples keep the scale of the integers that they
/// came from (0…255 or 0…65535) and may lie outside it.
public enum Samples: Equatable, Sendable {
  /// Integers 0…255.
  case uint8([UInt8])

  /// Integers 0…65535.
  case uint16([UInt16])

  /// Any real numbers.
  case float32([Float])

  /// No samples of a type.
  ///
  /// - Parameter type: The type.
  public init(emptyOf type: SampleType) {
    switch type {
    case .uint8: self = .uint8([])
    case .uint16: self = .uint16([])
    case .float32: self = .float32([])
    }
  }

  /// How many samples there are.
  public var count: Int {
    switch self {
    case .uint8(let values): values.count
    case .uint16(let values): values.count
    case .float32(let values): values.count
    }
  }

  /// The type of one sample.
  public var type: SampleType {
    switch self {
    case .uint8: .uint8
    case .uint16: .uint16
    case .float32: .float32
    }
  }
}

/// The type of one sample.
public enum SampleType: Hashable, Sendable {
  /// 8-bit integer.
  case uint8

  /// 16-bit integer.
  case uint16

  /// 32-bit floating point.
  case float32
}
