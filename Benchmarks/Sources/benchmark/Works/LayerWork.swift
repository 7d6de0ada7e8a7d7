import BenchmarkCases

/// AlexNet's first layer, one thread, in turn with the peers.
enum LayerWork {
  private static let peers = [("onnxruntime", "ONNX Runtime"), ("openvino", "OpenVINO")]

  /// Runs of each in a turn, whose median counts: ten, as in the script of the peers.
  private static let runs = 10

  /// Times convolution, ReLU and pool, and the convolution alone, in five turns a counted run.
  ///
  /// - Parameter setting: What the work is done with.
  /// - Returns: A line a peer, and one about the share of the peak.
  /// - Throws: `BenchmarkError`, `LayerError`.
  static func lines(_ setting: Setting) throws -> [GoalLine] {
    let work = try TimedFirstLayer(FirstLayerCase.all[0], pools: true)
    let session = try setting.python.map { python throws(BenchmarkError) in
      try PeerSession("first_layer.py", python: python)
    }
    var (layers, rates, peaks): ([Double], [Double], [Double]) = ([], [], [])
    var times = [[Double]](repeating: [], count: peers.count)
    for _ in 0..<5 * setting.runs {
      layers.append(try Measurement(runs: runs, work.run).median)
      for (index, peer) in peers.enumerated() {
        if let time = session?.seconds("\(peer.0) \(question(work.layer))") {
          times[index].append(time)
        }
      }
      // The best, as for the peak.
      let seconds = try Measurement(runs: runs) { try work.convolve() }.best
      rates.append(try work.operations() / seconds)
      peaks.append(try Peaks.operations(runs: 3))
    }
    let name = "AlexNet conv1 + ReLU + pool, Float32, one thread, against"
    let compared = zip(peers, times).map { peer, times in
      GoalLine(
        work: "\(name) \(peer.1)", ours: milliseconds(layers),
        peer: times.isEmpty ? nil : milliseconds(times),
        figure: times.isEmpty ? nil : median(zip(times, layers).map { $0 / $1 }),
        goal: peer.0 == "openvino" ? nil : .atLeast(1))
    }
    return compared + [.share(of: rates, peaks: peaks, goal: 0.85)]
  }

  private static func question(_ layer: FirstLayerCase) -> String {
    "\(layer.channels) \(layer.extent) \(layer.stride) \(layer.padding) \(layer.size) 1"
  }

  private static func milliseconds(_ seconds: [Double]) -> String {
    "\(Table.decimal(median(seconds) * 1000)) ms"
  }
}

extension GoalLine {
  /// A line about operations a second as a share of the peak, measured in the same turns.
  ///
  /// - Parameters:
  ///   - rates: Operations a second of each turn.
  ///   - peaks: The peak of each turn.
  ///   - goal: The share that is aimed at.
  /// - Returns: The line; its figure is the middle of the turns' shares.
  static func share(of rates: [Double], peaks: [Double], goal: Double) -> GoalLine {
    let texts = [rates, peaks].map { "\(Table.decimal(median($0) / 1e9)) GFLOP/s" }
    return GoalLine(
      work: "… its convolution against the peak of fused multiply-adds", ours: texts[0],
      peer: texts[1], figure: median(zip(rates, peaks).map { $0 / $1 }),
      goal: .atLeast(goal, .percent))
  }
}
