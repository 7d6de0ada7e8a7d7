/// How many pixels go on a unit of length.
public struct Resolution: Hashable, Sendable {
  /// The lengths that files count in.
  public enum Unit: Hashable, Sendable {
    /// 25.4 mm.
    case inch

    /// 10 mm.
    case centimetre

    /// 1000 mm.
    case metre

    /// No length: the two numbers only give the shape of a pixel.
    case ratio
  }

  /// Pixels a unit from left to right, more than 0.
  public let horizontal: Double

  /// Pixels a unit from top to bottom, more than 0.
  public let vertical: Double

  /// What the numbers count in.
  public let unit: Unit

  /// Creates a resolution.
  ///
  /// - Parameters:
  ///   - horizontal: Pixels a unit from left to right, finite and more than 0.
  ///   - vertical: Pixels a unit from top to bottom, finite and more than 0.
  ///   - unit: What the numbers count in.
  public init(horizontal: Double, vertical: Double, unit: Unit) {
    precondition(
      horizontal > 0 && vertical > 0 && horizontal.isFinite && vertical.isFinite,
      "a resolution is finite and more than 0")
    self.horizontal = horizontal
    self.vertical = vertical
    self.unit = unit
  }

  /// The same resolution counted in another unit.
  ///
  /// - Parameter unit: The unit to count in.
  /// - Returns: The converted numbers; the same resolution where either unit is a ratio.
  public func converted(to unit: Unit) -> Resolution {
    guard let from = self.unit.millimetres, let to = unit.millimetres, unit != self.unit else {
      return self
    }
    return Resolution(
      horizontal: horizontal * to / from, vertical: vertical * to / from, unit: unit)
  }

  /// The resolution after a quarter turn of the picture.
  var transposed: Resolution {
    Resolution(horizontal: vertical, vertical: horizontal, unit: unit)
  }
}

extension Resolution.Unit {
  /// Its length, or nil for a ratio.
  fileprivate var millimetres: Double? {
    switch self {
    case .inch: 25.4
    case .centimetre: 10
    case .metre: 1000
    case .ratio: nil
    }
  }
}
