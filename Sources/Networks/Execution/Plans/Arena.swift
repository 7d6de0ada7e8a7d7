/// Places in one piece of memory for values that are not all needed at once.
package struct Arena {
  /// A value that needs room.
  package struct Demand {
    /// How many numbers it has.
    package let count: Int

    /// The steps from the one that writes it to the last that reads it.
    package let lifetime: ClosedRange<Int>

    /// Creates a demand; the parameters are the properties.
    package init(count: Int, lifetime: ClosedRange<Int>) {
      self.count = count
      self.lifetime = lifetime
    }
  }

  /// The place of each value.
  package let places: [Int]

  /// Numbers of all together.
  package let count: Int

  /// Finds places: the largest value first, each as low as those of its time leave room.
  ///
  /// - Parameter demands: The values, fewer numbers together than can be counted.
  /// - Complexity: O(values²).
  package init(_ demands: [Demand]) {
    var places = [Int](repeating: 0, count: demands.count)
    var placed: [Int] = []
    var total = 0
    for index in demands.indices.sorted(by: { demands[$0].count > demands[$1].count }) {
      let demand = demands[index]
      var place = 0
      for other in placed where demands[other].lifetime.overlaps(demand.lifetime) {
        if place + demand.count <= places[other] { break }
        place = max(place, places[other] + demands[other].count)
      }
      places[index] = place
      total = max(total, place + demand.count)
      placed.insert(
        index, at: placed.firstIndex { places[$0] > place } ?? placed.endIndex)
    }
    self.places = places
    count = total
  }
}
