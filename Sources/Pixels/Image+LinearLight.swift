extension Image {
  /// The picture in linear light: `Float` samples 0…255.
  ///
  /// Alpha is not encoded; it becomes `Float` on its own scale. `Float` pictures are linear
  /// already.
  ///
  /// - Parameter function: How the samples encode light, for their type; nil for sRGB.
  /// - Returns: A picture of the same layout.
  /// - Complexity: O(samples).
  public func linearLight(_ function: TransferFunction? = nil) -> Image {
    let linear: [Float]
    let function = function ?? .srgb(samples.type)
    let table = function.decoded
    switch samples {
    case .uint8(let values):
      precondition(!function.isOf16Bits, "the tables are those of the samples")
      linear = converted(values, colour: { table[Int($0)] }, alpha: { Float($0) })
    case .uint16(let values):
      precondition(function.isOf16Bits, "the tables are those of the samples")
      linear = converted(values, colour: { table[Int($0)] }, alpha: { Float($0) })
    case .float32(let values):
      linear = values
    }
    return Image(size: size, layout: layout, samples: .float32(linear))
  }

  /// The picture encoded, each sample the nearest one, from linear light 0…255.
  ///
  /// Light outside 0…255 gives black or white. Alpha is rounded on its own scale. Integer pictures
  /// are encoded already.
  ///
  /// - Parameters:
  ///   - type: `uint8` or `uint16`; `float32` returns the picture as it is.
  ///   - function: How samples of this type encode light; nil for sRGB.
  /// - Returns: A picture of the same layout.
  /// - Complexity: O(samples).
  public func encoded(as type: SampleType, by function: TransferFunction? = nil) -> Image {
    guard case .float32(let values) = samples else { return self }
    let encoded: Samples
    let curve = function ?? .srgb(type)
    switch type {
    case .uint8:
      precondition(!curve.isOf16Bits, "the tables are those of the samples")
      encoded = .uint8(
        converted(
          values, colour: { UInt8(truncatingIfNeeded: curve.encode($0)) },
          alpha: { UInt8($0.rounded(within: 255)) }))
    case .uint16:
      precondition(curve.isOf16Bits, "the tables are those of the samples")
      encoded = .uint16(
        converted(
          values, colour: { curve.encode($0) }, alpha: { UInt16($0.rounded(within: 65535)) }))
    case .float32:
      encoded = samples
    }
    return Image(size: size, layout: layout, samples: encoded)
  }

  /// Every colour sample and every alpha sample through a function of its own.
  private func converted<Source, Target>(
    _ values: [Source], colour: (Source) -> Target, alpha: (Source) -> Target
  ) -> [Target] {
    guard layout.hasAlpha else { return values.map(colour) }
    let step = layout.channelCount
    var result: [Target] = []
    result.reserveCapacity(values.count)
    for start in stride(from: 0, to: values.count, by: step) {
      for position in start..<start + step - 1 { result.append(colour(values[position])) }
      result.append(alpha(values[start + step - 1]))
    }
    return result
  }
}

extension Float {
  /// The nearest whole number, half to even, from 0 to a maximum; 0 for NaN.
  fileprivate func rounded(within maximum: Float) -> Float {
    guard self > 0 else { return 0 }
    return Swift.min(rounded(.toNearestOrEven), maximum)
  }
}
