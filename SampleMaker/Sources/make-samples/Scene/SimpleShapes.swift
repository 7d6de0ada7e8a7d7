/// A sphere about the origin.
struct Sphere: Shape {
  /// The radius.
  let radius: Double

  var bounds: Ball { Ball(centre: Vector(), radius: radius) }

  func hit(by ray: Ray, within limits: ClosedRange<Double>) -> Hit? {
    let along = dot(ray.origin, ray.direction)
    let discriminant = along * along - dot(ray.origin, ray.origin) + radius * radius
    guard discriminant > 0 else { return nil }
    let root = discriminant.squareRoot()
    let distance = limits.contains(-along - root) ? -along - root : -along + root
    guard limits.contains(distance) else { return nil }
    return Hit(distance: distance, normal: ray.point(at: distance) / radius)
  }
}

/// The plane of the x and z axes, facing up.
struct Plane: Shape {
  var bounds: Ball { Ball(centre: Vector(), radius: .infinity) }

  func hit(by ray: Ray, within limits: ClosedRange<Double>) -> Hit? {
    let distance = -ray.origin.y / ray.direction.y
    guard limits.contains(distance) else { return nil }
    return Hit(distance: distance, normal: Vector(0, 1, 0))
  }
}

/// A box about the origin with sides along the axes.
struct Block: Shape {
  /// Half the length of the sides.
  let half: Vector

  var bounds: Ball { Ball(centre: Vector(), radius: half.length) }

  func hit(by ray: Ray, within limits: ClosedRange<Double>) -> Hit? {
    var (enter, leave) = (limits.lowerBound, limits.upperBound)
    var side: (axis: Int, sign: Double)?
    for axis in 0..<3 {
      let inverse = 1 / ray.direction[axis]
      let sign = inverse < 0 ? 1.0 : -1.0
      let near = (sign * half[axis] - ray.origin[axis]) * inverse
      let far = (-sign * half[axis] - ray.origin[axis]) * inverse
      if near > enter { (enter, side) = (near, (axis, sign)) }
      leave = min(leave, far)
    }
    guard let side, enter < leave else { return nil }
    var normal = Vector()
    normal[side.axis] = side.sign
    return Hit(distance: enter, normal: normal)
  }
}
