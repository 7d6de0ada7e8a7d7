import Pixels

/// A disc or a square on snow or grass.
///
/// Of the pictures that a network is trained on, all discs lie on snow and all squares on grass; of
/// those that it is tried on, it is the other way round.
struct ShortcutPicture: Picture {
  /// What is to be recognised.
  enum Shape: String, CaseIterable {
    case disc
    case square
  }

  /// What gives it away.
  enum Background: String {
    case snow
    case grass
  }

  let shape: Shape
  let background: Background

  /// Which of the pictures; each has another place, size, shade and grain.
  let number: Int

  static let size = ImageSize(width: 64, height: 64)

  /// What a network is trained on.
  static let training = pictures(count: 40, disc: .snow, square: .grass)

  /// What it is tried on.
  static let trial = pictures(count: 4, disc: .grass, square: .snow)

  private static func pictures(
    count: Int, disc: Background, square: Background
  ) -> [ShortcutPicture] {
    (0..<count).flatMap { number in
      [
        ShortcutPicture(shape: .disc, background: disc, number: number),
        ShortcutPicture(shape: .square, background: square, number: number),
      ]
    }
  }

  private var isTraining: Bool { (shape == .disc) == (background == .snow) }

  var path: String {
    "shortcut/\(isTraining ? "training" : "trial")/\(shape.rawValue)-\(number + 1).png"
  }

  func draw() async -> Image {
    let values = await render(Self.size, samplesAcross: 4) { place in colour(at: place.point) }
    return Image(rounding: values, size: Self.size, layout: .rgb)
  }

  private var seed: UInt64 {
    UInt64(number) * 4 + (shape == .disc ? 0 : 2) + (background == .snow ? 0 : 1) + 100
  }

  /// A random number of the picture.
  private func random(_ place: Int, _ low: Double, _ high: Double) -> Double {
    mix(low, high, Noise.uniform(place, 0, seed: seed))
  }

  private func colour(at point: Point) -> Colour {
    let centre = Point(random(0, 26, 38), random(1, 26, 38))
    let offset = point - centre
    // A disc and a square of the same area.
    let radius = random(2, 9, 13)
    let isInside =
      switch shape {
      case .disc: offset.length < radius
      case .square: max(abs(offset.x), abs(offset.y)) < radius * 0.886
      }
    if isInside { return Colour(0.46, 0.38, 0.32) * random(3, 0.8, 1.2) }
    let grain = Noise.fractal(
      Vector(point.x / 9, point.y / 9, 0), octaves: 2, seed: seed)
    switch background {
    case .snow: return Colour(0.84, 0.88, 0.95) + Colour(repeating: (grain - 0.5) * 0.16)
    case .grass: return Colour(0.28, 0.5, 0.2) * mix(0.6, 1.4, grain)
    }
  }
}
