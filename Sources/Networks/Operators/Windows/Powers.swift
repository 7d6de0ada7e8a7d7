import func Glibc.pow

extension Float {
  /// The magnitude to a whole power, in `Double`.
  ///
  /// - Parameter power: 1 or more.
  /// - Returns: `|x|^power`.
  func power(_ power: Int) -> Double {
    let magnitude = Double(self.magnitude)
    return switch power {
    case 1: magnitude
    case 2: magnitude * magnitude
    default: pow(magnitude, Double(power))
    }
  }
}

extension Double {
  /// The root of a number that is not negative.
  ///
  /// - Parameter power: 1 or more.
  /// - Returns: `x^(1/power)`.
  func root(_ power: Int) -> Double {
    switch power {
    case 1: self
    case 2: squareRoot()
    default: pow(self, 1 / Double(power))
    }
  }
}
