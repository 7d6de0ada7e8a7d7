import Pixels

/// A still life on a kitchen table, lit by a window on the left.
///
/// Everything that a photograph has: textures at several scales, soft and hard shadows, highlights,
/// smooth shading, outlines in every direction. Rendered with a small ray tracer.
struct StillLife: Picture {
  let path = "scenes/still-life.jpg"

  func draw() async -> Image {
    let size = ImageSize(width: 640, height: 480)
    let samplesAcross = 5
    let scene = Self.scene
    let eye = Vector(0.2, 4.1, 12.2)
    let front = (Vector(0.05, 1.12, 0) - eye).normalised
    let right = cross(front, Vector(0, 1, 0)).normalised
    let up = cross(right, front)
    let values = await render(size, samplesAcross: samplesAcross) { place in
      let offset = (place.point - Point(320, 240)) / 240 * 0.205
      let direction = (front + right * offset.x - up * offset.y).normalised
      let light = scene.light(
        along: Ray(origin: eye, direction: direction),
        Scatter(place, samplesAcross: samplesAcross))
      return Self.developed(light)
    }
    return Image(rounding: values.map(encoded), size: size, layout: .rgb)
  }

  /// Compresses highlights, as film does: straight up to 0.6, then a curve towards 1.
  ///
  /// - Parameter light: Linear light, 0 or more.
  /// - Returns: Linear light, 0…1.
  private static func developed(_ light: Colour) -> Colour {
    func compressed(_ value: Double) -> Double {
      let excess = max(value - 0.6, 0)
      return min(value, 0.6) + 0.4 * excess / (0.4 + excess)
    }
    return Colour(compressed(light.x), compressed(light.y), compressed(light.z))
  }

  /// The table and all that stands on it.
  private static var scene: Scene {
    Scene(
      things: room + vessels + fruits + objects,
      window: Vector(-8, 8.5, 6.5), windowRight: Vector(0.9, 0, 1.1), windowUp: Vector(0, 1.5, 0),
      daylight: Colour(1.25, 1.14, 0.98),
      room: { direction in
        let side = 0.5 - 0.5 * direction.x
        let height = 0.6 + 0.4 * direction.y
        return mix(Colour(0.1, 0.08, 0.07), Colour(0.24, 0.29, 0.37), side) * height
      })
  }

  private static var room: [Thing] {
    [
      Thing(Plane(), of: Materials.boards, at: Frame(at: Vector(0, 0, 0))),
      Thing(
        Block(half: Vector(40, 12, 0.5)), of: Materials.plaster, at: Frame(at: Vector(0, 6, -4.6))),
      Thing(
        Block(half: Vector(2.34, 0.015, 1.56)), of: Materials.gingham,
        at: Frame(at: Vector(0.85, 0.015, 0.95), yaw: 0.045)),
    ]
  }

  private static var vessels: [Thing] {
    let vase = Lathe([
      Point(0, 0), Point(0.58, 0), Point(0.58, 0), Point(1.3, 0.6), Point(1.2, 1.75),
      Point(0.34, 2.1), Point(0.3, 2.8), Point(0.62, 3.12), Point(0.62, 3.12), Point(0.55, 3.12),
      Point(0.55, 3.12), Point(0.22, 2.8), Point(0.25, 2.1),
    ])
    let bowl = Lathe([
      Point(0, 0), Point(0.6, 0), Point(0.6, 0), Point(0.6, 0.16), Point(0.6, 0.16),
      Point(1.5, 0.3), Point(1.62, 1), Point(1.62, 1), Point(1.52, 1), Point(1.52, 1),
      Point(1.36, 0.34), Point(0, 0.2),
    ])
    return [
      Thing(vase, of: Materials.paintedGlaze, at: Frame(at: Vector(-1.6, 0, -0.7))),
      Thing(bowl, of: Materials.celadon, at: Frame(at: Vector(1.25, 0.03, 0.05))),
    ]
  }

  private static var fruits: [Thing] {
    let apple = Lathe([
      Point(0, 0.11), Point(0.16, -0.03), Point(0.5, 0.05), Point(0.6, 0.58), Point(0.34, 0.9),
      Point(0.1, 0.82), Point(0, 0.66),
    ])
    let pear = Lathe([
      Point(0, 0.03), Point(0.4, -0.05), Point(0.69, 0.4), Point(0.34, 0.9), Point(0.27, 1.28),
      Point(0.1, 1.4), Point(0, 1.33),
    ])
    let lemon = Lathe([
      Point(0, -0.54), Point(0.1, -0.54), Point(0.12, -0.42), Point(0.48, -0.32),
      Point(0.48, 0.32), Point(0.12, 0.42), Point(0.1, 0.54), Point(0, 0.54),
    ])
    let stem = Lathe([Point(0.035, 0), Point(0.025, 0.2), Point(0.045, 0.42), Point(0, 0.42)])
    let orange = Materials.peel(Colour(0.78, 0.27, 0.02))
    let yellow = Materials.peel(Colour(0.82, 0.6, 0.05))
    let red = Materials.skin(
      ground: Colour(0.55, 0.42, 0.08), blush: Colour(0.42, 0.02, 0.02), speckles: 0.15)
    let green = Materials.skin(
      ground: Colour(0.42, 0.46, 0.08), blush: Colour(0.55, 0.36, 0.07), speckles: 0.35)
    return [
      Thing(Sphere(radius: 0.46), of: orange, at: Frame(at: Vector(0.72, 0.8, 0.12))),
      Thing(Sphere(radius: 0.46), of: orange, at: Frame(at: Vector(1.66, 0.8, 0.3))),
      Thing(apple, of: red, at: Frame(at: Vector(1.34, 0.5, -0.62), tilt: -0.03)),
      Thing(stem, of: Materials.stem, at: Frame(at: Vector(1.44, 1.2, -0.62), tilt: -0.05)),
      Thing(lemon, of: yellow, at: Frame(at: Vector(1.22, 1.3, 0.22), yaw: 0.07, tilt: 0.21)),
      Thing(pear, of: green, at: Frame(at: Vector(-0.62, 0.03, 1.35))),
      Thing(stem, of: Materials.stem, at: Frame(at: Vector(-0.62, 1.33, 1.35), tilt: -0.04)),
      Thing(apple, of: red, at: Frame(at: Vector(2.2, 0.03, 1.72), yaw: 0.3)),
      Thing(stem, of: Materials.stem, at: Frame(at: Vector(2.2, 0.66, 1.72), tilt: 0.03)),
    ]
  }

  private static var objects: [Thing] {
    let large = Vector(1.25, 0.2, 0.85)
    let small = Vector(1.05, 0.16, 0.75)
    return [
      Thing(
        Block(half: large), of: Materials.book(half: large, cloth: Colour(0.05, 0.12, 0.2)),
        at: Frame(at: Vector(2.5, 0.2, -2), yaw: -0.03)),
      Thing(
        Block(half: small), of: Materials.book(half: small, cloth: Colour(0.3, 0.05, 0.04)),
        at: Frame(at: Vector(2.45, 0.56, -2), yaw: 0.05)),
      Thing(Sphere(radius: 0.48), of: Materials.marble, at: Frame(at: Vector(2.5, 1.2, -1.95))),
      Thing(Sphere(radius: 0.37), of: Materials.chrome, at: Frame(at: Vector(0.62, 0.4, 2))),
      Thing(
        Block(half: Vector(repeating: 0.48)), of: Materials.kernelCube(half: 0.48),
        at: Frame(at: Vector(-2.3, 0.48, 1.1), yaw: 0.09)),
    ]
  }
}
