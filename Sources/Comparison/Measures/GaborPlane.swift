import func Glibc.cos
import func Glibc.exp
import func Glibc.log
import func Glibc.sin

/// One plane of a filter, to which a Gabor function is fitted.
struct GaborPlane {
  /// `height * width` weights in row-major order.
  let values: [Double]
  let height: Int
  let width: Int

  /// The sum of the squared weights.
  let energy: Double

  /// The plane of a filter along a colour.
  init(_ filter: Filter, colour: SIMD3<Double>) {
    values = filter.plane(along: colour)
    height = filter.height
    width = filter.width
    energy = values.reduce(0) { $0 + $1 * $1 }
  }

  /// The longer side.
  var side: Double { Double(max(height, width)) }

  /// The energy that a function explains.
  func explained(by shape: GaborShape) -> Double {
    energy
      - zip(values, self.values(of: shape)).reduce(0) { sum, pair in
        sum + (pair.0 - pair.1) * (pair.0 - pair.1)
      }
  }

  /// A function at every position.
  func values(of shape: GaborShape) -> [Double] {
    let wave = GaborWave(shape)
    return (0..<height).flatMap { row in
      (0..<width).map { column in
        let point = wave.point(column: column, row: row, of: self)
        return point.envelope * (shape.cosine * point.cosine + shape.sine * point.sine)
      }
    }
  }

  /// The best function that the steps find from each of the starts.
  var bestShape: GaborShape {
    let ends = starts(count: 4).map { refined($0) }
    let scores = ends.map { explained(by: $0) }
    let best = scores.indices.max { scores[$0] < scores[$1] } ?? 0
    return ends[best]
  }
}

/// A Gabor function at one position, before its amplitudes.
struct GaborPoint {
  /// Along the variation and along the stripes, from the envelope's centre.
  let u: Double
  let v: Double
  let envelope: Double
  let turn: Double
  let cosine: Double
  let sine: Double
}

/// What of a Gabor function is the same at every position.
struct GaborWave {
  private let centre: SIMD2<Double>
  let direction: SIMD2<Double>
  let precisionU: Double
  let precisionV: Double
  private let radians: Double

  init(_ shape: GaborShape) {
    centre = SIMD2(shape.x, shape.y)
    direction = SIMD2(cos(shape.angle), sin(shape.angle))
    precisionU = exp(-2 * shape.logSigmaU)
    precisionV = exp(-2 * shape.logSigmaV)
    radians = 2 * .pi * exp(-shape.logWavelength)
  }

  /// The function at a weight of a plane.
  func point(column: Int, row: Int, of plane: GaborPlane) -> GaborPoint {
    let x = Double(column) - Double(plane.width - 1) / 2 - centre.x
    let y = Double(row) - Double(plane.height - 1) / 2 - centre.y
    let u = x * direction.x + y * direction.y
    let v = y * direction.x - x * direction.y
    let turn = radians * u
    return GaborPoint(
      u: u, v: v, envelope: exp(-(u * u * precisionU + v * v * precisionV) / 2), turn: turn,
      cosine: cos(turn), sine: sin(turn))
  }

  /// Radians of the grating a pixel.
  var frequency: Double { radians }
}
