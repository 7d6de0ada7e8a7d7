import Comparison
import _TestSupport

import func Glibc.cos
import func Glibc.exp
import func Glibc.log
import func Glibc.sin

/// Filters whose properties are known.
enum SampleFilters {
  /// A filter of one channel from a formula of x and y, counted from its centre.
  static func grey(
    height: Int = 11, width: Int = 11, _ weight: (_ x: Double, _ y: Double) -> Double
  ) -> Filter {
    Filter(
      name: "grey", channels: 1, height: height, width: width,
      weights: (0..<height * width).map { index in
        let x = Double(index % width) - Double(width - 1) / 2
        let y = Double(index / width) - Double(height - 1) / 2
        return Float(weight(x, y))
      })
  }

  /// A grey filter in a colour.
  static func tinted(_ filter: Filter, _ colour: SIMD3<Double>) -> Filter {
    Filter(
      name: "colour", channels: 3, height: filter.height, width: filter.width,
      weights: (0..<3).flatMap { channel in
        filter.weights.map { Float(colour[channel] * Double($0)) }
      })
  }

  /// Normal noise.
  static func noise(channels: Int, side: Int, seed: UInt64) -> Filter {
    var generator = SeededGenerator(seed: seed)
    return Filter(
      name: "noise", channels: channels, height: side, width: side,
      weights: (0..<channels * side * side).map { _ in Float(generator.normal()) })
  }

  /// A round Gaussian.
  static func gaussian(sigma: Double, side: Int = 11) -> Filter {
    grey(height: side, width: side) { x, y in exp(-(x * x + y * y) / (2 * sigma * sigma)) }
  }

  /// A narrow Gaussian less a wide one, whose sum is near zero.
  static let centreSurround = grey { x, y in
    let square = x * x + y * y
    return exp(-square / (2 * 1.5 * 1.5)) - exp(-square / (2 * 2.4 * 2.4)) / 2.56
  }
}

/// A Gabor function by its parameters: the formula as it stands in textbooks.
struct SampleGabor {
  var x = 0.0
  var y = 0.0
  var sigmaU = 2.0
  var sigmaV = 2.0
  var orientation = 0.0
  var wavelength = 5.0
  var phase = 0.0

  func filter(height: Int = 11, width: Int = 11) -> Filter {
    let angle = orientation * .pi / 180
    return SampleFilters.grey(height: height, width: width) { column, row in
      let u = (column - x) * cos(angle) + (row - y) * sin(angle)
      let v = -(column - x) * sin(angle) + (row - y) * cos(angle)
      return exp(-(u * u / (2 * sigmaU * sigmaU) + v * v / (2 * sigmaV * sigmaV)))
        * cos(2 * .pi * u / wavelength + phase * .pi / 180)
    }
  }
}

extension Filter {
  /// The filter with normal noise added.
  func with(noise deviation: Double, seed: UInt64) -> Filter {
    var generator = SeededGenerator(seed: seed)
    return Filter(
      name: name, channels: channels, height: height, width: width,
      weights: weights.map { $0 + Float(deviation * generator.normal()) })
  }

  /// The root of the mean squared weight.
  var rootMeanSquare: Double {
    (weights.reduce(0) { $0 + Double($1) * Double($1) } / Double(weights.count)).squareRoot()
  }
}

extension SeededGenerator {
  /// A number from the standard normal distribution: Box and Muller's method.
  mutating func normal() -> Double {
    let radius = Double.random(in: 0x1p-53...1, using: &self)
    let turn = Double.random(in: 0..<1, using: &self)
    return (-2 * log(radius)).squareRoot() * cos(2 * .pi * turn)
  }
}

/// Degrees between two orientations, of which 0 and 180 are the same.
func orientationDistance(_ first: Double, _ second: Double) -> Double {
  let distance = abs(first - second).truncatingRemainder(dividingBy: 180)
  return min(distance, 180 - distance)
}
