import Pixels

/// The interleaved samples of an image while they stay in one place.
enum SamplePointer {
  /// 8-bit integers.
  case uint8(UnsafePointer<UInt8>)

  /// 16-bit integers.
  case uint16(UnsafePointer<UInt16>)

  /// Real numbers.
  case float32(UnsafePointer<Float>)

  /// The type of one sample.
  var type: SampleType {
    switch self {
    case .uint8: .uint8
    case .uint16: .uint16
    case .float32: .float32
    }
  }

  /// The sample at an index, as the reference loops read it.
  var read: (Int) -> Double {
    switch self {
    case .uint8(let start): { Double(start[$0]) }
    case .uint16(let start): { Double(start[$0]) }
    case .float32(let start): { Double(start[$0]) }
    }
  }

  /// Calls a body with the samples of an image.
  ///
  /// - Parameters:
  ///   - samples: The samples.
  ///   - body: What to do while they stay in one place.
  /// - Returns: What the body returns.
  /// - Throws: What the body throws.
  static func with<Result, Failure: Error>(
    _ samples: Samples, _ body: (SamplePointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    switch samples {
    case .uint8(let values):
      try values.withUnsafeBufferPointer { (buffer) throws(Failure) in
        try body(.uint8(buffer.start))
      }
    case .uint16(let values):
      try values.withUnsafeBufferPointer { (buffer) throws(Failure) in
        try body(.uint16(buffer.start))
      }
    case .float32(let values):
      try values.withUnsafeBufferPointer { (buffer) throws(Failure) in
        try body(.float32(buffer.start))
      }
    }
  }
}

extension UnsafeBufferPointer {
  /// The first element of a buffer that has one.
  fileprivate var start: UnsafePointer<Element> {
    guard let baseAddress else { preconditionFailure("an image to filter has samples") }
    return baseAddress
  }
}

extension Border {
  /// What stands outside an image: 0 unless the border is constant; rounded half to even and
  /// clamped for integer samples; not-a-number counts as 0.
  ///
  /// - Parameter type: The samples.
  /// - Returns: A value that the type holds.
  func constant(for type: SampleType) -> Double {
    guard case .constant(let value) = self, !value.isNaN else { return 0 }
    let scaled = Double(value) * Double(type.unit)
    if type == .float32 { return scaled }
    return min(max(scaled.rounded(.toNearestOrEven), 0), Double(type.maximum))
  }
}
