public import Networks
public import Pixels
import Reports

/// A table of the steps of a pipeline: what each does, what comes out, what it costs and sees.
public struct PipelineTable: Sendable {
  private let input: Shape
  private let rows: [(kind: String, summary: NodeSummary)]

  /// Infers the shapes of all steps.
  ///
  /// - Parameters:
  ///   - file: The pipeline.
  ///   - input: The shape that goes into the first step.
  /// - Throws: `LayerError.step` with the name of the first step that does not fit.
  public init(_ file: PipelineFile, input: Shape) throws(LayerError) {
    self.input = input
    rows = Array(zip(file.kinds, try file.graph.summaries(for: input)))
  }

  /// The lines of the table: headings, the input, the steps, and the sums.
  public var lines: [String] {
    let columns: [TextTable.Column] = [
      .init("step"), .init("kind"), .init("output"), .init("parameters", alignment: .trailing),
      .init("multiply-adds", alignment: .trailing), .init("sees", alignment: .trailing),
      .init("stride", alignment: .trailing), .init("padding", alignment: .trailing),
    ]
    var cells = [["input", "", input.description, "", "", "", "", ""]]
    for (kind, summary) in rows {
      let field = summary.receptiveField
      let sees = "\(Self.extent(field.y))x\(Self.extent(field.x))"
      cells.append([
        summary.name, kind, summary.output.description, "\(summary.parameterCount)",
        "\(summary.multiplyAdds)", sees, Self.both(field.y.stride, field.x.stride),
        Self.both(field.y.padding, field.x.padding),
      ])
    }
    cells.append([
      "sum", "", "", "\(Self.sum(rows.map(\.summary.parameterCount)))",
      "\(Self.sum(rows.map(\.summary.multiplyAdds)))", "", "", "",
    ])
    return TextTable(columns: columns, rows: cells).lines()
  }

  private static func extent(_ axis: ReceptiveField.Axis) -> String {
    axis.extent.map(String.init) ?? "all"
  }

  private static func both(_ y: Int, _ x: Int) -> String { y == x ? "\(y)" : "\(y)x\(x)" }

  /// The sum, or the largest number where it does not fit.
  private static func sum(_ numbers: [Int]) -> Int {
    numbers.reduce(0) { sum, number in
      let (result, overflow) = sum.addingReportingOverflow(number)
      return overflow ? Int.max : result
    }
  }
}
