extension NumberType {
  /// A whole number as the type holds it: the bits beyond its width are dropped.
  ///
  /// - Parameter value: Any number; `uint64` by its bits.
  /// - Returns: A number of the type.
  @inline(__always)
  func wrapped(_ value: Int64) -> Int64 {
    switch self {
    case .int8: Int64(Int8(truncatingIfNeeded: value))
    case .int16: Int64(Int16(truncatingIfNeeded: value))
    case .int32: Int64(Int32(truncatingIfNeeded: value))
    case .uint8: Int64(UInt8(truncatingIfNeeded: value))
    case .uint16: Int64(UInt16(truncatingIfNeeded: value))
    case .uint32: Int64(UInt32(truncatingIfNeeded: value))
    case .bool: value == 0 ? 0 : 1
    default: value
    }
  }

  /// What makes the numbers of the type comparable as signed ones, by exclusive or.
  var orderMask: Int64 { self == .uint64 ? .min : 0 }

  /// The smallest whole number of the type, `uint64` by its bits.
  var smallest: Int64 {
    switch self {
    case .int8: Int64(Int8.min)
    case .int16: Int64(Int16.min)
    case .int32: Int64(Int32.min)
    case .int64: .min
    default: 0
    }
  }

  /// The largest whole number of the type, `uint64` by its bits.
  var largest: Int64 {
    switch self {
    case .int8: Int64(Int8.max)
    case .int16: Int64(Int16.max)
    case .int32: Int64(Int32.max)
    case .int64: .max
    case .uint8: Int64(UInt8.max)
    case .uint16: Int64(UInt16.max)
    case .uint32: Int64(UInt32.max)
    case .uint64: -1
    default: 1
    }
  }

  /// A number in the type of whole numbers, `uint64` by its bits.
  ///
  /// - Parameter value: Any number.
  /// - Returns: The number without its fraction; numbers beyond 64 bits are the nearest of these,
  ///   0 for what is not a number, and the bits beyond the type's width are dropped.
  func truncated(_ value: Double) -> Int64 {
    if self == .bool { return value == 0 ? 0 : 1 }
    if value.isNaN { return 0 }
    if self == .uint64, value > 0 {
      return Int64(bitPattern: UInt64(exactly: value.rounded(.towardZero)) ?? .max)
    }
    return wrapped(Int64(exactly: value.rounded(.towardZero)) ?? (value < 0 ? .min : .max))
  }

  /// A whole number in the type, in double precision.
  func double(_ value: Int64) -> Double {
    self == .uint64 ? Double(UInt64(bitPattern: value)) : Double(value)
  }
}

extension Tensor {
  /// The elements in double precision.
  var doubles: [Double] {
    switch elements {
    case .floats(let values): values.map { Double($0) }
    case .integers(let values): values.map { type.double($0) }
    }
  }
}
