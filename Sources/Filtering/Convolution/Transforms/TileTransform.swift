import Loops
/// Room for one tile of complex numbers, and the transforms of its rows and columns.
final class TileTransform {
  /// Rows and columns.
  let extent: Int

  /// Complex numbers from row to row.
  let pitch: Int

  private let forward: FourierTransform
  private let inverse: FourierTransform
  private let tile: Scratch<Double>
  private let other: Scratch<Double>

  /// Makes room.
  ///
  /// - Parameter extent: Rows and columns, a power of two.
  init(extent: Int) {
    self.extent = extent
    pitch = TransformTile.pitch(extent)
    forward = FourierTransform(count: extent, inverse: false)
    inverse = FourierTransform(count: extent, inverse: true)
    tile = Scratch(repeating: 0, count: 2 * extent * pitch)
    other = Scratch(repeating: 0, count: 2 * extent * pitch)
  }

  /// The first number of a row of the tile: a real and an imaginary part each.
  ///
  /// - Parameter index: 0 to the extent less one.
  /// - Returns: As many complex numbers as the extent.
  func row(_ index: Int) -> UnsafeMutablePointer<Double> { tile.start + 2 * index * pitch }

  /// Replaces the tile by its spectrum, whose rows are those of vertical frequencies: transposed.
  func transform() {
    for y in 0..<extent {
      forward.run(row(y), step: 1, to: other.start + 2 * y * pitch)
    }
    for x in 0..<extent {
      forward.run(other.start + 2 * x, step: pitch, to: row(x))
    }
  }

  /// Multiplies the spectrum by another and leads it back.
  ///
  /// - Parameters:
  ///   - spectrum: As many complex numbers as the tile has, without a pitch.
  ///   - rows: How many rows are wanted, from the top; the others are left undefined.
  func restore(times spectrum: UnsafePointer<Double>, rows: Int) {
    for x in 0..<extent {
      let (numbers, factors) = (row(x), spectrum + 2 * x * extent)
      for i in 0..<extent {
        let (real, imaginary) = (numbers[2 * i], numbers[2 * i + 1])
        let (factor, turned) = (factors[2 * i], factors[2 * i + 1])
        numbers[2 * i] = real * factor - imaginary * turned
        numbers[2 * i + 1] = real * turned + imaginary * factor
      }
      inverse.run(numbers, step: 1, to: other.start + 2 * x * pitch)
    }
    for y in 0..<rows {
      inverse.run(other.start + 2 * y, step: pitch, to: row(y))
    }
  }
}
