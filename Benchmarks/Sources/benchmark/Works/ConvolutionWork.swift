import BenchmarkCases
import Kernels
import Pixels

/// Convolution alone, one thread, on a picture in memory, in turn with the peers.
enum ConvolutionWork {
  private static let size = ImageSize(width: 4000, height: 3000)

  /// Times the kernels of the goals, three times as often as programs: a run takes a tenth of a second.
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
      let turns = try Turns(
        work, peers, type: isReal ? "float32" : "uint8", session, count: 3 * setting.runs)
      lines.append(
        turns.line(
          "convolution alone, one thread, \(isReal ? "Float32" : "8 bits"), \(name)", work,
          .atLeast(goal)))
      if isReal, name == "dense11" {
        let rates = turns.seconds.map { 2 * work.multiplyAdds / $0 }
        lines.append(.share(of: rates, peaks: turns.peaks, goal: 0.6))
      }
    }
    return lines
  }

  /// What a kernel took in several turns of lenslet and its peers.
  private struct Turns {
    /// Seconds of lenslet.
    private(set) var seconds: [Double] = []

    /// Operations a second at most.
    private(set) var peaks: [Double] = []

    /// Seconds of each peer; none of one that is missing.
    private var peerSeconds: [(name: String, seconds: [Double])]

    init(
      _ work: TimedConvolution, _ peers: [String], type: String, _ session: PeerSession?,
      count: Int
    ) throws {
      let kernel = work.bank.kernels[0]
      let weights = kernel.weights.map { "\($0 * Float(kernel.scale.numerator))" }
      let question =
        "\(type) \(kernel.width) \(kernel.scale.denominator) "
        + weights.joined(separator: " ")
      peerSeconds = peers.map { ($0, []) }
      for _ in 0..<count {
        seconds.append(try Measurement(runs: 1, work.run).best)
        peaks.append(try Peaks.operations(runs: 3))
        for (index, peer) in peers.enumerated() {
          if let time = session?.seconds("\(peer) \(question)") {
            peerSeconds[index].seconds.append(time)
          }
        }
      }
    }

    /// A line about how many times as fast as the better peer lenslet is.
    func line(_ name: String, _ work: TimedConvolution, _ goal: Goal) -> GoalLine {
      let ours = work.megapixels / median(seconds)
      let theirs = peerSeconds.filter { !$0.seconds.isEmpty }
        .map { (name: $0.name, rate: work.megapixels / median($0.seconds)) }
      let texts = theirs.map { "\($0.name) \(Int($0.rate)) MP/s" }
      return GoalLine(
        work: name, ours: "\(Int(ours)) MP/s",
        peer: texts.isEmpty ? nil : texts.joined(separator: ", "),
        figure: theirs.map(\.rate).max().map { ours / $0 }, goal: goal)
    }
  }
}
