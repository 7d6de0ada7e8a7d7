public import Networks

/// How long the steps of a network take, as it is run today.
public struct NetworkTiming: Sendable {
  /// What is told about one step: a layer, or several that are computed at once.
  public struct Row: Encodable, Sendable {
    /// The names of the first values that the nodes of the step give.
    public let layers: [String]

    /// What computes it.
    public let plan: String

    /// The shortest time of all runs.
    public let milliseconds: Double

    /// Products that are added up.
    public let multiplyAdds: Int

    /// Multiply-adds as two operations each, in billions per second.
    public let gigaflops: Double

    /// The share of what the threads can do at most.
    public let peakShare: Double
  }

  /// One row per step, in the order in which they are computed.
  public let rows: [Row]

  /// The shortest time of a whole run; not the sum of the rows, each of which is its own shortest.
  public let milliseconds: Double

  /// What the threads can do at most, in billions of operations per second.
  public let peak: Double

  /// How many threads share the work of a step.
  public let threads: Int

  /// The share of the shortest run in which the thread that hands out work waited for the others.
  public let waitingShare: Double

  /// Bytes of values, about, while the network runs: those that are needed at once.
  public let valueBytes: Int

  /// Bytes of what is learned.
  public let weightBytes: Int

  /// Parameters that random numbers stood for.
  public let inventedCount: Int

  /// Runs a network several times.
  ///
  /// Numbers that are not bound are drawn at random, which changes no time of today's loops.
  ///
  /// - Parameters:
  ///   - graph: The network.
  ///   - input: The shape that goes in, slowest extent first.
  ///   - runs: How often, after a first run that is not counted.
  ///   - peak: What the workers can do at most, in billions of operations per second.
  ///   - workers: The threads that share the work of each step.
  /// - Throws: `LayerError` if the shape does not fit, or numbers cannot be read.
  /// - Complexity: As many computations of the network as runs, and one more.
  public init(
    _ graph: Graph, input: [Int], runs: Int = 3, peak: Double,
    workers: any Workers = OneWorker()
  ) throws(LayerError) {
    let (graph, inventedCount) = graph.withRandomNumbers
    self.inventedCount = inventedCount
    self.peak = peak
    threads = workers.count
    let slice = try GraphSlice(graph)
    var costs: [Int: Int] = [:]
    for summary in try slice.summaries(for: [Fact(shape: input)]) {
      costs[summary.node] = summary.multiplyAdds
    }
    let session = try Session(slice)
    let values = InventedNumbers(seed: 1).values(input.reduce(1, *))
    let tensor = Tensor(shape: input, values: values)
    var steps: [(nodes: [Int], plan: String, seconds: Double)] = []
    valueBytes = try session.memoryBytes(for: [Fact(shape: input)])
    weightBytes = graph.learnedCount * MemoryLayout<Float>.stride
    var (shortest, waiting) = (Double.infinity, 0.0)
    for run in 0...max(runs, 1) {
      var times: [(nodes: [Int], plan: String, seconds: Double)] = []
      let clock = ContinuousClock()
      let (start, waited) = (clock.now, workers.waiting)
      do {
        try session.run([tensor], workers: workers) { step, duration in
          times.append((step.nodes, step.planName, Self.seconds(duration)))
        } receive: { _, _ in
        }
      } catch let error as LayerError {
        throw error
      } catch {
        preconditionFailure("nothing else fails: \(error)")
      }
      // The first run touches memory for the first time.
      if run == 0 { continue }
      let whole = Self.seconds(clock.now - start)
      if whole < shortest {
        shortest = whole
        waiting = Self.seconds(workers.waiting - waited)
      }
      steps =
        steps.isEmpty
        ? times : zip(steps, times).map { ($0.nodes, $0.plan, min($0.seconds, $1.seconds)) }
    }
    milliseconds = shortest * 1000
    waitingShare = waiting / shortest
    rows = steps.map { step in
      let cost = step.nodes.reduce(0) { $0 &+ (costs[$1] ?? 0) }
      let rate = step.seconds > 0 ? 2 * Double(cost) / step.seconds / 1e9 : 0
      return Row(
        layers: step.nodes.map { graph.names[graph.nodes[$0].outputs[0]] }, plan: step.plan,
        milliseconds: step.seconds * 1000, multiplyAdds: cost, gigaflops: rate,
        peakShare: rate / peak)
    }
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }
}
