import func Glibc.cos
import func Glibc.sin

extension Filter {
  /// The filter with its columns in reverse order.
  var mirrored: Filter {
    rearranged(height: height, width: width) { row, column in (row, width - 1 - column) }
  }

  /// The filter turned by 90 degrees anticlockwise.
  private var turnedByAQuarter: Filter {
    rearranged(height: width, width: height) { row, column in (column, width - 1 - row) }
  }

  /// The filter turned about its centre.
  ///
  /// Quarter turns are exact. Other angles are sampled with the cubic of Keys (1981, a = -0.5),
  /// zeros outside, into a box that holds all corners and shares the centre.
  ///
  /// - Parameter degrees: The angle, anticlockwise as the filter is drawn; 0 or more.
  /// - Returns: The turned filter.
  func turned(byDegrees degrees: Int) -> Filter {
    let rest = degrees % 90
    var turned = rest == 0 ? self : resampled(turnedBy: Double(rest) * .pi / 180)
    for _ in 0..<degrees / 90 % 4 { turned = turned.turnedByAQuarter }
    return turned
  }

  /// A filter of the same weights at other places.
  private func rearranged(
    height: Int, width: Int, from source: (_ row: Int, _ column: Int) -> (row: Int, column: Int)
  ) -> Filter {
    var moved: [Float] = []
    moved.reserveCapacity(weights.count)
    for channel in 0..<channels {
      for row in 0..<height {
        for column in 0..<width {
          let place = source(row, column)
          moved.append(weights[channel * area + place.row * self.width + place.column])
        }
      }
    }
    return Filter(name: name, channels: channels, height: height, width: width, weights: moved)
  }

  private func resampled(turnedBy angle: Double) -> Filter {
    let (cosine, sine) = (cos(angle), sin(angle))
    let rows = box(Double(height) * cosine + Double(width) * sine, like: height)
    let columns = box(Double(width) * cosine + Double(height) * sine, like: width)
    var turned = [Float](repeating: 0, count: channels * rows * columns)
    for row in 0..<rows {
      for column in 0..<columns {
        let y = Double(row) - Double(rows - 1) / 2
        let x = Double(column) - Double(columns - 1) / 2
        let sourceY = x * sine + y * cosine + Double(height - 1) / 2
        let sourceX = x * cosine - y * sine + Double(width - 1) / 2
        for channel in 0..<channels {
          turned[(channel * rows + row) * columns + column] = Float(
            sample(channel, y: sourceY, x: sourceX))
        }
      }
    }
    return Filter(name: name, channels: channels, height: rows, width: columns, weights: turned)
  }

  /// The surface through the weights of a channel at a place between them.
  private func sample(_ channel: Int, y: Double, x: Double) -> Double {
    let (top, left) = (Int(y.rounded(.down)) - 1, Int(x.rounded(.down)) - 1)
    var sum = 0.0
    for row in max(top, 0)..<max(min(top + 4, height), top, 0) {
      for column in max(left, 0)..<max(min(left + 4, width), left, 0) {
        sum +=
          cubic(y - Double(row)) * cubic(x - Double(column))
          * Double(weights[channel * area + row * width + column])
      }
    }
    return sum
  }
}

/// The smallest extent that holds a length and is odd or even like another.
private func box(_ length: Double, like extent: Int) -> Int {
  // A length that is whole but for rounding takes no further row.
  let rounded = Int((length - 1e-9).rounded(.up))
  return rounded + (rounded + extent) % 2
}

/// The cubic of Keys (1981) with a = -0.5.
private func cubic(_ distance: Double) -> Double {
  let x = abs(distance)
  if x >= 2 { return 0 }
  return x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((2.5 - 0.5 * x) * x - 4) * x + 2
}
