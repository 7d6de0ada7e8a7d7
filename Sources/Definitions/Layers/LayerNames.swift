public import Networks
import Spelling

/// The values of a network that can be asked for, and the ways to name them.
public struct LayerNames: Sendable {
  private let graph: Graph

  /// Values under names that are not their own.
  private let others: [String: Graph.Value]

  /// Takes the values of a network.
  ///
  /// - Parameters:
  ///   - graph: The network.
  ///   - others: Values under names that are not their own, such as those of Caffe's blobs.
  public init(_ graph: Graph, others: [String: Graph.Value] = [:]) {
    self.graph = graph
    self.others = others
  }

  /// What can be asked for: what nodes give, in the order in which they are computed.
  public var values: [Graph.Value] {
    graph.nodes.flatMap { node in node.outputs.filter { !graph.names[$0].isEmpty } }
  }

  /// Finds values.
  ///
  /// - Parameter pattern: The name of a value or of a node, or of a Caffe blob, which means what was
  ///   written to it last; a pattern with `*` and `?`; `#` and a number from 0, in the order of
  ///   `values`; or `kind:` and what a node computes, as in `kind:convolution`, behind which `#` and
  ///   a number take one of them.
  /// - Returns: The values; none if nothing is called so.
  public func values(_ pattern: String) -> [Graph.Value] {
    let named = values.filter { graph.names[$0] == pattern }
    if !named.isEmpty { return named }
    let given = graph.nodes.filter { $0.name == pattern }.flatMap { $0.outputs.prefix(1) }
    if !given.isEmpty { return given }
    if let value = others[pattern] { return values.filter { $0 == value } }
    return matches(pattern)
  }

  /// The name that was probably meant by one that nothing has.
  ///
  /// - Parameter name: What was written.
  /// - Returns: The name of a value or node; nil if none is near enough.
  public func nearest(to name: String) -> String? {
    let names = values.map { graph.names[$0] } + graph.nodes.map(\.name) + others.keys.sorted()
    return nearestName(to: name, among: names)
  }

  private func matches(_ pattern: String) -> [Graph.Value] {
    let (text, number) = Self.numbered(pattern)
    var found = values
    if text.hasPrefix("kind:") {
      let kind = text.dropFirst("kind:".count).lowercased()
      found = graph.nodes.filter { $0.operation.kind.lowercased().hasPrefix(kind) }
        .flatMap { $0.outputs.prefix(1).filter { !graph.names[$0].isEmpty } }
    } else if text.contains("*") || text.contains("?") {
      found = values.filter { Wildcard(text).matches(graph.names[$0]) }
    } else if !text.isEmpty || number == nil {
      return []
    }
    guard let number else { return found }
    return found.indices.contains(number) ? [found[number]] : []
  }

  /// What stands before a number sign, and the number behind it.
  private static func numbered(_ pattern: String) -> (text: String, number: Int?) {
    guard let sign = pattern.lastIndex(of: "#"),
      let number = Int(pattern[pattern.index(after: sign)...])
    else { return (pattern, nil) }
    return (String(pattern[..<sign]), number)
  }
}
