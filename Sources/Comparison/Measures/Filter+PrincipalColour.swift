extension Filter {
  /// The direction of colour that holds the most energy: the first left singular vector of the
  /// weights as a matrix of channels by positions.
  ///
  /// Of its two signs it is the one for which `6r + 4g + b` is positive: white over black, red over
  /// green, yellow over blue. No usual pair of opponent colours lies at the border of that rule,
  /// where noise would choose.
  ///
  /// - Returns: A vector of length 1 as red, green and blue; grey for a filter on one channel, and
  ///   for one whose weights are all zero.
  var principalColour: SIMD3<Double> {
    let grey = ColourAxis.luminance.direction
    guard channels == 3 else { return grey }
    // The channels' products, squared again and again: a power iteration of 2 ** 24 steps.
    var products = channelProducts
    for _ in 0..<24 {
      let trace = products[0].x + products[1].y + products[2].z
      guard trace > 0 else { return grey }
      let scaled = products.map { $0 / trace }
      products = scaled.map { row in
        row.x * scaled[0] + row.y * scaled[1] + row.z * scaled[2]
      }
    }
    // What is left has rank one: every row is the direction, longer or shorter.
    let lengths = products.map { ($0 * $0).sum() }
    let row = lengths.indices.max { lengths[$0] < lengths[$1] } ?? 0
    return (products[row] / lengths[row].squareRoot()).withColourSign
  }

  /// What the filter does along a direction of colour, as `plane(along:)` of an axis.
  ///
  /// - Parameter direction: A vector of length 1.
  /// - Returns: `area` weights in row-major order.
  func plane(along direction: SIMD3<Double>) -> [Double] {
    guard channels == 3 else { return weights.map { direction.sum() * Double($0) } }
    return (0..<area).map { index in
      direction.x * Double(weights[index]) + direction.y * Double(weights[area + index])
        + direction.z * Double(weights[2 * area + index])
    }
  }

  /// The sum of the squared weights; those of one channel count as three that are the same, as in
  /// `plane(along:)`.
  var energy: Double {
    weights.reduce(0) { $0 + Double($1) * Double($1) } * (channels == 3 ? 1 : 3)
  }

  private var channelProducts: [SIMD3<Double>] {
    (0..<3).map { row in
      var sums = SIMD3<Double>()
      for column in 0..<3 {
        for index in 0..<area {
          sums[column] +=
            Double(weights[row * area + index])
            * Double(weights[column * area + index])
        }
      }
      return sums
    }
  }
}

extension SIMD3<Double> {
  /// The same line of colours, with the sign that `Filter.principalColour` documents.
  var withColourSign: Self { 6 * x + 4 * y + z < 0 ? -self : self }
}
