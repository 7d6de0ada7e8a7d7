/// A number that a generated kernel is made from.
public enum KernelParameter: String, Hashable, Sendable, CaseIterable {
  /// Rows and columns.
  case size

  /// The direction that a kernel varies along, in degrees.
  case orientation

  /// The length of a wave in pixels.
  case wavelength

  /// Where in its wave the centre lies, in degrees.
  case phase

  /// The standard deviation of a Gaussian in pixels.
  case sigma

  /// The standard deviation along the orientation divided by the one across it.
  case aspect

  /// The standard deviation of the surround divided by that of the centre.
  case ratio

  /// What its numbers count; nil for plain ratios.
  public var unit: String? {
    switch self {
    case .size, .wavelength, .sigma: "pixels"
    case .orientation, .phase: "degrees"
    case .aspect, .ratio: nil
    }
  }

  /// The values that it may have; families that sum to zero need a size of 3 or more.
  ///
  /// Beyond them a kernel of 1024 rows at most cannot show the difference any more.
  public var range: ClosedRange<Double> {
    switch self {
    case .size: 1...Double(KernelLimits.side)
    case .orientation, .phase: -360...360
    case .wavelength: 1...10_000
    case .sigma: 0.25...10_000
    case .aspect: 0.1...4
    case .ratio: 1.1...10
    }
  }

  /// Refuses values outside the range, and what is not a number.
  ///
  /// - Parameter value: The value.
  /// - Throws: `KernelError.parameter`.
  func check(_ value: Double) throws(KernelError) {
    guard range.contains(value) else {
      throw .parameter(self, found: value, allowed: range)
    }
  }

  /// Refuses sizes that a kernel cannot have.
  ///
  /// - Parameters:
  ///   - size: Rows and columns.
  ///   - minimum: The least that the family can be told from zero with.
  /// - Throws: `KernelError.parameter`.
  static func check(size: Int, atLeast minimum: Int) throws(KernelError) {
    guard (minimum...KernelLimits.side).contains(size) else {
      throw .parameter(
        .size, found: Double(size), allowed: Double(minimum)...Double(KernelLimits.side))
    }
  }
}

extension KernelParameter {
  /// The size of a kernel that holds a Gaussian up to three standard deviations to each side.
  ///
  /// - Parameter sigma: The standard deviation in pixels.
  /// - Returns: An odd number, 3 or more; it may be larger than a kernel can be.
  public static func size(holding sigma: Double) -> Int {
    2 * Int(max(1, min(3 * sigma, 1e6)).rounded(.up)) + 1
  }
}
