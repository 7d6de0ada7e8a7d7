/// An encoded (sRGB) colour of 8 bits a channel.
public struct Colour: Hashable, Sendable {
  /// Red, 0…255.
  public let red: UInt8

  /// Green, 0…255.
  public let green: UInt8

  /// Blue, 0…255.
  public let blue: UInt8

  /// Creates a colour.
  ///
  /// - Parameters:
  ///   - red: Red, 0…255.
  ///   - green: Green, 0…255.
  ///   - blue: Blue, 0…255.
  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// The nearest colour to three numbers; numbers outside 0…255 are taken as the nearer end.
  package init(nearest channels: SIMD3<Double>) {
    let rounded = channels.clamped(lowerBound: SIMD3(), upperBound: SIMD3(repeating: 255))
      .rounded(.toNearestOrEven)
    self.init(UInt8(rounded.x), UInt8(rounded.y), UInt8(rounded.z))
  }

  /// The grey of a level.
  package init(grey level: UInt8) { self.init(level, level, level) }

  /// Black.
  package static let black = Colour(grey: 0)

  /// White.
  package static let white = Colour(grey: 255)
}
