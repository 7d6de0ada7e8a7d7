/// The shifts at which enough of a filter lies on one of another size.
struct AllowedShifts {
  /// Where the first row and column of the shifted filter lie on the other.
  struct Shift: Equatable {
    /// The row; it may be negative.
    let top: Int

    /// The column; it may be negative.
    let left: Int
  }

  /// Ordered by the distance of the centres, then by rows, then by columns.
  let fromTheCentreOut: [Shift]

  /// Finds the shifts.
  ///
  /// - Parameters:
  ///   - filter: What is shifted.
  ///   - height: Rows of the other.
  ///   - width: Columns of the other.
  ///   - leastEnergyInside: The share of the energy of the shifted filter that must lie inside.
  init(_ filter: Filter, height: Int, width: Int, leastEnergyInside: Double) {
    let sums = EnergySums(filter)
    // Rounding must not refuse what has just the share.
    let least = leastEnergyInside * sums.total * (1 - 1e-9)
    var shifts: [(distance: Int, shift: Shift)] = []
    for top in 1 - filter.height..<height {
      for left in 1 - filter.width..<width {
        let inside = sums.sum(
          rows: max(0, -top)..<min(filter.height, height - top),
          columns: max(0, -left)..<min(filter.width, width - left))
        guard inside >= least else { continue }
        let y = 2 * top + filter.height - height
        let x = 2 * left + filter.width - width
        shifts.append((y * y + x * x, Shift(top: top, left: left)))
      }
    }
    fromTheCentreOut =
      shifts
      .sorted {
        ($0.distance, $0.shift.top, $0.shift.left) < ($1.distance, $1.shift.top, $1.shift.left)
      }
      .map(\.shift)
  }
}

/// Energies of all rectangles of a filter, from sums over those at its first corner.
private struct EnergySums {
  private let sums: [Double]
  private let pitch: Int

  init(_ filter: Filter) {
    pitch = filter.width + 1
    var sums = [Double](repeating: 0, count: (filter.height + 1) * pitch)
    for row in 0..<filter.height {
      var line = 0.0
      for column in 0..<filter.width {
        for channel in 0..<filter.channels {
          let weight = Double(
            filter.weights[channel * filter.area + row * filter.width + column])
          line += weight * weight
        }
        sums[(row + 1) * pitch + column + 1] = sums[row * pitch + column + 1] + line
      }
    }
    self.sums = sums
  }

  var total: Double { sums[sums.count - 1] }

  func sum(rows: Range<Int>, columns: Range<Int>) -> Double {
    sums[rows.upperBound * pitch + columns.upperBound]
      - sums[rows.lowerBound * pitch + columns.upperBound]
      - sums[rows.upperBound * pitch + columns.lowerBound]
      + sums[rows.lowerBound * pitch + columns.lowerBound]
  }
}
