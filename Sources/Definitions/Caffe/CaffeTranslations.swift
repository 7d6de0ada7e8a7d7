import Networks

/// What becomes of the layers of Caffe, by their types.
///
/// The semantics are those of the layers' sources in BVLC's Caffe 1.0.
enum CaffeTranslations {
  /// Adds the nodes of a layer to the graph, and gives its values.
  typealias Translation =
    @Sendable (inout CaffeBuilder) throws(CaffeProblem) -> [Graph.Value]

  /// All that are supported.
  static let all: [String: Translation] = [
    values, combinations, shapes, reductions, windows, sums, normalisations,
  ]
  .reduce(into: [:]) { all, some in all.merge(some) { first, _ in first } }

  /// An operator on one blob, without settings.
  static func plain(_ operation: any Operator) -> Translation {
    { layer throws(CaffeProblem) in try layer.node(operation, [try layer.bottom]) }
  }
}
