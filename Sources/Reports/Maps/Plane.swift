import Pixels

/// The values of one map with their extents.
struct Plane {
  let width: Int
  let height: Int
  let values: ArraySlice<Float>

  init(width: Int, height: Int, values: ArraySlice<Float>) {
    self.width = width
    self.height = height
    self.values = values
  }

  init(_ maps: Activation, map index: Int) {
    self.init(width: maps.shape.width, height: maps.shape.height, values: maps.map(index))
  }

  /// The means of boxes of `side` by `side` values; the last boxes of a row or column hold fewer.
  ///
  /// A box that holds a value that is not finite is not a number, so that it stays visible.
  func reduced(by side: Int) -> Plane {
    guard side > 1 else { return self }
    var means: [Float] = []
    for top in stride(from: 0, to: height, by: side) {
      for left in stride(from: 0, to: width, by: side) {
        means.append(mean(rows: top..<min(top + side, height), left..<min(left + side, width)))
      }
    }
    return Plane(
      width: (width + side - 1) / side, height: (height + side - 1) / side, values: means[...])
  }

  private func mean(rows: Range<Int>, _ columns: Range<Int>) -> Float {
    var sum = 0.0
    for row in rows {
      let start = values.startIndex + row * width
      for column in columns { sum += Double(values[start + column]) }
    }
    return sum.isFinite ? Float(sum / Double(rows.count * columns.count)) : .nan
  }

  /// The colours of the values.
  func tile(range: DisplayRange, colours table: [Colour]) -> Tile {
    let pixels = values.map { value in
      guard let position = range.position(of: value) else { return ColourMap.nonFinite }
      let index = (position * Double(ColourMap.lastOfTable)).rounded(.toNearestOrEven)
      return table[Int(index)]
    }
    return Tile(size: ImageSize(width: width, height: height), pixels: pixels)
  }
}
