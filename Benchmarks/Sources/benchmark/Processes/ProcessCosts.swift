/// What several runs of a program took.
struct ProcessCosts {
  private var runs: [ProcessCost] = []

  /// Adds a run.
  ///
  /// - Parameter cost: What it took.
  mutating func add(_ cost: ProcessCost) { runs.append(cost) }

  /// Seconds of the middle run.
  var elapsed: Double { median(runs.map(\.elapsed)) }

  /// Seconds of all processors, of the middle run.
  var processor: Double { median(runs.map(\.processor)) }

  /// The most memory of any run, in bytes.
  var peakMemory: Int { runs.map(\.peakMemory).max() ?? 0 }

  /// Time and memory.
  var text: String { "\(Table.decimal(elapsed)) s, \(Table.megabytes(peakMemory))" }

  /// Everything that was measured.
  var detail: String {
    let times = runs.map(\.elapsed)
    let ends = [times.min() ?? 0, times.max() ?? 0].map(Table.decimal)
    return "\(Table.decimal(elapsed)) s (\(ends[0]) to \(ends[1])), "
      + "\(Table.decimal(processor)) s of processors, \(Table.megabytes(peakMemory))"
  }
}

/// The middle of several numbers.
///
/// - Parameter values: One or more.
/// - Returns: One of them.
func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
