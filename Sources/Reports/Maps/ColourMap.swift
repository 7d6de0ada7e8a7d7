/// A row of colours for numbers from 0 to 1, known by its name.
///
/// `viridis`, `magma`, `inferno` and `turbo` are the maps that Matplotlib draws under these names,
/// rebuilt from uniform cubic B-splines in encoded sRGB with 17 control points: no channel of any
/// of their 256 published colours differs by more than 1.
public enum ColourMap: String, CaseIterable, Sendable {
  /// Black to white.
  case grey

  /// Dark violet, green, yellow; lightness rises evenly, safe for every common colour blindness.
  case viridis

  /// Black, purple, pale yellow; lightness rises evenly.
  case magma

  /// Black, red, yellow; lightness rises evenly.
  case inferno

  /// A rainbow: most distinct colours, lightest in the middle.
  case turbo

  /// Blue below the middle, white in it, orange to brown above: for numbers with a sign.
  case diverging

  /// Drawn in place of what is not a number or infinite: a magenta that no map contains.
  public static let nonFinite = Colour(255, 0, 255)

  /// The colour at a position.
  ///
  /// - Parameter position: 0 is the first colour, 1 the last; positions outside are taken as the
  ///   nearer end, and one that is not a number gives `nonFinite`.
  /// - Returns: An encoded (sRGB) colour.
  public func colour(at position: Double) -> Colour {
    guard !position.isNaN else { return Self.nonFinite }
    let position = min(max(position, 0), 1)
    return switch self {
    case .grey: Colour(nearest: SIMD3(repeating: 255 * position))
    case .viridis: Self.colour(at: position, of: ColourSplines.viridis)
    case .magma: Self.colour(at: position, of: ColourSplines.magma)
    case .inferno: Self.colour(at: position, of: ColourSplines.inferno)
    case .turbo: Self.colour(at: position, of: ColourSplines.turbo)
    case .diverging: DivergingColours.colour(of: 2 * position - 1)
    }
  }

  /// Colours at even positions from 0 to 1, the quarters among them.
  var table: [Colour] {
    (0...Self.lastOfTable).map { colour(at: Double($0) / Double(Self.lastOfTable)) }
  }

  /// The last index of `table`.
  static let lastOfTable = 1020

  /// Evaluates a uniform cubic B-spline.
  private static func colour(at position: Double, of points: [SIMD3<Double>]) -> Colour {
    let along = position * Double(points.count - 3)
    let segment = min(Int(along), points.count - 4)
    let t = along - Double(segment)
    let s = 1 - t
    let first = points[segment] * (s * s * s)
    let second = points[segment + 1] * ((3 * t - 6) * t * t + 4)
    let third = points[segment + 2] * ((3 * s - 6) * s * s + 4)
    let fourth = points[segment + 3] * (t * t * t)
    return Colour(nearest: (first + second + third + fourth) / 6)
  }
}
