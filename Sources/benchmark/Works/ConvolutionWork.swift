import BenchmarkCases
import Filtering
import Pixels

/// Convolution alone, one thread, on a picture in memory, in turn with the peers.
enum ConvolutionWork {
  private static let size = ImageSize(width: 4000, height: 3000)

  /// Times the kernels of the goals.
  ///
  /// - Parameters:
  ///   - setting: What the work is done with.
  ///   - type: 8 bits, or Float32.
  /// - Returns: A line a kernel, and in Float32 one about the share of the peak.
  /// - Throws: `BenchmarkError`, `FilteringError`.
  static func lines(_ setting: Setting, type: SampleType) throws -> [GoalLine] {
    let isReal = type == .float32
    let goals =
      isReal
      ? [("dense3", 2), ("dense7", 2), ("dense11", 2)]
      : [
        ("sharpen3", 4), ("dense3", 4), ("dense5", 2.5), ("dense7", 2), ("dense11", 1.2),
      ]
    let image = try TestImage.photoLike(width: size.width, height: size.height, type: type)
    let session = try setting.python.map { python throws(BenchmarkError) in
      try PeerSession("convolution.py", ["\(size.width)", "\(size.height)"], python: python)
    }
    let peers = isReal ? ["opencv"] : ["opencv", "libvips"]
    var lines: [GoalLine] = []
    for (name, goal) in goals {
      let work = try TimedConvolution(Setting.banks([name])[0], on: image)
      let times = try turns(work, peers, type: isReal ? "float32" : "uint8", session, setting)
      lines.append(line(work, times, peers, Goal.atLeast(goal), type: isReal ? "Float32" : "8-bit"))
      if isReal, name == "dense11" {
        lines.append(try shareLine(work, seconds: median(times[0])))
      }
    }
    return lines
  }

  /// Seconds of every run: ours, then those of each peer; a peer that is missing has none.
  private static func turns(
    _ work: TimedConvolution, _ peers: [String], type: String, _ session: PeerSession?,
    _ setting: Setting
  ) throws -> [[Double]] {
    let kernel = work.bank.kernels[0]
    let scale = kernel.scale
    let weights = kernel.weights.map { "\($0 * Float(scale.numerator))" }.joined(separator: " ")
    let question = "\(type) \(kernel.width) \(scale.denominator) \(weights)"
    var seconds = [[Double]](repeating: [], count: 1 + peers.count)
    for _ in 0..<setting.runs {
      let counted = try Measurement(runs: 1, work.run)
      seconds[0].append(counted.best)
      for (index, peer) in peers.enumerated() {
        if let time = session?.seconds("\(peer) \(question)") { seconds[index + 1].append(time) }
      }
    }
    return seconds
  }

  private static func line(
    _ work: TimedConvolution, _ times: [[Double]], _ peers: [String], _ goal: Goal, type: String
  ) -> GoalLine {
    let rates = times.map { $0.isEmpty ? nil : work.megapixels / median($0) }
    let theirs = zip(peers, rates.dropFirst()).compactMap { name, rate in
      rate.map { (name: name, rate: $0) }
    }
    let better = theirs.map(\.rate).max()
    let texts = theirs.map { "\($0.name) \(Int($0.rate)) MP/s" }
    return GoalLine(
      work: "convolution alone, \(type), \(work.bank.name)",
      ours: rates[0].map { "\(Int($0)) MP/s" } ?? "-",
      peer: texts.isEmpty ? nil : texts.joined(separator: ", "),
      figure: rates[0].flatMap { ours in better.map { ours / $0 } }, goal: goal)
  }

  private static func shareLine(_ work: TimedConvolution, seconds: Double) throws -> GoalLine {
    let peak = try Peaks().operations
    let rate = 2 * work.multiplyAdds / seconds
    return GoalLine(
      work: "… of the peak of fused multiply-adds",
      ours: "\(Table.decimal(rate / 1e9)) GFLOP/s",
      peer: "peak \(Table.decimal(peak / 1e9)) GFLOP/s", figure: rate / peak,
      goal: .atLeast(0.6, .percent))
  }
}
