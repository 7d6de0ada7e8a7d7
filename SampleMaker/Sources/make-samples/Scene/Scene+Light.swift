/// Random numbers of one sample of one pixel, spread evenly over the samples of the pixel.
struct Scatter {
  /// A point of the unit square that chooses a place on the window.
  let window: Point

  /// A point of the unit square that chooses a direction into the room.
  let room: Point

  /// Creates the random numbers of a sample.
  ///
  /// The unit square is cut into as many cells as a pixel has samples; each sample gets a cell of its
  /// own, in an order that differs from pixel to pixel.
  ///
  /// - Parameters:
  ///   - place: The sample.
  ///   - samplesAcross: Samples of a pixel in each direction; not a multiple of 7 or 11.
  init(_ place: SamplePlace, samplesAcross: Int) {
    let cells = samplesAcross * samplesAcross
    func cell(stride: Int, seed: UInt64) -> Point {
      let start = Int(Noise.uniform(place.column, place.row, seed: seed) * Double(cells))
      let index = (place.index * stride + start) % cells
      let (down, across) = index.quotientAndRemainder(dividingBy: samplesAcross)
      func random(_ axis: Int) -> Double {
        Noise.uniform(place.column, place.row, 2 * place.index + axis, seed: seed + 1)
      }
      return (Point(Double(across), Double(down)) + Point(random(0), random(1)))
        / Double(samplesAcross)
    }
    window = cell(stride: 7, seed: 101)
    room = cell(stride: 11, seed: 103)
  }
}

extension Scene {
  /// The light that comes along a ray from where it points.
  ///
  /// - Parameters:
  ///   - ray: From the eye into the scene.
  ///   - scatter: The random numbers of the sample.
  ///   - reflections: How many more mirrors the ray may meet.
  /// - Returns: Linear light; highlights exceed 1.
  func light(along ray: Ray, _ scatter: Scatter, reflections: Int = 1) -> Colour {
    guard let met = nearest(to: ray) else { return background(ray) }
    let place = ray.point(at: met.hit.distance)
    var (face, normal, surface) = self.surface(ray, met)
    if dot(face, ray.direction) > 0 { (normal, face) = (-normal, -face) }
    let start = place + face * 1e-3
    let received = direct(at: start, normal: normal, scatter) + indirect(at: start, normal, scatter)
    let light = surface.colour * received
    guard surface.mirror > 0, reflections > 0 else { return light }
    // Schlick's approximation of how reflection grows at grazing angles.
    let facing = max(-dot(normal, ray.direction), 0)
    let (grazing, square) = (1 - facing, (1 - facing) * (1 - facing))
    let share = surface.mirror + (1 - surface.mirror) * square * square * grazing
    let mirrored = ray.direction + normal * (2 * facing)
    let reflected = self.light(
      along: Ray(origin: start, direction: mirrored.normalised), scatter,
      reflections: reflections - 1)
    return mix(light, reflected, min(share, 1))
  }

  /// The light that falls from the window on a place.
  ///
  /// - Parameters:
  ///   - place: Where.
  ///   - normal: The direction out of the surface.
  ///   - scatter: Chooses the place on the window.
  /// - Returns: Linear light; none in the shadow.
  private func direct(at place: Vector, normal: Vector, _ scatter: Scatter) -> Colour {
    let target =
      window + windowRight * (2 * scatter.window.x - 1) + windowUp * (2 * scatter.window.y - 1)
    let way = target - place
    let distance = way.length
    let cosine = dot(normal, way) / distance
    guard cosine > 0,
      !isBlocked(Ray(origin: place, direction: way / distance), within: distance)
    else { return Colour() }
    // Daylight is given for the distance from the window to the origin.
    let falloff = dot(window, window) / (distance * distance)
    return daylight * (cosine * falloff)
  }

  /// The light that comes from the room, or from a thing that hides it.
  ///
  /// - Parameters:
  ///   - place: Where.
  ///   - normal: The direction out of the surface.
  ///   - scatter: Chooses the direction; directions near the normal are likelier (Lambert's law).
  /// - Returns: Linear light.
  private func indirect(at place: Vector, _ normal: Vector, _ scatter: Scatter) -> Colour {
    let side = abs(normal.x) > 0.6 ? Vector(0, 1, 0) : Vector(1, 0, 0)
    let right = cross(normal, side).normalised
    let up = cross(right, normal)
    let radius = scatter.room.x.squareRoot()
    let direction =
      right * (radius * cosine(turns: scatter.room.y))
      + up * (radius * sine(turns: scatter.room.y))
      + normal * (1 - scatter.room.x).squareRoot()
    let ray = Ray(origin: place, direction: direction)
    guard let met = nearest(to: ray, farthest: 6) else { return room(direction) }
    // What the thing passes on: its colour in a light between full and none.
    let surface = self.surface(ray, met).surface
    return surface.colour * room(Vector(0, 1, 0)) * 0.6
  }

  /// What a ray sees that meets no thing: the window with its four panes, or the room.
  ///
  /// - Parameter ray: The ray.
  /// - Returns: Linear light.
  private func background(_ ray: Ray) -> Colour {
    let normal = cross(windowRight, windowUp).normalised
    let distance = dot(window - ray.origin, normal) / dot(ray.direction, normal)
    guard distance > 0, distance.isFinite else { return room(ray.direction) }
    let offset = ray.point(at: distance) - window
    let across = abs(dot(offset, windowRight) / dot(windowRight, windowRight))
    let up = abs(dot(offset, windowUp) / dot(windowUp, windowUp))
    let isPane = across > 0.06 && across < 1 && up > 0.06 && up < 1
    return isPane ? daylight * 7 : room(ray.direction)
  }
}
