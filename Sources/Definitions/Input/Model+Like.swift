import Networks

extension Model {
  /// The network of the catalogue that a graph is, by the shapes of its filters.
  ///
  /// - Parameter graph: A network of a file.
  /// - Returns: The first with as many filters of the same shapes, of which there are at least two;
  ///   nil if there is none, or if those that fit do not agree on their pictures.
  /// - Complexity: O(layers of all networks of the catalogue).
  static func like(_ graph: Graph) -> Model? {
    let filters = graph.filterShapes
    guard filters.count > 1 else { return nil }
    let found = all.filter { $0.graph.filterShapes == filters }
    guard let first = found.first, found.allSatisfy({ $0.input == first.input }) else {
      return nil
    }
    return first
  }
}

extension Graph {
  /// How many filters there are of each shape, those of convolutions alone.
  fileprivate var filterShapes: [[Int]: Int] {
    var counts: [[Int]: Int] = [:]
    for parameter in parameters.values where parameter.shape.count == 4 {
      counts[parameter.shape, default: 0] += 1
    }
    return counts
  }
}
