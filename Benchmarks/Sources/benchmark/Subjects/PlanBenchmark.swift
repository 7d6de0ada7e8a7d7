import Definitions
import Networks

/// Times all ways to compute each convolution of a network, and whether the one that is taken is the
/// best.
enum PlanBenchmark {
  /// A layer that can be computed in several ways.
  struct Row {
    /// The names of the values that are computed at once.
    let name: String

    /// The way that is taken, and its shortest time in seconds.
    let chosen: (plan: String, seconds: Double)

    /// The others.
    let others: [(plan: String, seconds: Double)]

    /// How much longer the one that is taken lasts than the best, as a share; 0 if it is the best.
    var behind: Double {
      let best = others.map(\.seconds).min() ?? chosen.seconds
      return max(0, chosen.seconds / best - 1)
    }
  }

  /// How far the way that is taken may be behind the best.
  static let allowed = 0.05

  /// Times the layers of a network by every plan, in turn.
  ///
  /// - Parameters:
  ///   - model: The network; its weights are noise.
  ///   - workers: The threads that share a layer.
  ///   - runs: How often; the shortest time of each layer counts.
  /// - Returns: The layers that can be computed in several ways, in their order.
  /// - Throws: `BenchmarkError.wrongResult`, `LayerError`.
  static func rows(of model: Model, _ workers: any Workers, runs: Int) throws -> [Row] {
    let network = try TimedNetwork(model)
    let sessions = try [LayerPlan.fastest, .blocked, .winograd].map {
      try Session(GraphSlice(network.graph), plans: $0)
    }
    // Of each session its steps by their nodes: what computes them, and the shortest time.
    var steps = [[[Int]: (plan: String, seconds: Double)]](repeating: [:], count: sessions.count)
    var order: [[Int]] = []
    for run in 0...runs {
      for (index, session) in sessions.enumerated() {
        try session.run([network.input], workers: workers) { step, duration in
          // The first run touches memory for the first time.
          if run == 0 {
            if index == 0 { order.append(step.nodes) }
            return
          }
          let parts = duration.components
          let seconds = Double(parts.seconds) + Double(parts.attoseconds) / 1e18
          let earlier = steps[index][step.nodes]?.seconds ?? .infinity
          steps[index][step.nodes] = (step.planName, min(seconds, earlier))
        } receive: { _, _ in
        }
      }
    }
    return order.compactMap { nodes in
      guard let chosen = steps[0][nodes] else { return nil }
      let others = steps[1...].compactMap { $0[nodes] }.filter { $0.plan != chosen.plan }
      guard !others.isEmpty else { return nil }
      let names = nodes.map { network.graph.names[network.graph.nodes[$0].outputs[0]] }
      return Row(name: names.joined(separator: " + "), chosen: chosen, others: others)
    }
  }

  /// A row of the printed table.
  ///
  /// - Parameter row: A layer.
  /// - Returns: The text.
  static func text(_ row: Row) -> String {
    func cell(_ way: (plan: String, seconds: Double)) -> String {
      "\(way.plan) \(Table.decimal(way.seconds * 1e6)) µs"
    }
    let others = row.others.map(cell).joined(separator: ", ")
    let verdict = row.behind > allowed ? "\(Table.percent(row.behind)) behind" : "ok"
    return Table.row([row.name, cell(row.chosen) + ";", others, verdict], first: 52)
  }
}
