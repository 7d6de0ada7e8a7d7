import Reports

extension NetworkTiming {
  /// The lines of the table: headings, the steps, and the whole.
  public var lines: [String] {
    let columns: [TextTable.Column] = [
      .init("layer"), .init("ms", alignment: .trailing),
      .init("multiply-adds", alignment: .trailing), .init("GFLOP/s", alignment: .trailing),
      .init("of peak", alignment: .trailing), .init("plan"),
    ]
    var cells = rows.map { row in
      [
        row.layers.joined(separator: " + "), Self.text(row.milliseconds, digits: 3),
        "\(row.multiplyAdds)", row.multiplyAdds == 0 ? "" : Self.text(row.gigaflops, digits: 1),
        row.multiplyAdds == 0 ? "" : Self.text(row.peakShare * 100, digits: 1) + " %", row.plan,
      ]
    }
    let sum = rows.reduce(0) { $0 &+ $1.multiplyAdds }
    let rate = milliseconds > 0 ? 2 * Double(sum) / milliseconds / 1e6 : 0
    cells.append([
      "whole", Self.text(milliseconds, digits: 3), "\(sum)", Self.text(rate, digits: 1),
      Self.text(rate / peak * 100, digits: 1) + " %",
      "\(threads) thread\(threads == 1 ? "" : "s"); peak \(Self.text(peak, digits: 1)) GFLOP/s"
        + (threads == 1
          ? ""
          : "; \(Self.text(waitingShare * 100, digits: 1)) % of the time one waits for the others"),
    ])
    return TextTable(columns: columns, rows: cells).lines() + [
      "memory: \(Self.megabytes(weightBytes)) of weights, at most \(Self.megabytes(valueBytes)) of values "
        + "at once"
    ]
  }

  private static func megabytes(_ bytes: Int) -> String {
    text(Double(bytes) / 1e6, digits: 1) + " MB"
  }

  /// A number that is not negative with so many digits behind the point.
  private static func text(_ number: Double, digits: Int) -> String {
    let unit = (0..<digits).reduce(1) { product, _ in product * 10 }
    let whole = Int(min((number * Double(unit)).rounded(), 1e15))
    let rest = String(whole % unit)
    return "\(whole / unit)." + String(repeating: "0", count: digits - rest.count) + rest
  }
}
