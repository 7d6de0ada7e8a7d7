import Pixels

/// Columns of an image in a row, some of which lie outside it and are what the border puts there.
struct BorderedColumns {
  /// A place in the row that lies outside the image.
  struct Outside {
    /// The place.
    let place: Int

    /// The column that stands there; nil for a constant.
    let column: Int?
  }

  /// The places that lie in the image.
  let inside: Range<Int>

  /// The column of the first place that lies in the image.
  let firstColumn: Int

  /// The places that do not.
  let outside: [Outside]

  /// Finds what stands in a row.
  ///
  /// - Parameters:
  ///   - positions: The positions from the first place to the last; 0 is the first column.
  ///   - count: Columns of the image.
  ///   - border: What lies outside.
  init(_ positions: Range<Int>, count: Int, border: Border) {
    let columns = positions.clamped(to: 0..<count)
    firstColumn = columns.lowerBound
    // Where no position lies in the image, all are outside.
    let first = columns.isEmpty ? 0 : columns.lowerBound - positions.lowerBound
    inside = first..<first + columns.count
    var outside: [Outside] = []
    for place in [0..<inside.lowerBound, inside.upperBound..<positions.count].joined() {
      let column = border.index(of: positions.lowerBound + place, count: count)
      outside.append(Outside(place: place, column: column))
    }
    self.outside = outside
  }
}
