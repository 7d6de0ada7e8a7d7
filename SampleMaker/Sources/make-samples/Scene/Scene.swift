/// A shape of some material at some place.
final class Thing: Sendable {
  /// Where the shape stands.
  let frame: Frame

  /// What it looks like.
  let shape: any Shape

  /// What it is made of.
  let material: Material

  /// Creates a thing.
  ///
  /// - Parameters:
  ///   - shape: What it looks like.
  ///   - material: What it is made of.
  ///   - frame: Where the shape stands.
  init(_ shape: any Shape, of material: @escaping Material, at frame: Frame) {
    self.shape = shape
    self.material = material
    self.frame = frame
  }

  /// A sphere that holds the thing.
  var bounds: Ball {
    let own = shape.bounds
    return Ball(centre: frame.origin + frame.world(own.centre), radius: own.radius)
  }

  /// The nearest meeting of a ray with the thing.
  ///
  /// - Parameters:
  ///   - ray: In the coordinates of the scene.
  ///   - limits: The distances that count.
  /// - Returns: The nearest hit within the limits, its normal in the coordinates of the shape.
  func hit(by ray: Ray, within limits: ClosedRange<Double>) -> Hit? {
    let local = Ray(
      origin: frame.local(ray.origin - frame.origin), direction: frame.local(ray.direction))
    return shape.hit(by: local, within: limits)
  }
}

/// Things, a rectangular window that lights them, and a room that brightens the shadows.
struct Scene: Sendable {
  /// What stands in the scene.
  let things: [Thing]

  /// The middle of the window.
  let window: Vector

  /// Half the width of the window, as a direction.
  let windowRight: Vector

  /// Half the height of the window, as a direction.
  let windowUp: Vector

  /// How bright the window makes what faces it.
  let daylight: Colour

  /// The light of the room that comes from a direction.
  let room: @Sendable (Vector) -> Colour

  /// The spheres that hold the things; most rays miss most of them.
  private let bounds: [Ball]

  /// Creates a scene.
  ///
  /// - Parameters:
  ///   - things: What stands in the scene.
  ///   - window: The middle of the window.
  ///   - windowRight: Half the width of the window, as a direction.
  ///   - windowUp: Half the height of the window, as a direction.
  ///   - daylight: How bright the window makes what faces it.
  ///   - room: The light of the room that comes from a direction.
  init(
    things: [Thing], window: Vector, windowRight: Vector, windowUp: Vector, daylight: Colour,
    room: @escaping @Sendable (Vector) -> Colour
  ) {
    self.things = things
    self.window = window
    self.windowRight = windowRight
    self.windowUp = windowUp
    self.daylight = daylight
    self.room = room
    bounds = things.map(\.bounds)
  }

  /// The thing that a ray meets first.
  ///
  /// - Parameters:
  ///   - ray: The ray.
  ///   - farthest: Things beyond this distance do not count.
  /// - Returns: The index of the thing and where the ray meets it, or nil where there is none.
  func nearest(to ray: Ray, farthest: Double = 1e9) -> (index: Int, hit: Hit)? {
    var nearest: (index: Int, hit: Hit)?
    for index in bounds.indices where bounds[index].isMet(by: ray) {
      let limit = nearest?.hit.distance ?? farthest
      if let hit = things[index].hit(by: ray, within: 1e-4...limit) { nearest = (index, hit) }
    }
    return nearest
  }

  /// Whether anything stands in the way of a ray.
  ///
  /// - Parameters:
  ///   - ray: The ray.
  ///   - distance: How far the way is.
  /// - Returns: True where there is a hit nearer than that.
  func isBlocked(_ ray: Ray, within distance: Double) -> Bool {
    bounds.indices.contains { index in
      bounds[index].isMet(by: ray) && things[index].hit(by: ray, within: 1e-4...distance) != nil
    }
  }

  /// The direction out of a thing and its surface where a ray meets it.
  ///
  /// - Parameters:
  ///   - ray: The ray.
  ///   - met: What ``nearest(to:farthest:)`` found.
  /// - Returns: The normal in the coordinates of the scene, without the bump, and the surface.
  func surface(_ ray: Ray, _ met: (index: Int, hit: Hit)) -> (
    normal: Vector, bent: Vector, surface: Surface
  ) {
    let frame = things[met.index].frame
    let place = frame.local(ray.point(at: met.hit.distance) - frame.origin)
    let surface = things[met.index].material(place)
    let bent = (met.hit.normal + surface.bump).normalised
    return (frame.world(met.hit.normal), frame.world(bent), surface)
  }
}
