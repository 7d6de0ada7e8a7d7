import func Glibc.cos
import func Glibc.exp
import func Glibc.log
import func Glibc.sin

extension GaborPlane {
  /// The functions of a coarse set that explain most, each of another frequency or orientation.
  ///
  /// The set: wavelengths from 2.2 in steps of √2 to twice the longer side, twelve orientations,
  /// three round envelopes, and centres at most a twelfth of the side apart.
  func starts(count: Int) -> [GaborShape] {
    let found = coarseSet.map { best(of: $0) }.sorted { $0.explained > $1.explained }
    var chosen: [Start] = []
    for start in found {
      let isNew = chosen.allSatisfy { other in
        let (a, b) = (start.atom.frequency, other.atom.frequency)
        let nearest = min(((a - b) * (a - b)).sum(), ((a + b) * (a + b)).sum())
        return nearest > 0.05 * 0.05
      }
      if isNew { chosen.append(start) }
      if chosen.count == count { break }
    }
    return chosen.map(\.shape)
  }

  private var coarseSet: [Atom] {
    var wavelengths = [2.2]
    while let last = wavelengths.last, last * 2.0.squareRoot() <= 2 * side {
      wavelengths.append(last * 2.0.squareRoot())
    }
    let sigmas = [side / 11, side / 6.5, side / 4]
    return wavelengths.flatMap { wavelength in
      (0..<12).flatMap { turn in
        sigmas.map { Atom(wavelength: wavelength, angle: Double(turn) * .pi / 12, sigma: $0) }
      }
    }
  }

  /// The centre at which an atom explains most.
  ///
  /// A round envelope and its grating are products of a row and a column, and so are the sums.
  private func best(of atom: Atom) -> Start {
    let stride = max(1, max(height, width) / 12)
    let columns = AtomSide(length: width, sigma: atom.sigma, frequency: atom.frequency.x)
    let rows = AtomSide(length: height, sigma: atom.sigma, frequency: atom.frequency.y)
    var best = Start(atom: atom, x: 0, y: 0, explained: -1)
    var rowSums = [SIMD2<Double>](repeating: SIMD2(), count: height)
    for x in Swift.stride(from: 0, to: width, by: stride) {
      for row in 0..<height {
        var sum = SIMD2<Double>()
        for column in 0..<width { sum += values[row * width + column] * columns[column - x] }
        rowSums[row] = sum
      }
      for y in Swift.stride(from: 0, to: height, by: stride) {
        var sum = SIMD2<Double>()
        for row in 0..<height { sum += product(rowSums[row], rows[row - y]) }
        let even = columns.energy[x] * rows.energy[y]
        let turned = product(columns.turnedEnergy[x], rows.turnedEnergy[y])
        let sums = AmplitudeSums(
          cosines: (even + turned.x) / 2, mixed: turned.y / 2, sines: (even - turned.x) / 2,
          byCosine: sum.x, bySine: sum.y)
        let explained = sums.score
        if explained > best.explained {
          best = Start(
            atom: atom, x: Double(x) - Double(width - 1) / 2, y: Double(y) - Double(height - 1) / 2,
            explained: explained)
        }
      }
    }
    return best
  }
}

/// A Gabor function with a round envelope, anywhere.
private struct Atom {
  let wavelength: Double
  let angle: Double
  let sigma: Double

  /// Cycles per pixel along x and y.
  var frequency: SIMD2<Double> { SIMD2(cos(angle), sin(angle)) / wavelength }
}

/// An atom at its best centre.
private struct Start {
  let atom: Atom
  let x: Double
  let y: Double
  let explained: Double

  var shape: GaborShape {
    GaborShape(
      parameters: SIMD8(
        x, y, log(atom.sigma), log(atom.sigma), atom.angle, log(atom.wavelength), 0, 0))
  }
}

/// The part of an atom along one side of the plane: complex numbers as pairs.
private struct AtomSide {
  private let waves: [SIMD2<Double>]
  private let length: Int

  /// For each centre, the sum of the squared envelope.
  let energy: [Double]

  /// For each centre, the sum of the squared wave.
  let turnedEnergy: [SIMD2<Double>]

  init(length: Int, sigma: Double, frequency: Double) {
    let waves = (1 - length..<length).map { offset in
      let turn = 2 * Double.pi * frequency * Double(offset)
      let envelope = exp(-Double(offset * offset) / (2 * sigma * sigma))
      return envelope * SIMD2(cos(turn), sin(turn))
    }
    self.waves = waves
    self.length = length
    let squares = waves.map { ($0 * $0).sum() }
    energy = (0..<length).map { centre in
      squares[length - 1 - centre..<2 * length - 1 - centre].reduce(0, +)
    }
    turnedEnergy = (0..<length).map { centre in
      waves[length - 1 - centre..<2 * length - 1 - centre].reduce(SIMD2()) {
        $0 + product($1, $1)
      }
    }
  }

  /// The wave at an offset from the centre.
  subscript(offset: Int) -> SIMD2<Double> { waves[offset + length - 1] }
}

/// The product of two complex numbers as pairs.
private func product(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> SIMD2<Double> {
  SIMD2(a.x * b.x - a.y * b.y, a.x * b.y + a.y * b.x)
}
