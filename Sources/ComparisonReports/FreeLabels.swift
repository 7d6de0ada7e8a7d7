import Pixels
import Reports

/// Finds places for texts beside markers where they cover neither a marker nor another text.
struct FreeLabels {
  /// A rectangle of the picture.
  private struct Area {
    let low: SIMD2<Double>
    let high: SIMD2<Double>

    func overlaps(_ other: Area) -> Bool {
      low.x < other.high.x && other.low.x < high.x && low.y < other.high.y && other.low.y < high.y
    }
  }

  /// Pixels between two texts in a line, at least.
  private static let space = SIMD2(5.0, 0.0)

  private var taken: [Area]
  private let size: ImageSize

  /// Starts with the circles around markers taken.
  init(obstacles: [(centre: SIMD2<Double>, radius: Double)], size: ImageSize) {
    taken = obstacles.map { obstacle in
      let reach = SIMD2(repeating: obstacle.radius)
      return Area(low: obstacle.centre - reach, high: obstacle.centre + reach)
    }
    self.size = size
  }

  /// The top left corner for a text, right of, left of, above or beneath a marker, or between
  /// these; nil where none is free.
  mutating func place(
    _ text: String, beside centre: SIMD2<Double>, radius: Double, scale: Int
  ) -> (x: Int, y: Int)? {
    let extent = SIMD2(
      Double(PixelFont.width(of: text) * scale), Double(PixelFont.ascent * scale))
    let reach = SIMD2(repeating: radius + 4) + extent / 2
    let sides: [SIMD2<Double>] = [
      [1, 0], [-1, 0], [0, -1], [0, 1], [0.9, -0.9], [0.9, 0.9], [-0.9, -0.9], [-0.9, 0.9],
    ]
    for side in sides {
      let low = (centre + reach * side - extent / 2).rounded(.down)
      let area = Area(low: low - Self.space, high: low + extent + Self.space)
      let isInside =
        area.low.x >= 0 && area.low.y >= 0 && area.high.x <= Double(size.width)
        && area.high.y <= Double(size.height)
      if isInside, !taken.contains(where: area.overlaps) {
        taken.append(area)
        return (Int(low.x), Int(low.y))
      }
    }
    return nil
  }
}
