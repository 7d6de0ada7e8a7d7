import Comparison
import _TestSupport

import func Glibc.cos
import func Glibc.exp
import func Glibc.sin

extension Filter {
  /// Random weights between -1 and 1.
  static func random(
    channels: Int = 1, height: Int, width: Int, using generator: inout SeededGenerator
  ) -> Filter {
    let weights = (0..<channels * height * width).map { _ in
      Float.random(in: -1...1, using: &generator)
    }
    return Filter(
      name: "random", channels: channels, height: height, width: width, weights: weights)
  }

  /// A wave under a round envelope, its crests at an angle in degrees, anticlockwise.
  static func gabor(size: Int, degrees: Double, wavelength: Double, sigma: Double) -> Filter {
    let angle = degrees * .pi / 180
    var weights: [Float] = []
    for row in 0..<size {
      for column in 0..<size {
        let x = Double(column) - Double(size - 1) / 2
        let y = Double(row) - Double(size - 1) / 2
        let across = x * cos(angle) - y * sin(angle)
        let envelope = exp(-(x * x + y * y) / (2 * sigma * sigma))
        weights.append(Float(envelope * sin(2 * .pi * across / wavelength + 0.6)))
      }
    }
    return Filter(name: "gabor", channels: 1, height: size, width: size, weights: weights)
  }

  /// A grey filter of rows.
  static func rows(_ rows: [[Float]]) -> Filter {
    Filter(
      name: "rows", channels: 1, height: rows.count, width: rows[0].count,
      weights: rows.flatMap { $0 })
  }
}
