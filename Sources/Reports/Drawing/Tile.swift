package import Pixels

/// A small picture of colours, row by row.
package struct Tile: Equatable {
  package let size: ImageSize
  package let pixels: [Colour]

  package init(size: ImageSize, pixels: [Colour]) {
    self.size = size
    self.pixels = pixels
  }

  /// The mean colours of boxes of `side` by `side` pixels; the last ones of a row or column hold
  /// fewer.
  package func reduced(by side: Int) -> Tile {
    guard side > 1 else { return self }
    var means: [Colour] = []
    for top in stride(from: 0, to: size.height, by: side) {
      for left in stride(from: 0, to: size.width, by: side) {
        means.append(
          mean(rows: top..<min(top + side, size.height), left..<min(left + side, size.width)))
      }
    }
    return Tile(
      size: ImageSize(
        width: (size.width + side - 1) / side, height: (size.height + side - 1) / side),
      pixels: means)
  }

  private func mean(rows: Range<Int>, _ columns: Range<Int>) -> Colour {
    var sum = SIMD3<Double>()
    for row in rows {
      for column in columns {
        let pixel = pixels[row * size.width + column]
        sum += SIMD3(Double(pixel.red), Double(pixel.green), Double(pixel.blue))
      }
    }
    return Colour(nearest: sum / Double(rows.count * columns.count))
  }
}

/// How many pixels across and down a value is drawn with.
package struct Enlargement: Equatable {
  package let x: Int
  package let y: Int

  package init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }
}
