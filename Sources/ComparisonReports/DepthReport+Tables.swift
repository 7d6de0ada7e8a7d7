import Reports

extension DepthReport {
  /// The text of `depth.csv`: a row per layer.
  public var csv: String {
    CSVText(
      columns: [
        "layer", "kind", "depth", "fieldRowsPixels", "fieldColumnsPixels", "strideRowsPixels",
        "strideColumnsPixels", "maps", "rows", "columns", "positions", "explainedVariance", "cka",
        "refused",
      ],
      rows: layers.map { layer in
        [
          .text(layer.name), .text(layer.kind), .whole(layer.depth),
          .whole(layer.fieldPixels?.first), .whole(layer.fieldPixels?.last),
          .whole(layer.stridePixels.first), .whole(layer.stridePixels.last),
        ] + layer.shape.map(CSVText.Field.whole) + [
          .whole(layer.positions), .number(layer.explainedVariance), .number(layer.cka),
          .text(layer.refused),
        ]
      }
    ).text
  }

  /// The lines of a table for the terminal.
  public var lines: [String] {
    let columns: [TextTable.Column] = [
      .init("layer"), .init("kind"), .init("depth", alignment: .trailing),
      .init("sees", alignment: .trailing), .init("stride", alignment: .trailing),
      .init("maps", alignment: .trailing), .init("positions", alignment: .trailing),
      .init("explained", alignment: .trailing), .init("CKA", alignment: .trailing),
    ]
    let rows = layers.map { layer in
      [
        layer.name, layer.kind, "\(layer.depth)", layer.fieldPixels.map(Self.text) ?? "all",
        Self.text(layer.stridePixels), layer.shape.map(String.init).joined(separator: "x"),
        "\(layer.positions)", layer.explainedVariance.map { $0.text(decimals: 3) } ?? "-",
        layer.cka.map { $0.text(decimals: 3) } ?? "-",
      ]
    }
    return TextTable(columns: columns, rows: rows).lines()
  }

  private static func text(_ extents: [Int]) -> String {
    Set(extents).count == 1 ? "\(extents[0])" : extents.map(String.init).joined(separator: "x")
  }
}

extension DepthReport.Alignment {
  /// The text of `alignment.csv`: a row per layer of the network, a column per layer of the other.
  public var csv: String {
    CSVText(
      columns: ["layer"] + columns,
      rows: zip(rows, values).map { name, row in [.text(name)] + row.map { .number($0) } }
    ).text
  }
}
