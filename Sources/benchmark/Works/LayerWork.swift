import BenchmarkCases

/// AlexNet's first layer, one thread, in turn with the peers.
enum LayerWork {
  private static let peers = ["onnxruntime", "openvino"]

  /// Times convolution, ReLU and pool, and the convolution alone.
  ///
  /// - Parameter setting: What the work is done with.
  /// - Returns: A line a peer, and one about the share of the peak.
  /// - Throws: `BenchmarkError`, `LayerError`.
  static func lines(_ setting: Setting) throws -> [GoalLine] {
    let layer = FirstLayerCase.all[0]
    let work = try TimedFirstLayer(layer, pools: true)
    let session = try setting.python.map { python throws(BenchmarkError) in
      try PeerSession("first_layer.py", python: python)
    }
    let question =
      "\(layer.channels) \(layer.extent) \(layer.stride) \(layer.padding) \(layer.size) 1"
    var ours: [Double] = []
    var convolution: [Double] = []
    var theirs = [[Double]](repeating: [], count: peers.count)
    for _ in 0..<setting.runs {
      ours.append(try Measurement(runs: 50, work.run).median)
      convolution.append(try Measurement(runs: 50) { try work.convolve() }.median)
      for (index, peer) in peers.enumerated() {
        if let time = session?.seconds("\(peer) \(question)") { theirs[index].append(time) }
      }
    }
    let names = ["ONNX Runtime", "OpenVINO"]
    let compared = zip(names, theirs).map { name, times in
      GoalLine(
        work: "AlexNet conv1 + ReLU + pool, Float32, against \(name)",
        ours: milliseconds(median(ours)),
        peer: times.isEmpty ? nil : milliseconds(median(times)),
        figure: times.isEmpty ? nil : median(times) / median(ours),
        goal: name == "OpenVINO" ? nil : .atLeast(1))
    }
    let (peak, rate) = (try Peaks().operations, try work.operations() / median(convolution))
    return compared + [
      GoalLine(
        work: "… its convolution, of the peak of fused multiply-adds",
        ours: "\(Table.decimal(rate / 1e9)) GFLOP/s",
        peer: "peak \(Table.decimal(peak / 1e9)) GFLOP/s", figure: rate / peak,
        goal: .atLeast(0.85, .percent))
    ]
  }

  private static func milliseconds(_ seconds: Double) -> String {
    "\(Table.decimal(seconds * 1000)) ms"
  }
}
