extension NumberType {
  /// The whole numbers of a whole type; of `uint64` those that `Int64` has, too.
  var wholeRange: ClosedRange<Int64> {
    switch self {
    case .int8: -128...127
    case .int16: -32_768...32_767
    case .int32: Int64(Int32.min)...Int64(Int32.max)
    case .uint8: 0...255
    case .uint16: 0...65_535
    case .uint32: 0...Int64(UInt32.max)
    case .uint64: 0...Int64.max
    case .bool: 0...1
    case .int64, .float16, .bfloat16, .float32, .float64: Int64.min...Int64.max
    }
  }

  /// The nearest whole number of the type; of two the even one, and 0 for not-a-number.
  ///
  /// - Parameter value: Any number.
  /// - Returns: A number of the range.
  func wholeNumber(_ value: Double) -> Int64 {
    let range = wholeRange
    let rounded = value.rounded(.toNearestOrEven)
    if rounded.isNaN { return 0 }
    if rounded <= Double(range.lowerBound) { return range.lowerBound }
    return rounded >= Double(range.upperBound) ? range.upperBound : Int64(rounded)
  }
}
