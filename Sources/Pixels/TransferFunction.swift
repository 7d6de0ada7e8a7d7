/// A curve between encoded samples and linear light, as tables.
///
/// Linear light spans 0…255 for samples of 8 and of 16 bits. Only additions, multiplications and
/// divisions of `Double` are used, so that the tables are the same on every machine.
public struct TransferFunction: Sendable {
  /// The linear light of every sample, ascending.
  let decoded: [Float]

  /// For every sample but the last, the least light that is nearer to the next one.
  private let thresholds: [Float]

  /// For every whole number of light, the sample that stands for it.
  private let starts: [UInt16]

  private static let srgb8 = TransferFunction(.srgb, maximum: 255)
  private static let srgb16 = TransferFunction(.srgb, maximum: 65535)

  /// sRGB; the tables are computed once.
  ///
  /// - Parameter type: The type of the encoded samples.
  /// - Returns: The tables for it.
  public static func srgb(_ type: SampleType) -> TransferFunction {
    type == .uint16 ? srgb16 : srgb8
  }

  /// Computes the tables of a curve.
  ///
  /// - Parameters:
  ///   - curve: Never less light for a greater sample.
  ///   - type: The type of the encoded samples.
  /// - Complexity: 512 values of the curve for 8 bits, 131,072 for 16; none for sRGB.
  public init(_ curve: TransferCurve, for type: SampleType) {
    self =
      curve == .srgb
      ? .srgb(type) : TransferFunction(curve, maximum: type == .uint16 ? 65535 : 255)
  }

  private init(_ curve: TransferCurve, maximum: Int) {
    decoded = (0...maximum).map { Float(255 * curve.light(Double($0) / Double(maximum))) }
    let thresholds = (0..<maximum).map { sample in
      let exact = 255 * curve.light((Double(sample) + 0.5) / Double(maximum))
      let nearest = Float(exact)
      // `Float` light is at or above the exact limit when it is at or above this.
      return Double(nearest) < exact ? nearest.nextUp : nearest
    }
    var starts: [UInt16] = []
    var sample = 0
    for light in 0...255 {
      while sample < maximum, Float(light) >= thresholds[sample] { sample += 1 }
      starts.append(UInt16(sample))
    }
    self.thresholds = thresholds
    self.starts = starts
  }

  /// Whether the tables are those of samples of 16 bits.
  var isOf16Bits: Bool { thresholds.count == 65535 }

  /// The sample whose code is nearest to that of a light.
  ///
  /// - Parameter light: Linear light; below 0, above 255 and NaN give the ends of the scale.
  /// - Returns: A sample 0…255 or 0…65535.
  /// - Complexity: O(1): a few comparisons, in 16 bits log2 of the samples in one step of light.
  func encode(_ light: Float) -> UInt16 {
    guard light > 0 else { return 0 }
    guard light < 255 else { return UInt16(thresholds.count) }
    let step = Int(light)
    var lower = Int(starts[step])
    var upper = Int(starts[step + 1])
    while lower < upper {
      let middle = (lower + upper) / 2
      if light >= thresholds[middle] { lower = middle + 1 } else { upper = middle }
    }
    return UInt16(lower)
  }
}
