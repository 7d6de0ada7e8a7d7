/// How the energy of a filter, the sum of its squared weights, is spread over colours.
///
/// The shares along the three axes add up to 1.
public struct ColourEnergy: Equatable, Sendable {
  /// The share along luminance: 1 for a filter on one channel.
  public let luminance: Double

  /// The share along red against green.
  public let redGreen: Double

  /// The share along blue against yellow.
  public let blueYellow: Double

  /// The share that lies in the means of the channels: 1 for a filter that only averages, 0 for one
  /// that answers nothing to an even colour.
  public let dc: Double

  /// The share that is not luminance: that of both opponent colours.
  public var chroma: Double { redGreen + blueYellow }

  /// Measures a filter; nil where a weight is not finite or all are zero.
  ///
  /// - Parameter filter: The filter.
  /// - Complexity: O(weights).
  public init?(_ filter: Filter) {
    guard filter.weights.allSatisfy(\.isFinite) else { return nil }
    var total = 0.0
    var dc = 0.0
    let energies = ColourAxis.allCases.map { axis in
      let plane = filter.plane(along: axis)
      let energy = plane.reduce(0) { $0 + $1 * $1 }
      let sum = plane.reduce(0, +)
      total += energy
      dc += sum * sum / Double(filter.area)
      return energy
    }
    guard total > 0 else { return nil }
    luminance = energies[0] / total
    redGreen = energies[1] / total
    blueYellow = energies[2] / total
    self.dc = min(1, dc / total)
  }
}
