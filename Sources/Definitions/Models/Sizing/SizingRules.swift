public import Networks

/// The rules for sizes that lectures teach for building networks, held against every layer of one.
///
/// Small odd kernels of stride 1 with padding that keeps the size, pooling that halves it, and
/// inputs
/// that can be halved as often. Published networks break some of them, often for speed.
public struct SizingRules: Sendable {
  /// What was found, in the order in which layers are computed.
  public let findings: [SizingFinding]

  /// How many layers move a window over maps, and were held against the rules.
  public let layerCount: Int

  /// Looks at every layer.
  ///
  /// - Parameters:
  ///   - graph: The network.
  ///   - input: The shape that goes in, slowest extent first.
  /// - Throws: `LayerError.step` with the name of the first node that does not fit.
  public init(_ graph: Graph, input: [Int]) throws(LayerError) {
    var findings: [SizingFinding] = []
    var layerCount = 0
    // Whether a kernel has looked at maps at the size that they have.
    var areLookedAt: Set<Graph.Value> = []
    for summary in try GraphSlice(graph).summaries(for: [Fact(shape: input)]) {
      let node = graph.nodes[summary.node]
      let name = graph.names[node.outputs[0]]
      let wereLookedAt = node.inputs.contains { $0.map(areLookedAt.contains) ?? false }
      guard let window = LintedWindow(summary, node.operation) else {
        if wereLookedAt { areLookedAt.formUnion(node.outputs) }
        continue
      }
      layerCount += 1
      findings += WindowRules(name, window).findings
      if window.isPooling, window.isReducing, !wereLookedAt {
        findings.append(Self.early(name, window))
      }
      let isLookedAt = window.isReducing ? false : wereLookedAt || window.isLooking
      if isLookedAt { areLookedAt.formUnion(node.outputs) }
    }
    self.findings = findings
    self.layerCount = layerCount
  }

  /// A pooling of maps that no kernel has looked at.
  private static func early(_ layer: String, _ window: LintedWindow) -> SizingFinding {
    SizingFinding(
      rule: .latePooling, layer: layer,
      what: "pools maps of \(window.text(\.count)) that no kernel larger than 1x1 has read",
      why: "what is finer than the pooling is lost unseen",
      advice: "put a convolution of stride 1 before it")
  }

  /// How much was found, in one line.
  public var summary: String {
    let layers = layerCount == 1 ? "1 layer with windows" : "\(layerCount) layers with windows"
    if findings.isEmpty { return "no findings: \(layers), all within the rules" }
    let count = findings.count == 1 ? "1 finding" : "\(findings.count) findings"
    return "\(count) in \(Set(findings.map(\.layer)).count) of \(layers)"
  }
}

extension LintedWindow {
  /// Whether fewer rows or columns come out than windows could be moved to.
  fileprivate var isReducing: Bool { axes.contains { $0.stride > 1 } }

  /// Whether a kernel larger than 1×1 is moved.
  fileprivate var isLooking: Bool { isKernel && axes.contains { $0.extent > 1 } }
}
