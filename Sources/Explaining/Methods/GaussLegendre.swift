import func Glibc.cos

/// Points and weights of Gauss and Legendre's quadrature over 0 to 1.
struct GaussLegendre {
  /// The points, ascending.
  let points: [Double]

  /// Their weights, which add up to 1.
  let weights: [Double]

  /// Finds the roots of the Legendre polynomial by Newton's method.
  ///
  /// - Parameter count: How many points, 1 or more.
  init(_ count: Int) {
    var points: [Double] = []
    var weights: [Double] = []
    for index in 0..<count {
      var x = -cos(Double.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
      var slope = 1.0
      for _ in 0..<100 {
        var (value, before) = (1.0, 0.0)
        for degree in 0..<count {
          let next =
            (Double(2 * degree + 1) * x * value - Double(degree) * before)
            / Double(degree + 1)
          (before, value) = (value, next)
        }
        slope = Double(count) * (x * value - before) / (x * x - 1)
        let step = value / slope
        x -= step
        if step.magnitude < 1e-15 { break }
      }
      points.append((x + 1) / 2)
      weights.append(1 / ((1 - x * x) * slope * slope))
    }
    self.points = points
    self.weights = weights
  }
}
