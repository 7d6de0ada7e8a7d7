extension SimilarityMatrix {
  /// Groups of near-duplicates.
  ///
  /// Two filters are linked where the size of their score reaches the threshold, and a group is all
  /// that hangs together (connected components): its ends may be less alike than the threshold.
  ///
  /// - Parameter threshold: The least score of a link, above 0.
  /// - Returns: Every filter in just one group, most of them alone; groups by their first filter,
  ///   filters in ascending order.
  public func groups(threshold: Float = 0.9) -> [[Int]] {
    precondition(rows == columns, "groups are made within one bank")
    var isGrouped = [Bool](repeating: false, count: rows)
    var groups: [[Int]] = []
    for first in 0..<rows where !isGrouped[first] {
      isGrouped[first] = true
      var group = [first]
      var next = 0
      while next < group.count {
        let filter = group[next]
        for other in 0..<rows where !isGrouped[other] && abs(self[filter, other]) >= threshold {
          isGrouped[other] = true
          group.append(other)
        }
        next += 1
      }
      groups.append(group.sorted())
    }
    return groups
  }
}
