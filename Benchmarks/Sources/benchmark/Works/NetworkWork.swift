import Batches
import Definitions
import Files
import Foundation
import Networks
import Threads

/// Whole networks with random weights, one thread and two, in turn with the peers.
enum NetworkWork {
  private static let peers = [("onnxruntime", "ONNX Runtime"), ("openvino", "OpenVINO")]

  /// Runs of each in a turn, whose median counts: as many as fit in the time, and three or more.
  private static let (turn, leastRuns) = (0.2, 3)

  /// What each waits before its turn, as threads of ONNX Runtime look for work, and take a processor,
  /// for a while after its last answer.
  private static let pause = 0.15

  /// The networks, and what is aimed at against the better of the peers.
  private static let networks: [(name: String, goal: Double)] = [
    ("vgg16", 2), ("vgg19", 2), ("resnet18-torchvision", 2), ("googlenet", 1.8),
    ("squeezenet1.1", 1.5), ("resnet50-torchvision", 1.4), ("densenet121", 1.4),
    ("mobilenet", 1.2), ("efficientnet-lite0", 1.2),
  ]

  /// The names of the networks.
  static let names = networks.map(\.name)

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
        ) { session?.seconds("\($0) \(name) \(threads) \($1)") }
        lines.append(line(name, threads: threads, ours, theirs, goal: goal))
      }
    }
    return lines
  }

  /// Seconds of each turn, ours and those of each peer.
  private static func times(
    _ network: TimedNetwork, _ workers: any Workers, turns: Int,
    ask: (_ peer: String, _ runs: Int) -> Double?
  ) throws -> ([Double], [[Double]]) {
    let time = try Measurement(runs: 1) { try network.run(workers) }.median
    let runs = max(leastRuns, Int(turn / time))
    var ours: [Double] = []
    var theirs = [[Double]](repeating: [], count: peers.count)
    for _ in 0..<turns {
      Thread.sleep(forTimeInterval: pause)
      ours.append(try Measurement(runs: runs) { try network.run(workers) }.median)
      for (index, peer) in peers.enumerated() {
        Thread.sleep(forTimeInterval: pause)
        if let time = ask(peer.0, runs) { theirs[index].append(time) }
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
