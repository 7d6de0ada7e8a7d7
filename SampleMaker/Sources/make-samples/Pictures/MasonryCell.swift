/// A place in one brick or block of a wall.
struct MasonryCell {
  /// The place, in pixels from the corner of the cell.
  let place: Point

  /// The distance to the nearest side of the cell, in pixels.
  let depth: Double

  private let column: Int
  private let row: Int
  private let seed: UInt64

  /// Finds the cell of a place in a grid.
  ///
  /// - Parameters:
  ///   - point: The place, in pixels.
  ///   - width: Width of the cells.
  ///   - height: Height of the cells.
  ///   - seed: Different seeds give unrelated bricks.
  init(_ point: Point, width: Double, height: Double, seed: UInt64) {
    let size = Point(width, height)
    let corner = (point / size).rounded(.down)
    self.init(
      column: Int(corner.x), row: Int(corner.y), from: point - corner * size, size: size,
      seed: seed)
  }

  /// Creates a place in a known cell.
  ///
  /// - Parameters:
  ///   - column: Column of the cell.
  ///   - row: Row of the cell.
  ///   - place: In pixels from the corner of the cell.
  ///   - size: Width and height of the cell at that place, in pixels.
  ///   - seed: Different seeds give unrelated bricks.
  init(column: Int, row: Int, from place: Point, size: Point, seed: UInt64) {
    self.column = column
    self.row = row
    self.place = place
    self.seed = seed
    depth = min(place.x, place.y, size.x - place.x, size.y - place.y)
  }

  /// A number that no other cell of the wall has, to give each its own noise.
  var number: Double { Double(column * 97 + row * 13) + Double(seed) * 5000 }

  /// A random number of the cell.
  ///
  /// - Parameter index: Which one.
  /// - Returns: 0 up to, not including, 1.
  func random(_ index: Int) -> Double { Noise.uniform(column, row, index, seed: seed) }
}
