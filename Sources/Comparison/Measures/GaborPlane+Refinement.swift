import func Glibc.log

extension GaborPlane {
  /// The lowest and highest values of the parameters; the angle and the amplitudes have none.
  var bounds: (lower: SIMD8<Double>, upper: SIMD8<Double>) {
    let (right, bottom) = (Double(width - 1) / 2, Double(height - 1) / 2)
    let (narrow, wide) = (log(0.5), log(side))
    let all = Double.infinity
    return (
      SIMD8(-right, -bottom, narrow, narrow, -all, log(2), -all, -all),
      SIMD8(right, bottom, wide, wide, all, log(2 * side), all, all)
    )
  }

  /// Moves a function to the nearest least error.
  ///
  /// Levenberg–Marquardt steps within the bounds, with the amplitudes of cosine and sine solved anew
  /// at each: separable least squares as in Golub and Pereyra, "The differentiation of
  /// pseudo-inverses and nonlinear least squares problems whose variables separate" (1973).
  ///
  /// - Parameter start: Where to begin; its amplitudes are not looked at.
  /// - Returns: A function that explains at least as much.
  func refined(_ start: GaborShape) -> GaborShape {
    let bounds = bounds
    var shape = start
    var score = solveAmplitudes(of: &shape)
    var damping = 1e-2
    for _ in 0..<60 where damping < 1e6 {
      let system = NormalEquations(self, shape)
      let moved =
        shape.parameters
        + system.step(damping: damping, from: shape.parameters, within: bounds)
      var next = GaborShape(
        parameters: moved.clamped(lowerBound: bounds.lower, upperBound: bounds.upper))
      next.limitAspect()
      let nextScore = solveAmplitudes(of: &next)
      if nextScore > score {
        let gain = nextScore - score
        shape = next
        score = nextScore
        damping = max(damping / 5, 1e-9)
        if gain < 1e-9 * energy { break }
      } else {
        damping *= 4
      }
    }
    return shape
  }

  /// Sets the amplitudes that explain most of the plane for what they cost.
  ///
  /// - Returns: The energy that is explained, less the cost of the amplitudes.
  func solveAmplitudes(of shape: inout GaborShape) -> Double {
    let wave = GaborWave(shape)
    var sums = AmplitudeSums()
    for row in 0..<height {
      for column in 0..<width {
        let point = wave.point(column: column, row: row, of: self)
        sums.add(
          cosine: point.envelope * point.cosine, sine: point.envelope * point.sine,
          value: values[row * width + column])
      }
    }
    (shape.parameters[6], shape.parameters[7]) = sums.amplitudes
    return sums.score
  }
}

/// Sums from which the amplitudes of a cosine and a sine are solved.
struct AmplitudeSums {
  /// What an amplitude costs: its square times this.
  ///
  /// Close to the shortest wavelength, and at the longest, cosine or sine nearly vanishes at every
  /// pixel and could be used with an amplitude of hundreds. The cost is far below what noise does.
  static let cost = 0.002

  var cosines = 0.0
  var mixed = 0.0
  var sines = 0.0
  var byCosine = 0.0
  var bySine = 0.0

  mutating func add(cosine: Double, sine: Double, value: Double) {
    cosines += cosine * cosine
    mixed += cosine * sine
    sines += sine * sine
    byCosine += cosine * value
    bySine += sine * value
  }

  var amplitudes: (cosine: Double, sine: Double) {
    let (cc, ss) = (cosines + Self.cost, sines + Self.cost)
    let determinant = cc * ss - mixed * mixed
    return (
      (byCosine * ss - bySine * mixed) / determinant,
      (bySine * cc - byCosine * mixed) / determinant
    )
  }

  /// The energy that the amplitudes explain, less their cost.
  var score: Double {
    let (cosine, sine) = amplitudes
    return cosine * byCosine + sine * bySine
  }
}

extension GaborShape {
  /// The greatest ratio of one σ to the other.
  private static let logAspect = log(4.0)

  /// Shortens the longer σ to four times the shorter.
  mutating func limitAspect() {
    parameters[2] = min(parameters[2], parameters[3] + Self.logAspect)
    parameters[3] = min(parameters[3], parameters[2] + Self.logAspect)
  }
}

/// Products of the derivatives of a Gabor function with each other and with what it leaves.
private struct NormalEquations {
  private var products = [SIMD8<Double>](repeating: SIMD8(), count: 8)
  private var gradient = SIMD8<Double>()

  init(_ plane: GaborPlane, _ shape: GaborShape) {
    let wave = GaborWave(shape)
    let (along, across) = (wave.direction.x, wave.direction.y)
    for row in 0..<plane.height {
      for column in 0..<plane.width {
        let point = wave.point(column: column, row: row, of: plane)
        let carrier = shape.cosine * point.cosine + shape.sine * point.sine
        let slope = shape.sine * point.cosine - shape.cosine * point.sine
        let byU =
          point.envelope
          * (slope * wave.frequency - carrier * point.u * wave.precisionU)
        let byV = -point.envelope * carrier * point.v * wave.precisionV
        let derivatives = SIMD8(
          across * byV - along * byU,
          -across * byU - along * byV,
          point.envelope * carrier * point.u * point.u * wave.precisionU,
          point.envelope * carrier * point.v * point.v * wave.precisionV,
          point.v * byU - point.u * byV,
          -point.envelope * slope * point.turn,
          point.envelope * point.cosine,
          point.envelope * point.sine)
        let rest = plane.values[row * plane.width + column] - point.envelope * carrier
        gradient += derivatives * rest
        for index in 0..<8 { products[index] += derivatives * derivatives[index] }
      }
    }
  }

  /// The damped step; parameters that stand at a bound and would leave it stay.
  func step(
    damping: Double, from place: SIMD8<Double>,
    within bounds: (lower: SIMD8<Double>, upper: SIMD8<Double>)
  ) -> SIMD8<Double> {
    var rows = products
    var right = gradient
    for index in 0..<8 {
      let isHeld =
        (place[index] <= bounds.lower[index] && gradient[index] < 0)
        || (place[index] >= bounds.upper[index] && gradient[index] > 0)
      if isHeld {
        for other in 0..<8 { rows[other][index] = 0 }
        rows[index] = SIMD8()
        rows[index][index] = 1
        right[index] = 0
      } else {
        if index >= 6 { rows[index][index] += AmplitudeSums.cost }
        rows[index][index] = rows[index][index] * (1 + damping) + .leastNormalMagnitude
      }
    }
    // Elimination without pivots: the matrix is positive definite.
    for pivot in 0..<8 {
      for index in pivot + 1..<8 {
        let factor = rows[index][pivot] / rows[pivot][pivot]
        rows[index] -= factor * rows[pivot]
        right[index] -= factor * right[pivot]
      }
    }
    var step = SIMD8<Double>()
    for index in (0..<8).reversed() {
      let known = (rows[index] * step).sum()
      step[index] = (right[index] - known) / rows[index][index]
    }
    return step
  }
}
