import func Glibc.atan2
import func Glibc.cos
import func Glibc.log2
import func Glibc.sin

/// What the power spectrum of a filter says: which gratings it answers to, and how narrowly.
///
/// The spectrum is the sum over the channels, which is that over the three colour axes. For the
/// peak and its widths the mean of each channel is subtracted first, so that a filter that also
/// averages still has the orientation of its pattern. Orientation is the direction along which the
/// pattern varies, in degrees clockwise from right (y runs down), from 0 to below 180.
public struct Spectrum: Equatable, Sendable {
  /// Spatial frequency of the peak, in cycles per pixel.
  public let frequency: Double

  /// Orientation of the peak, in degrees.
  public let orientation: Double

  /// Octaves between the two frequencies of half the peak's power, along its orientation; nil where
  /// the power does not fall to half before zero, or before the highest frequency of the grid.
  public let frequencyBandwidth: Double?

  /// Degrees between the two orientations of half the peak's power, at its frequency; 180 where the
  /// power does not fall to half.
  public let orientationBandwidth: Double

  /// The most power within 15 degrees of the direction across, at the peak's frequency, over that
  /// of the peak: near 0 for a grating, 1 for a checkerboard and for what is round.
  public let crossPower: Double

  /// The share of the power, means included, at 0.15 cycles per pixel or less; for filters of less
  /// than seven pixels at one cycle over the longer side, as none is lower for them.
  public let lowShare: Double

  /// The share of the power, means included, above 0.35 cycles per pixel; 0.62 for white noise.
  public let highShare: Double

  /// Measures a filter; nil where a weight is not finite, or where no channel varies.
  ///
  /// - Parameter filter: The filter.
  /// - Complexity: O(weights · s), where s is 64 or at least four times the longer side, and
  ///   O(s² · height) for each channel.
  public init?(_ filter: Filter) {
    guard filter.weights.allSatisfy(\.isFinite), filter.hasPattern else { return nil }
    let channels = (0..<filter.channels).map { channel in
      filter.weights[channel * filter.area..<(channel + 1) * filter.area].map { Double($0) }
    }
    let centred = channels.map { channel in
      let mean = channel.reduce(0, +) / Double(channel.count)
      return channel.map { $0 - mean }
    }
    let (height, width) = (filter.height, filter.width)
    let whole = PowerGrid(planes: channels, height: height, width: width)
    let low = max(0.15, 1 / Double(max(height, width)))
    lowShare = whole.share { $0 <= low }
    highShare = whole.share { $0 > 0.35 }

    let pattern = Pattern(planes: centred, height: height, width: width)
    let peak = pattern.peak
    frequency = (peak * peak).sum().squareRoot()
    orientation = (atan2(peak.y, peak.x) * 180 / .pi).orientation
    orientationBandwidth = pattern.orientationBandwidth(of: peak)
    frequencyBandwidth = pattern.frequencyBandwidth(of: peak)
    crossPower = pattern.crossPower(of: peak)
  }
}

extension Double {
  /// Degrees as an orientation: from 0 to below 180.
  ///
  /// What is less than a millionth of a degree from a half turn is 0, so that rounding, here and in
  /// nine digits of a record, gives one direction one number.
  var orientation: Double {
    let rest = truncatingRemainder(dividingBy: 180)
    let positive = rest < 0 ? rest + 180 : rest
    return (1e-6...180 - 1e-6).contains(positive) ? positive : 0
  }
}

extension Filter {
  /// Whether a channel has two weights that differ.
  var hasPattern: Bool {
    (0..<channels).contains { channel in
      let plane = weights[channel * area..<(channel + 1) * area]
      return plane.contains { $0 != weights[channel * area] }
    }
  }
}

/// Planes whose power is known at every frequency, also between those of a grid.
private struct Pattern {
  let planes: [[Double]]
  let height: Int
  let width: Int

  /// The power at a frequency in cycles per pixel.
  func power(at frequency: SIMD2<Double>) -> Double {
    let turn = 2 * Double.pi * frequency
    let columns = (0..<width).map { SIMD2(cos(turn.x * Double($0)), sin(turn.x * Double($0))) }
    let rows = (0..<height).map { SIMD2(cos(turn.y * Double($0)), sin(turn.y * Double($0))) }
    return planes.reduce(0) { total, plane in
      var sum = SIMD2<Double>()
      for y in 0..<height {
        var rowSum = SIMD2<Double>()
        for x in 0..<width { rowSum += plane[y * width + x] * columns[x] }
        sum.x += rowSum.x * rows[y].x - rowSum.y * rows[y].y
        sum.y += rowSum.x * rows[y].y + rowSum.y * rows[y].x
      }
      return total + (sum * sum).sum()
    }
  }

  /// The frequency of the most power: the grid's, then parabolas on ever smaller steps.
  var peak: SIMD2<Double> {
    let grid = PowerGrid(planes: planes, height: height, width: width)
    let index = grid.power.indices.max { grid.power[$0] < grid.power[$1] } ?? 0
    var place = grid.frequency(at: index)
    var step = 1 / Double(grid.size)
    for _ in 0..<4 {
      for axis in [SIMD2(1.0, 0), SIMD2(0, 1)] {
        let (before, here, after) = (
          power(at: place - step * axis), power(at: place), power(at: place + step * axis)
        )
        let curvature = before - 2 * here + after
        guard curvature < 0 else { continue }
        let shift = max(-1, min(1, (before - after) / (2 * curvature)))
        place = (place + shift * step * axis)
          .clamped(lowerBound: SIMD2(repeating: -0.5), upperBound: SIMD2(repeating: 0.5))
      }
      step /= 4
    }
    return place
  }

  func orientationBandwidth(of peak: SIMD2<Double>) -> Double {
    let half = power(at: peak) / 2
    let sides = [1.0, -1].map { sign in
      firstFall(to: half, limit: 90, step: 1) { degrees in
        turned(peak, by: sign * degrees)
      } ?? 90
    }
    return sides[0] + sides[1]
  }

  func crossPower(of peak: SIMD2<Double>) -> Double {
    let highest = stride(from: 75.0, through: 105, by: 3).map { power(at: turned(peak, by: $0)) }
    return min(1, highest.reduce(0, max) / power(at: peak))
  }

  private func turned(_ frequency: SIMD2<Double>, by degrees: Double) -> SIMD2<Double> {
    let (cosine, sine) = (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
    return SIMD2(
      cosine * frequency.x - sine * frequency.y, sine * frequency.x + cosine * frequency.y)
  }

  func frequencyBandwidth(of peak: SIMD2<Double>) -> Double? {
    let half = power(at: peak) / 2
    let highest = 0.5 / max(abs(peak.x), abs(peak.y))
    guard highest.isFinite,
      let down = firstFall(to: half, limit: 1, step: 0.01, { (1 - $0) * peak }), down < 1,
      let up = firstFall(to: half, limit: highest - 1, step: 0.01, { (1 + $0) * peak })
    else { return nil }
    return log2((1 + up) / (1 - down))
  }

  /// How far along a path the power first falls to a level, between two steps by a straight line.
  private func firstFall(
    to level: Double, limit: Double, step: Double, _ path: (Double) -> SIMD2<Double>
  ) -> Double? {
    var (before, last) = (0.0, power(at: path(0)))
    while before < limit {
      let after = min(limit, before + step)
      let next = power(at: path(after))
      if next <= level {
        return last > next ? before + (after - before) * (last - level) / (last - next) : after
      }
      (before, last) = (after, next)
    }
    return nil
  }
}
