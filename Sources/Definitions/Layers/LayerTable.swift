public import Networks
import Reports

/// A table of the values that can be asked for: number, name, kind and shape.
public struct LayerTable: Sendable {
  /// What is told about a value.
  public struct Row: Encodable, Sendable {
    /// The value.
    let value: Graph.Value

    /// Its number, from 0, as in `#7`.
    public let index: Int

    /// Its name.
    public let layer: String

    /// What computes it.
    public let kind: String

    /// Its extents, slowest first; nil where they are not known.
    public let shape: [Int]?

    /// Whether it is what the network is for.
    public let isOutput: Bool

    /// Whether it is what the last layer that has learned anything makes the classes of.
    public let isClassifierInput: Bool

    private enum CodingKeys: String, CodingKey {
      case index, layer, kind, shape
      case isOutput = "output"
      case isClassifierInput = "classifierInput"
    }
  }

  /// One row per value, in the order in which they are computed.
  public let rows: [Row]

  /// Works out the shapes, as far as they are known.
  ///
  /// - Parameters:
  ///   - graph: The network.
  ///   - inputs: What goes in, in the order of its inputs; nil if nothing is known of it.
  ///   - wanted: The values that have a row; nil for all.
  public init(_ graph: Graph, inputs: [Fact]?, showing wanted: Set<Graph.Value>? = nil) {
    let (shapes, classifier) = inputs.map(graph.described) ?? ([:], nil)
    var rows: [Row] = []
    for node in graph.nodes {
      for value in node.outputs where !graph.names[value].isEmpty {
        rows.append(
          Row(
            value: value, index: rows.count, layer: graph.names[value], kind: node.operation.kind,
            shape: shapes[value], isOutput: graph.outputs.contains(value),
            isClassifierInput: value == classifier))
      }
    }
    self.rows = rows.filter { wanted?.contains($0.value) ?? true }
  }

  /// The lines of the table.
  ///
  /// - Parameter width: How many characters a line may have; nil for any number.
  /// - Returns: Headings and a line per value. Of names that do not fit the end is shown, as their
  ///   beginnings are the blocks that many have in common.
  public func lines(width: Int?) -> [String] {
    let cells = rows.map { row in
      ["#\(row.index)", row.kind, row.shape.map(Self.text) ?? "?", row.mark]
    }
    let titles = ["", "kind", "shape", ""]
    let columns = titles.indices.map { column in
      ([titles[column]] + cells.map { $0[column] }).map(\.count).max() ?? 0
    }
    let used = columns.reduce(0, +) + (columns[3] == 0 ? 3 : 4) * 2
    let room = width.map { max($0 - used, 12) }
    let table = TextTable(
      columns: [
        .init("", alignment: .trailing), .init("layer"), .init("kind"), .init("shape"), .init(""),
      ],
      rows: zip(rows, cells).map { row, cells in
        [cells[0], row.layer.end(room)] + cells[1...]
      })
    return table.lines()
  }

  private static func text(_ shape: [Int]) -> String {
    shape.isEmpty ? "1" : shape.map(String.init).joined(separator: "x")
  }
}

extension LayerTable.Row {
  /// What is special about it, in a word or two.
  fileprivate var mark: String {
    if isOutput { return "output" }
    return isClassifierInput ? "classifier's input" : ""
  }
}

extension String {
  /// At most as many characters, the last ones, behind `…` where some are missing.
  fileprivate func end(_ room: Int?) -> String {
    guard let room, count > room else { return self }
    return "…" + suffix(max(room - 1, 0))
  }
}

extension Graph {
  /// The shapes of all values that can be computed, and the input of the classifier, if there is one.
  ///
  /// Nodes that do not fit, and all behind them, have no shapes.
  fileprivate func described(_ inputs: [Fact]) -> (shapes: [Value: [Int]], classifier: Value?) {
    var lost: Set<Value> = []
    for node in nodes where node.operation is UnsupportedOperator { lost.formUnion(node.outputs) }
    while true {
      let cut = dependents(of: Array(lost))
      let wanted = nodes.flatMap { $0.outputs.filter { !cut.contains($0) } }
      do throws(LayerError) {
        let slice = try GraphSlice(self, wanted: wanted)
        let shapes = try slice.facts(for: inputs).mapValues(\.shape)
        let summaries = (try? slice.summaries(for: inputs)) ?? []
        return (shapes, classifierInput(summaries, shapes))
      } catch {
        guard case .step(let name, _) = error else { return ([:], nil) }
        let failing = nodes.filter { $0.name == name }.flatMap(\.outputs)
        guard !failing.isEmpty, !lost.isSuperset(of: failing) else { return ([:], nil) }
        lost.formUnion(failing)
      }
    }
  }

  /// What goes into the last weighted sums before the scores of classes.
  private func classifierInput(
    _ summaries: [NodeSummary], _ shapes: [Value: [Int]]
  ) -> Value? {
    guard let scores = outputs.first, let shape = shapes[scores], shape.count >= 2,
      shape.dropFirst(2).allSatisfy({ $0 == 1 }), shape[1] > 1
    else { return nil }
    let sums = Set(summaries.filter { $0.multiplyAdds > 0 }.map(\.node))
    var value = scores
    while let index = nodes.lastIndex(where: { $0.outputs.contains(value) }) {
      let computed = nodes[index].inputs.first { input in
        nodes[..<index].contains { node in node.outputs.contains { $0 == input } }
      }
      guard let input = computed ?? nil else { return nil }
      if sums.contains(index) { return input }
      value = input
    }
    return nil
  }
}
