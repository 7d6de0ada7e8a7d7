public import Networks
import Reports

/// A table of the nodes of a network: what each computes, what comes out, what it costs and sees.
public struct NetworkTable: Sendable {
  /// What is told about one node.
  public struct Row: Encodable, Sendable {
    /// The name of the first value that it gives.
    public let layer: String

    /// The name of the node.
    public let node: String

    /// What is computed.
    public let kind: String

    /// The shape that comes out, slowest extent first.
    public let output: [Int]

    /// Learned numbers that go in, without the running statistics of normalisations.
    public let parameters: Int

    /// Products that are added up.
    public let multiplyAdds: Int

    /// Rows and columns of the input that a value sees; nil for all.
    public let sees: [Int?]

    /// Rows and columns between the fields of neighbouring values.
    public let stride: [Int]

    /// Rows and columns that the field of the first value reaches before the input.
    public let padding: [Int]

    init(_ summary: NodeSummary, of graph: Graph) {
      let node = graph.nodes[summary.node]
      let field = summary.receptiveField
      layer = graph.names[node.outputs[0]]
      self.node = summary.name
      kind = node.operation.kind
      output = summary.outputs[0]
      parameters = graph.learnedCount(of: node)
      multiplyAdds = summary.multiplyAdds
      sees = [field.y.extent, field.x.extent]
      stride = [field.y.stride, field.x.stride]
      padding = [field.y.padding, field.x.padding]
    }
  }

  /// One row per node, in the order in which they are computed.
  public let rows: [Row]

  /// Learned numbers of the whole network; those that several nodes take count once.
  private let learned: Int

  /// The shape that goes in.
  private let input: [Int]

  /// Works out all shapes.
  ///
  /// - Parameters:
  ///   - graph: The network.
  ///   - input: The shape that goes in, slowest extent first.
  /// - Throws: `LayerError.step` with the name of the first node that does not fit.
  public init(_ graph: Graph, input: [Int]) throws(LayerError) {
    self.input = input
    learned = graph.learnedCount
    rows = try GraphSlice(graph).summaries(for: [Fact(shape: input)])
      .map { Row($0, of: graph) }
  }

  /// The lines of the table: headings, the input, the nodes, and the sums.
  public var lines: [String] {
    let columns: [TextTable.Column] = [
      .init("layer"), .init("kind"), .init("output"), .init("parameters", alignment: .trailing),
      .init("multiply-adds", alignment: .trailing), .init("sees", alignment: .trailing),
      .init("stride", alignment: .trailing), .init("padding", alignment: .trailing),
    ]
    var cells = [["input", "", Self.text(input), "", "", "", "", ""]]
    for row in rows {
      cells.append([
        row.layer, row.kind, Self.text(row.output), "\(row.parameters)", "\(row.multiplyAdds)",
        row.sees.map { $0.map(String.init) ?? "all" }.joined(separator: "x"),
        Self.both(row.stride), Self.both(row.padding),
      ])
    }
    cells.append([
      "sum", "", "", "\(learned)",
      "\(Self.sum(rows.map(\.multiplyAdds)))", "", "", "",
    ])
    return TextTable(columns: columns, rows: cells).lines()
  }

  private static func text(_ shape: [Int]) -> String {
    shape.map(String.init).joined(separator: "x")
  }

  private static func both(_ numbers: [Int]) -> String {
    Set(numbers).count == 1 ? "\(numbers[0])" : text(numbers)
  }

  /// The sum, or the largest number if it does not fit.
  private static func sum(_ numbers: [Int]) -> Int {
    numbers.reduce(0) { sum, number in
      let (result, overflow) = sum.addingReportingOverflow(number)
      return overflow ? Int.max : result
    }
  }
}
