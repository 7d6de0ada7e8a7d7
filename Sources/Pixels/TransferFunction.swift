/// The sRGB curve between encoded samples and linear light, as tables (IEC 61966-2-1).
///
/// Linear light spans 0…255 for samples of 8 and of 16 bits. Only additions, multiplications and
/// divisions of `Double` are used, so that the tables are the same on every machine.
struct TransferFunction: Sendable {
  /// The linear light of every sample, ascending.
  let decoded: [Float]

  /// For every sample but the last, the least light that is nearer to the next one.
  private let thresholds: [Float]

  /// For every whole number of light, the sample that stands for it.
  private let starts: [UInt16]

  /// The curve of 8-bit samples.
  static let srgb8 = TransferFunction(maximum: 255)

  /// The curve of 16-bit samples.
  static let srgb16 = TransferFunction(maximum: 65535)

  private init(maximum: Int) {
    decoded = (0...maximum).map { Float(255 * linear(Double($0) / Double(maximum))) }
    let thresholds = (0..<maximum).map { sample in
      let exact = 255 * linear((Double(sample) + 0.5) / Double(maximum))
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

/// The light 0…1 of an encoded value 0…1.
private func linear(_ encoded: Double) -> Double {
  if encoded <= 0.04045 { return encoded / 12.92 }
  let base = (encoded + 0.055) / 1.055
  // base^2.4 is the fifth root of base^12, or base^2 times that of base^2.
  let square = base * base
  return square * fifthRoot(square)
}

/// The fifth root of a number from 0.008 to 1 (Newton's method from above, to the last bits).
private func fifthRoot(_ number: Double) -> Double {
  var root = 1.0
  for _ in 0..<16 {
    let square = root * root
    root = (4 * root + number / (square * square)) / 5
  }
  return root
}
