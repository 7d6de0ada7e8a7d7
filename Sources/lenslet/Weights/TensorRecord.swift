import Escaping
import Reports
import StoredNumbers
import Weights

/// What is told about one tensor.
struct TensorRecord: Encodable {
  let name: String
  let shape: [Int]?
  let dtype: String
  let min: Double?
  let max: Double?
  let mean: Double?
  let std: Double?
  let nan: Int?
  let infinite: Int?

  init(_ entry: TensorEntry, _ statistics: TensorStatistics) {
    name = entry.name
    shape = entry.shape
    dtype = entry.type.rawValue
    min = statistics.minimum
    max = statistics.maximum
    mean = statistics.mean
    std = statistics.standardDeviation
    nan = statistics.nanCount
    infinite = statistics.infinityCount
  }

  /// A tensor without numbers.
  init(_ tensor: UnreadTensor) {
    (name, shape, dtype) = (tensor.name, tensor.shape, tensor.type)
    (min, max, mean, std) = (nil, nil, nil, nil)
    (nan, infinite) = (nil, nil)
  }

  /// The records as a table; columns for what is not finite only where there is some.
  static func table(of records: [TensorRecord]) -> TextTable {
    var columns = [
      TextTable.Column("name"), TextTable.Column("shape"), TextTable.Column("dtype"),
      TextTable.Column("min", alignment: .decimal), TextTable.Column("max", alignment: .decimal),
      TextTable.Column("mean", alignment: .decimal), TextTable.Column("std", alignment: .decimal),
    ]
    let names = toldApart(records.map { escapedForTerminal($0.name) })
    var rows = zip(names, records).map { name, record in
      [
        name, record.shape?.shapeText ?? "-", escapedForTerminal(record.dtype),
        record.min.cell, record.max.cell, record.mean.cell, record.std.cell,
      ]
    }
    for (title, count) in [("NaN", \TensorRecord.nan), ("infinite", \TensorRecord.infinite)]
    where records.contains(where: { ($0[keyPath: count] ?? 0) > 0 }) {
      columns.append(TextTable.Column(title, alignment: .trailing))
      for (index, record) in records.enumerated() {
        rows[index].append(record[keyPath: count].map { "\($0)" } ?? "-")
      }
    }
    return TextTable(columns: columns, rows: rows)
  }
}

extension [Int] {
  /// The extents with `x` between; `scalar` for a single number without any.
  var shapeText: String { isEmpty ? "scalar" : map(String.init).joined(separator: "x") }
}

extension Double? {
  /// Six significant digits; a dash where there is no number.
  fileprivate var cell: String { map(\.shortText) ?? "-" }
}
