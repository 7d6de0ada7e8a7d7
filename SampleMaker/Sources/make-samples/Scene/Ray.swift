/// A straight line of light with a beginning.
struct Ray {
  /// Where it begins.
  let origin: Vector

  /// Where it goes; of length 1.
  let direction: Vector

  /// The place at a distance from the beginning.
  ///
  /// - Parameter distance: In units of space.
  /// - Returns: The place.
  func point(at distance: Double) -> Vector { origin + direction * distance }
}

/// Where a ray meets the surface of a shape.
struct Hit {
  /// The distance from the beginning of the ray.
  let distance: Double

  /// The direction that points out of the surface; of length 1.
  let normal: Vector
}

/// The inside of a sphere.
struct Ball {
  /// The middle.
  let centre: Vector

  /// The radius; infinite for all of space.
  let radius: Double

  /// Whether a ray comes by.
  ///
  /// - Parameter ray: In the coordinates of the ball.
  /// - Returns: True where the ray begins in the ball or meets it.
  @inline(__always)
  func isMet(by ray: Ray) -> Bool {
    let offset = ray.origin - centre
    let along = dot(offset, ray.direction)
    let square = dot(offset, offset) - radius * radius
    return square < 0 || (along < 0 && along * along > square)
  }
}

/// A shape in its own coordinates.
protocol Shape: Sendable {
  /// A sphere that holds the shape.
  var bounds: Ball { get }

  /// The nearest meeting of a ray with the surface.
  ///
  /// - Parameters:
  ///   - ray: In the coordinates of the shape.
  ///   - limits: The distances that count.
  /// - Returns: The nearest hit within the limits, or nil.
  func hit(by ray: Ray, within limits: ClosedRange<Double>) -> Hit?
}

/// A place and an orientation in space: where the own coordinates of a shape lie.
struct Frame: Sendable {
  /// The place of the origin.
  let origin: Vector

  private let right: Vector
  private let up: Vector
  private let front: Vector

  /// Creates a frame.
  ///
  /// - Parameters:
  ///   - origin: The place of the origin.
  ///   - yaw: By how many turns it is turned about the vertical.
  ///   - tilt: By how many turns it leans to the side before that.
  init(at origin: Vector, yaw: Double = 0, tilt: Double = 0) {
    let (s, c) = (sine(turns: yaw), cosine(turns: yaw))
    let (ts, tc) = (sine(turns: tilt), cosine(turns: tilt))
    self.origin = origin
    right = Vector(c * tc, ts, -s * tc)
    up = Vector(-c * ts, tc, s * ts)
    front = Vector(s, 0, c)
  }

  /// A direction in the frame's coordinates.
  ///
  /// - Parameter direction: A direction in space.
  /// - Returns: The same direction, of the same length.
  func local(_ direction: Vector) -> Vector {
    Vector(dot(direction, right), dot(direction, up), dot(direction, front))
  }

  /// A direction in space.
  ///
  /// - Parameter direction: A direction in the frame's coordinates.
  /// - Returns: The same direction, of the same length.
  func world(_ direction: Vector) -> Vector {
    right * direction.x + up * direction.y + front * direction.z
  }
}
