package import Pixels

/// An RGB image to draw rectangles, text and tiles on.
///
/// What is drawn must lie inside; the places are computed by the reports, not by their users.
package struct Canvas {
  package let size: ImageSize
  private var samples: [UInt8]

  /// What was drawn, in its order; nil where nobody asked for it.
  private(set) var marks: [Mark]?

  /// Creates a canvas.
  ///
  /// - Parameters:
  ///   - size: Width and height.
  ///   - background: The colour of everything.
  ///   - isRecorded: Whether what is drawn is kept for a drawing that can be scaled.
  package init(size: ImageSize, background: Colour, isRecorded: Bool = false) {
    self.size = size
    samples = Array(repeating: 0, count: size.width * size.height * 3)
    marks = isRecorded ? [] : nil
    fill(x: 0, y: 0, width: size.width, height: size.height, with: background)
  }

  /// Keeps what is drawn, where that is asked for.
  mutating func record(_ mark: @autoclosure () -> Mark) {
    if marks != nil { marks?.append(mark()) }
  }

  package var image: Image { Image(size: size, layout: .rgb, samples: .uint8(samples)) }

  package mutating func fill(x: Int, y: Int, width: Int, height: Int, with colour: Colour) {
    record(.rectangle(x: x, y: y, width: width, height: height, colour))
    paint(x: x, y: y, width: width, height: height, with: colour)
  }

  /// Fills a rectangle that is a part of something which is kept as a whole.
  mutating func paint(x: Int, y: Int, width: Int, height: Int, with colour: Colour) {
    for row in y..<y + height {
      var start = (row * size.width + x) * 3
      for _ in 0..<width {
        samples[start] = colour.red
        samples[start + 1] = colour.green
        samples[start + 2] = colour.blue
        start += 3
      }
    }
  }

  /// Draws the border of a rectangle, one pixel wide and inside it.
  package mutating func frame(x: Int, y: Int, width: Int, height: Int, in colour: Colour) {
    fill(x: x, y: y, width: width, height: 1, with: colour)
    fill(x: x, y: y + height - 1, width: width, height: 1, with: colour)
    fill(x: x, y: y, width: 1, height: height, with: colour)
    fill(x: x + width - 1, y: y, width: 1, height: height, with: colour)
  }

  /// Mixes a colour into a pixel; a share of 0 changes nothing, 1 replaces it.
  package mutating func mix(_ colour: Colour, share: Double, x: Int, y: Int) {
    let start = (y * size.width + x) * 3
    let old = SIMD3(
      Double(samples[start]), Double(samples[start + 1]), Double(samples[start + 2]))
    let new = SIMD3(Double(colour.red), Double(colour.green), Double(colour.blue))
    let mixed = Colour(nearest: old + (new - old) * share)
    paint(x: x, y: y, width: 1, height: 1, with: mixed)
  }

  /// Writes a line of text whose top left corner is given, every dot a square of `scale` pixels.
  package mutating func write(_ text: String, x: Int, y: Int, scale: Int, in colour: Colour) {
    record(.text(text, .leading, x: x, y: y, scale: scale, colour))
    dot(text, x: x, y: y, scale: scale, in: colour)
  }

  /// Writes a text that is kept as a whole.
  mutating func dot(_ text: String, x: Int, y: Int, scale: Int, in colour: Colour) {
    for (index, character) in text.unicodeScalars.enumerated() {
      let left = x + index * PixelFont.advance * scale
      for (row, dots) in PixelFont.rows(of: character).enumerated() {
        for column in 0..<PixelFont.width where dots & (0b10000 >> column) != 0 {
          paint(
            x: left + column * scale, y: y + row * scale, width: scale, height: scale,
            with: colour)
        }
      }
    }
  }

  /// Draws a tile, every pixel of it a rectangle.
  package mutating func draw(_ tile: Tile, x: Int, y: Int, enlargement: Enlargement) {
    record(.tile(tile, x: x, y: y, enlargement))
    for row in 0..<tile.size.height {
      for column in 0..<tile.size.width {
        paint(
          x: x + column * enlargement.x, y: y + row * enlargement.y, width: enlargement.x,
          height: enlargement.y, with: tile.pixels[row * tile.size.width + column])
      }
    }
  }
}
