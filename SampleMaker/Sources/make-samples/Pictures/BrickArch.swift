import Pixels

/// A brick wall with an arched doorway in low sunlight.
///
/// The wall has joints in two directions, the arch in all of them, the door in one: each directional
/// kernel picks its own. The grain of the bricks shows what smoothing takes away.
struct BrickArch: Picture {
  let path = "scenes/brick-arch.jpg"

  /// The middle of the circle that the arch is part of, in pixels.
  private static let centre = Point(320, 236)

  /// The radius of the doorway.
  private static let inner = 122.0

  /// The radius of the outside of the arch.
  private static let outer = 178.0

  /// Where the step before the door begins, in pixels from the top.
  private static let ground = 446.0

  func draw() async -> Image {
    let size = ImageSize(width: 640, height: 480)
    let values = await render(size, samplesAcross: 3) { Self.lit(at: $0.point) }
    return Image(rounding: values.map(encoded), size: size, layout: .rgb)
  }

  /// The relief under light from the upper left.
  ///
  /// - Parameter point: The place, in pixels.
  /// - Returns: Linear light.
  private static func lit(at point: Point) -> Colour {
    let here = relief(at: point)
    let right = relief(at: point + Point(0.7, 0)).height
    let below = relief(at: point + Point(0, 0.7)).height
    let normal = Vector((here.height - right) / 0.7, (below - here.height) / 0.7, 1).normalised
    let sun = max(dot(normal, Vector(-0.5, 0.55, 0.66).normalised), 0)
    let shade = isShaded(point) ? 0.12 : 1.0
    let evening = 1.1 - 0.0005 * point.x - 0.0003 * point.y
    return here.colour * (Colour(1.5, 1.36, 1.15) * (sun * shade) + Colour(0.2, 0.23, 0.3))
      * evening
  }

  /// Whether the arch throws its shadow on a place behind it.
  ///
  /// - Parameter point: The place, in pixels.
  /// - Returns: True in the doorway where the sun does not reach.
  private static func isShaded(_ point: Point) -> Bool {
    isDoorway(point) && !isDoorway(point - Point(34, 38))
  }

  /// Whether a place lies in the opening of the wall.
  ///
  /// - Parameter point: The place, in pixels.
  /// - Returns: True in the half circle and below it.
  private static func isDoorway(_ point: Point) -> Bool {
    let offset = point - centre
    return offset.y > 0
      ? abs(offset.x) < inner && point.y < ground : offset.length < inner
  }

  /// What the wall is like at a place.
  ///
  /// - Parameter point: The place, in pixels.
  /// - Returns: The height above the joints, in pixels, and the colour in linear light.
  private static func relief(at point: Point) -> (height: Double, colour: Colour) {
    let offset = point - centre
    let distance = offset.length
    if point.y >= ground {
      return stone(MasonryCell(point - Point(0, ground), width: 132, height: 40, seed: 1))
    }
    if isDoorway(point) { return door(at: point) }
    if offset.y <= 0, distance < outer {
      // 21 wedges over half a turn; the middle one is the keystone.
      let angle = arctangent(-offset.y, offset.x) * 42
      let arc = 0.5 / 21 * 6.283185 * distance
      let place = Point((distance - inner), angle.fraction * arc)
      return brick(
        MasonryCell(
          column: 0, row: Int(angle), from: place, size: Point(outer - inner, arc), seed: 2))
    }
    if offset.y > 0, abs(offset.x) < outer {
      let place = Point(abs(offset.x) - inner, offset.y)
      let side = offset.x < 0 ? UInt64(3) : 4
      return stone(MasonryCell(place, width: outer - inner, height: 42, seed: side))
    }
    let row = (point.y / 21).rounded(.down)
    let shift = row.truncatingRemainder(dividingBy: 2) == 0 ? 0.0 : 31
    return brick(MasonryCell(point + Point(shift, 0), width: 62, height: 21, seed: 5))
  }

  /// A brick and its share of the joints.
  ///
  /// - Parameter cell: The place in the brick.
  /// - Returns: Height and colour.
  private static func brick(_ cell: MasonryCell) -> (height: Double, colour: Colour) {
    let grain = Noise.fractal(Vector(cell.place.x / 5, cell.place.y / 5, cell.number), seed: 11)
    let body = smoothStep(1.2, 3.4, cell.depth + 1.6 * (grain - 0.5))
    let fired = mix(Colour(0.5, 0.17, 0.085), Colour(0.27, 0.085, 0.06), cell.random(0))
    let tint = (0.75 + 0.5 * cell.random(1)) * (0.7 + 0.6 * grain)
    let mortar = Colour(0.42, 0.39, 0.34) * (0.75 + 0.5 * grain)
    return (2.4 * body + 1.7 * grain * (0.4 + body), mix(mortar, fired * tint, body))
  }

  /// A block of sandstone and its share of the joints.
  ///
  /// - Parameter cell: The place in the block.
  /// - Returns: Height and colour.
  private static func stone(_ cell: MasonryCell) -> (height: Double, colour: Colour) {
    let layers = Noise.fractal(
      Vector(cell.place.x / 30, cell.place.y / 7, cell.number), octaves: 5, seed: 12)
    let body = smoothStep(0.8, 3, cell.depth)
    let sand = Colour(0.52, 0.44, 0.3) * (0.8 + 0.3 * cell.random(0)) * (0.65 + 0.6 * layers)
    return (2.6 * body + 2.2 * layers, mix(Colour(0.25, 0.23, 0.2), sand, body))
  }

  /// The door: painted boards with two iron bands and a ring.
  ///
  /// - Parameter point: The place, in pixels.
  /// - Returns: Height and colour.
  private static func door(at point: Point) -> (height: Double, colour: Colour) {
    let offset = point - centre
    let ring = abs((offset - Point(-18, 96)).length - 11)
    if ring < 2.6 { return (3.4 - 0.5 * ring, Colour(0.09, 0.085, 0.08)) }
    for band in [0.0, 150] where abs(offset.y - band) < 8 {
      // Nails with round heads, one a board.
      let nail = Point(((offset.x + 122) / 30.5).fraction * 30.5 - 15.25, offset.y - band).length
      let head = 2.5 * (1 - smoothStep(2, 4.5, nail))
      return (2.2 + head - smoothStep(6, 8, abs(offset.y - band)), Colour(0.07, 0.065, 0.065))
    }
    let board = ((offset.x + 122) / 30.5)
    let fromSeam = min(board.fraction, 1 - board.fraction) * 30.5
    let fibre = Noise.fractal(
      Vector(offset.x / 1.8, offset.y / 40, board.rounded(.down)), octaves: 3, seed: 13)
    let worn = smoothStep(0.62, 0.72, fibre)
    let paint = mix(Colour(0.06, 0.2, 0.24), Colour(0.26, 0.2, 0.13), worn)
    return (smoothStep(0.4, 2.2, fromSeam) + 0.9 * fibre, paint * (0.75 + 0.5 * fibre))
  }
}
