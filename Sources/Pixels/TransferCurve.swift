/// How samples encode light, both from 0 to 1.
public enum TransferCurve: Hashable, Sendable {
  /// sRGB (IEC 61966-2-1).
  case srgb

  /// A power of the sample, with a straight line below a limit.
  case parametric(Parameters)

  /// Light at equal distances of samples, a straight line between two: at least two values.
  case sampled([Double])

  /// The numbers of a curve (ICC.1:2022, 10.18): `(scale * sample + shift)^exponent + rise` from the
  /// limit on, `slope * sample + start` below it.
  public struct Parameters: Hashable, Sendable {
    /// The power, more than 0.
    public var exponent: Double
    /// What the sample is multiplied by.
    public var scale = 1.0
    /// What is added before the power.
    public var shift = 0.0
    /// What is added behind it.
    public var rise = 0.0
    /// The least sample that the power holds for.
    public var limit = 0.0
    /// Light a sample below the limit.
    public var slope = 0.0
    /// The light of sample 0, where the limit is more.
    public var start = 0.0

    /// Creates the numbers of a plain power; the others may be set.
    ///
    /// - Parameter exponent: The power, more than 0.
    public init(exponent: Double) { self.exponent = exponent }
  }

  /// Samples that are light.
  public static let linear = power(1)

  /// What cameras encode by ITU-R BT.709, item 1.2, and also by BT.601 and BT.2020.
  public static let rec709: TransferCurve = {
    var parameters = Parameters(exponent: 1 / 0.45)
    parameters.scale = 1 / 1.099
    parameters.shift = 0.099 / 1.099
    parameters.limit = 0.081
    parameters.slope = 1 / 4.5
    return .parametric(parameters)
  }()

  /// Light is a power of the sample.
  ///
  /// - Parameter exponent: The power, more than 0.
  /// - Returns: The curve.
  public static func power(_ exponent: Double) -> TransferCurve {
    .parametric(Parameters(exponent: exponent))
  }

  /// The light of a sample.
  ///
  /// - Parameter sample: 0…1.
  /// - Returns: 0…1; what a curve gives beyond that is cut off.
  public func light(_ sample: Double) -> Double {
    let light =
      switch self {
      case .srgb: srgbLight(sample)
      case .parametric(let parameters): parameters.light(sample)
      case .sampled(let values): interpolated(values, at: sample)
      }
    return min(max(light, 0), 1)
  }
}

extension TransferCurve.Parameters {
  fileprivate func light(_ sample: Double) -> Double {
    if sample < limit { return slope * sample + start }
    return power(max(scale * sample + shift, 0), exponent) + rise
  }
}

/// The light 0…1 of a sample 0…1 of sRGB.
private func srgbLight(_ sample: Double) -> Double {
  if sample <= 0.04045 { return sample / 12.92 }
  let base = (sample + 0.055) / 1.055
  // base^2.4 is the fifth root of base^12, or base^2 times that of base^2.
  let square = base * base
  return square * fifthRoot(square)
}

private func interpolated(_ values: [Double], at sample: Double) -> Double {
  let place = sample * Double(values.count - 1)
  let index = min(Int(place), values.count - 2)
  let share = place - Double(index)
  return values[index] + share * (values[index + 1] - values[index])
}
