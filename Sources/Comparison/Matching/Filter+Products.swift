extension Filter {
  /// Whether there is anything to compare: finite weights, not all of them zero.
  var isAlive: Bool { weights.allSatisfy(\.isFinite) && weights.contains { $0 != 0 } }

  /// The sum of the products with a filter of the same shape, along all colour axes.
  func product(with other: Filter) -> Double {
    // A filter on one channel does the same with each of the three.
    let copies = channels == 1 ? 3.0 : 1
    return copies * zip(weights, other.weights).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }

  /// The part of the filter that lies on another, zeros around.
  func placed(top: Int, left: Int, like other: Filter) -> Filter {
    var placed = [Float](repeating: 0, count: other.weights.count)
    for row in max(0, top)..<max(0, top, min(other.height, top + height)) {
      for column in max(0, left)..<max(0, left, min(other.width, left + width)) {
        let source = (row - top) * width + column - left
        for channel in 0..<other.channels {
          placed[channel * other.area + row * other.width + column] =
            if channels == other.channels {
              weights[channel * area + source]
            } else if channels == 1 {
              weights[source]
            } else {
              Float(
                (Double(weights[source]) + Double(weights[area + source])
                  + Double(weights[2 * area + source])) / 3)
            }
        }
      }
    }
    return Filter(
      name: name, channels: other.channels, height: other.height, width: other.width,
      weights: placed)
  }

  /// The weights divided by the root of the sum of their squares; zeros where that is not possible.
  var scaledToLengthOne: [Float] {
    guard isAlive else { return [Float](repeating: 0, count: weights.count) }
    let length = weights.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    return weights.map { Float(Double($0) / length) }
  }
}
