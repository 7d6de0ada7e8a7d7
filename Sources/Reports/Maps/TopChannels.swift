public import Pixels

/// The feature maps of a layer that respond most.
public enum TopChannels {
  /// The indices of the most active maps, most active first.
  ///
  /// The activity of a map is the mean of its absolute values: after a rectifier that is its mean,
  /// and before one a map of strong negative responses counts as much as one of positive ones.
  /// Values that are not finite are left aside; a map without finite values comes last. Of equally
  /// active maps the lower index comes first.
  ///
  /// - Parameters:
  ///   - count: How many are wanted; fewer are given where there are fewer.
  ///   - maps: The maps of a layer.
  /// - Returns: Indices of maps, from 0.
  public static func indices(_ count: Int, of maps: Activation) -> [Int] {
    let activities = (0..<maps.mapCount).map { activity(of: maps.map($0)) }
    let order = activities.indices.sorted {
      (-activities[$0], $0) < (-activities[$1], $1)
    }
    return Array(order.prefix(max(count, 0)))
  }

  /// The mean of the absolute finite values; -1 where there is none.
  private static func activity(of values: ArraySlice<Float>) -> Double {
    var (sum, finite) = (0.0, 0)
    for value in values where value.isFinite {
      sum += Double(abs(value))
      finite += 1
    }
    return finite == 0 ? -1 : sum / Double(finite)
  }
}
