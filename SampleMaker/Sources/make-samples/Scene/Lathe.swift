/// A surface of revolution about the y axis: what a lathe or a potter's wheel makes.
///
/// The profile is cut into pieces of cones; normals are blended along each piece, so that the
/// surface looks smooth.
struct Lathe: Shape {
  /// One piece of a cone.
  private struct Piece {
    let bottom: Point
    let top: Point
    let bottomNormal: Point
    let topNormal: Point
  }

  private let pieces: [Piece]

  let bounds: Ball

  /// The largest radius.
  private let widest: Double

  /// Creates a surface of revolution.
  ///
  /// - Parameter profile: Control points of a B-spline (``Curve``), each a radius and a height; from
  ///   the foot upwards on the outside, then down again on the inside of a vessel.
  init(_ profile: [Point]) {
    let points = Curve.open(profile, steps: 4)
    let sides = zip(points, points.dropFirst()).filter { ($1 - $0).length > 1e-9 }
    let normals = sides.map { from, to in
      Point(to.y - from.y, from.x - to.x) / (to - from).length
    }
    pieces = sides.indices.map { index in
      func shared(with other: Int) -> Point {
        guard normals.indices.contains(other) else { return normals[index] }
        let product = normals[index] * normals[other]
        // A sharp rim stays sharp.
        guard product.x + product.y > 0.5 else { return normals[index] }
        let sum = normals[index] + normals[other]
        return sum / sum.length
      }
      return Piece(
        bottom: sides[index].0, top: sides[index].1, bottomNormal: shared(with: index - 1),
        topNormal: shared(with: index + 1))
    }
    widest = points.map(\.x).max() ?? 0
    let heights = points.map(\.y)
    let middle = Point(0, ((heights.min() ?? 0) + (heights.max() ?? 0)) / 2)
    bounds = Ball(
      centre: Vector(0, middle.y, 0), radius: points.map { ($0 - middle).length }.max() ?? 0)
  }

  func hit(by ray: Ray, within limits: ClosedRange<Double>) -> Hit? {
    let (origin, direction) = (ray.origin, ray.direction)
    let flatSquare = direction.x * direction.x + direction.z * direction.z
    let flatProduct = origin.x * direction.x + origin.z * direction.z
    let originSquare = origin.x * origin.x + origin.z * origin.z
    // The heights that the ray passes inside the cylinder about the shape.
    let cylinder = flatProduct * flatProduct - flatSquare * (originSquare - widest * widest)
    guard cylinder > 0, flatSquare > 0 else { return nil }
    let enter = origin.y + direction.y * (-flatProduct - cylinder.squareRoot()) / flatSquare
    let leave = origin.y + direction.y * (-flatProduct + cylinder.squareRoot()) / flatSquare
    let (lowest, highest) = (min(enter, leave), max(enter, leave))

    var nearest = limits.upperBound
    var best: (piece: Int, share: Double)?
    for index in pieces.indices {
      let piece = pieces[index]
      guard max(piece.bottom.y, piece.top.y) >= lowest, min(piece.bottom.y, piece.top.y) <= highest
      else { continue }
      let side = piece.top - piece.bottom
      func consider(_ distance: Double, share: Double) {
        guard share >= 0, share <= 1, distance >= limits.lowerBound, distance < nearest else {
          return
        }
        nearest = distance
        best = (index, share)
      }
      if abs(side.y) < 1e-6 {
        let distance = (piece.bottom.y - origin.y) / direction.y
        let (x, z) = (origin.x + direction.x * distance, origin.z + direction.z * distance)
        consider(distance, share: ((x * x + z * z).squareRoot() - piece.bottom.x) / side.x)
        continue
      }
      // On the cone the radius is r + s * (y - bottom): a quadratic in the distance.
      let slope = side.x / side.y
      let radius = piece.bottom.x + slope * (origin.y - piece.bottom.y)
      let a = flatSquare - slope * slope * direction.y * direction.y
      let b = flatProduct - slope * direction.y * radius
      let discriminant = b * b - a * (originSquare - radius * radius)
      guard discriminant >= 0, a != 0 else { continue }
      let root = discriminant.squareRoot()
      func share(_ distance: Double) -> Double {
        (origin.y + direction.y * distance - piece.bottom.y) / side.y
      }
      consider((-b - root) / a, share: share((-b - root) / a))
      consider((-b + root) / a, share: share((-b + root) / a))
    }
    guard let best else { return nil }
    let piece = pieces[best.piece]
    let blended = piece.bottomNormal + (piece.topNormal - piece.bottomNormal) * best.share
    let point = ray.point(at: nearest)
    let radius = max((point.x * point.x + point.z * point.z).squareRoot(), 1e-9)
    let normal = Vector(blended.x * point.x / radius, blended.y, blended.x * point.z / radius)
    return Hit(distance: nearest, normal: normal.normalised)
  }
}
