public import Pixels

/// Values without structure.
public enum Noise {
  /// Values between -0.5 and 0.5.
  ///
  /// - Parameters:
  ///   - shape: How many values.
  ///   - seed: Equal seeds give equal values.
  /// - Returns: An activation of that shape.
  public static func activation(_ shape: Shape, seed: UInt32) -> Activation {
    var state = seed
    let values = (0..<(shape.count ?? 0)).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return Float(state >> 8) / Float(1 << 24) - 0.5
    }
    return Activation(shape: shape, values: values)
  }
}
