import func Glibc.floor

extension Filter {
  /// The filter resampled to a square of more pixels.
  ///
  /// Each weight stands for a square of `size / max(height, width)` pixels, so that the filter keeps
  /// its proportions and lies about the centre; what a filter that is no square leaves free is zero.
  /// Between the weights it follows cubic convolution (R. Keys, 'Cubic convolution interpolation for
  /// digital image processing', IEEE Transactions on Acoustics, Speech, and Signal Processing,
  /// 1981), beyond their centres it goes on as the outermost. Signs are kept. A filter whose weights
  /// sum to zero does so afterwards: the mean is taken off where the filter lies.
  ///
  /// - Parameters:
  ///   - size: Rows and columns, at least the larger of height and width.
  ///   - name: What the result is called in reports.
  /// - Returns: A filter of `size` rows and columns.
  /// - Complexity: O(channels * size²).
  func enlarged(to size: Int, name: String) -> Filter {
    precondition(size >= max(height, width), "a filter is enlarged, not reduced")
    let factor = Double(size) / Double(max(height, width))
    let rows = ResampledAxis(length: height, size: size, factor: factor)
    let columns = ResampledAxis(length: width, size: size, factor: factor)
    var values = [Double](repeating: 0, count: channels * size * size)
    for channel in 0..<channels {
      for row in rows.inside {
        for column in columns.inside {
          var sum = 0.0
          for (y, rowShare) in rows.taps(at: row) {
            for (x, columnShare) in columns.taps(at: column) {
              sum += rowShare * columnShare * Double(weights[channel * area + y * width + x])
            }
          }
          values[(channel * size + row) * size + column] = sum
        }
      }
    }
    if isZeroSum {
      let count = channels * rows.inside.count * columns.inside.count
      let mean = values.reduce(0, +) / Double(count)
      for channel in 0..<channels {
        for row in rows.inside {
          for column in columns.inside { values[(channel * size + row) * size + column] -= mean }
        }
      }
    }
    return Filter(
      name: name, channels: channels, height: size, width: size, weights: values.map { Float($0) })
  }

  /// Whether the weights sum to zero but for their rounding.
  private var isZeroSum: Bool {
    let magnitude = weights.reduce(0) { $0 + Double(abs($1)) }
    return abs(weights.reduce(0) { $0 + Double($1) }) <= 1e-6 * magnitude
  }
}

/// The rows or the columns of a filter while it is enlarged.
private struct ResampledAxis {
  /// Weights along the axis.
  let length: Int

  /// Pixels of the result.
  let size: Int

  /// Pixels a weight.
  let factor: Double

  /// The pixels whose centres lie over a weight.
  var inside: Range<Int> {
    let first = (0..<size).first { position(of: $0) >= -0.5 } ?? 0
    return first..<size - first
  }

  /// The weights that a pixel is made of, each with its share; the shares sum to 1.
  func taps(at pixel: Int) -> [(index: Int, share: Double)] {
    let place = position(of: pixel)
    let left = floor(place)
    let t = place - left
    let shares = [
      ((-0.5 * t + 1) * t - 0.5) * t, (1.5 * t - 2.5) * t * t + 1,
      ((-1.5 * t + 2) * t + 0.5) * t, (0.5 * t - 0.5) * t * t,
    ]
    return shares.enumerated().map { offset, share in
      (min(max(Int(left) + offset - 1, 0), length - 1), share)
    }
  }

  /// Where the centre of a pixel lies, counted in weights from the centre of the first.
  private func position(of pixel: Int) -> Double {
    (Double(pixel) - Double(size - 1) / 2) / factor + Double(length - 1) / 2
  }
}
