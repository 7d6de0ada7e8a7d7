import Batches
import Definitions
import Files
import Foundation
import Networks
import Threads

/// Whole networks with random weights, one thread and two, in turn with the peers.
enum NetworkWork {
  private static let peers = [("onnxruntime", "ONNX Runtime"), ("openvino", "OpenVINO")]

  /// Runs of each in a turn, whose median counts.
  private static let runs = 3

  /// The networks, and what is aimed at against the better of the peers.
  private static let networks: [(name: String, goal: Double)] = [
    ("vgg16", 2), ("resnet18-torchvision", 2), ("googlenet", 1.8), ("squeezenet1.1", 1.5),
    ("resnet50-torchvision", 1.4), ("densenet121", 1.4), ("mobilenet", 1.2),
  ]

  /// Times each network.
  ///
  /// - Parameter setting: What the work is done with.
  /// - Returns: A line a network and number of threads.
  /// - Throws: `BenchmarkError`, `LayerError`, and what writing descriptions throws.
  static func lines(_ setting: Setting) throws -> [GoalLine] {
    let folder = setting.folder.appending("networks")
    try File.makeDirectories(folder)
    let session = try setting.python.map { python throws(BenchmarkError) in
      try PeerSession("network-speed.py", [folder.display], python: python)
    }
    var lines: [GoalLine] = []
    for (name, goal) in networks {
      Progress.note("  \(name)")
      let model = try Model.named(name)
      let description = try NetworkDescription(model.graph, input: model.inputShape.extents)
      try File.write(
        Array(try JSONEncoder().encode(description)), to: folder.appending("\(name).json"))
      let network = try TimedNetwork(model)
      for threads in [1, 2] {
        let workers: any Workers = threads == 1 ? OneWorker() : Team(threads)
        let (ours, theirs) = try times(
          network, workers, turns: setting.runs
        ) { session?.seconds("\($0) \(name) \(threads) \(runs)") }
        lines.append(line(name, threads: threads, ours, theirs, goal: goal))
      }
    }
    return lines
  }

  /// Seconds of each turn, ours and those of each peer.
  private static func times(
    _ network: TimedNetwork, _ workers: any Workers, turns: Int, ask: (String) -> Double?
  ) throws -> ([Double], [[Double]]) {
    var ours: [Double] = []
    var theirs = [[Double]](repeating: [], count: peers.count)
    for _ in 0..<turns {
      ours.append(try Measurement(runs: runs) { try network.run(workers) }.median)
      for (index, peer) in peers.enumerated() {
        if let time = ask(peer.0) { theirs[index].append(time) }
      }
    }
    return (ours, theirs)
  }

  /// The line against whichever peer is the faster.
  private static func line(
    _ name: String, threads: Int, _ ours: [Double], _ theirs: [[Double]], goal: Double
  ) -> GoalLine {
    let best = theirs.indices.filter { !theirs[$0].isEmpty }
      .min { median(theirs[$0]) < median(theirs[$1]) }
    let peer = best.map { "\(milliseconds(theirs[$0])) (\(peers[$0].1))" }
    return GoalLine(
      work: "\(name), Float32, \(threads) thread\(threads == 1 ? "" : "s")",
      ours: milliseconds(ours), peer: peer,
      figure: best.map { median(zip(theirs[$0], ours).map { $0 / $1 }) }, goal: .atLeast(goal))
  }

  private static func milliseconds(_ seconds: [Double]) -> String {
    "\(Table.decimal(median(seconds) * 1000)) ms"
  }
}
