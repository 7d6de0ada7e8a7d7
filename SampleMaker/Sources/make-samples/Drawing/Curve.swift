/// Smooth curves through few points.
enum Curve {
  /// The points of a quadratic B-spline.
  ///
  /// The curve starts at the first control point and ends at the last, and touches each side of the
  /// control polygon at its middle. A control point that stands twice makes a corner.
  ///
  /// - Parameters:
  ///   - control: The control points; fewer than three give the points themselves.
  ///   - steps: Into how many straight pieces each arc is cut.
  /// - Returns: The corners of a polyline.
  static func open(_ control: [Point], steps: Int = 6) -> [Point] {
    guard control.count > 2, let first = control.first, let last = control.last else {
      return control
    }
    var points = [first]
    for index in 1..<control.count - 1 {
      let apex = control[index]
      let from = index == 1 ? first : (control[index - 1] + apex) / 2
      let to = index == control.count - 2 ? last : (apex + control[index + 1]) / 2
      for step in 1...steps {
        let t = Double(step) / Double(steps)
        let (near, far) = ((1 - t) * (1 - t), t * t)
        points.append(from * near + apex * (2 * t * (1 - t)) + to * far)
      }
    }
    return points
  }

  /// The points of a closed quadratic B-spline.
  ///
  /// - Parameter control: The corners of the polygon that the curve touches, three or more.
  /// - Returns: The corners of a polyline whose last point is its first.
  static func closed(_ control: [Point]) -> [Point] {
    guard control.count > 2, let first = control.first, let last = control.last else {
      return control
    }
    let middle = (first + last) / 2
    return open([middle] + control + [middle])
  }
}
