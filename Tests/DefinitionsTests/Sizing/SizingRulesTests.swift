import Definitions
import Networks
import Pixels
import Testing

/// The rules for sizes that lectures teach.
@Suite struct SizingRulesTests {
  /// A network of one chain on pictures of one channel.
  private static func graph(
    _ height: Int, _ width: Int, _ layers: (inout GraphBuilder) -> Graph.Value
  ) throws -> Graph {
    var net = GraphBuilder(input: Shape(channels: 1, height: height, width: width))
    let output = layers(&net)
    return try net.finished(output)
  }

  private static func rules(
    _ height: Int, _ width: Int, _ layers: (inout GraphBuilder) -> Graph.Value
  ) throws -> SizingRules {
    try SizingRules(graph(height, width, layers), input: [1, 1, height, width])
  }

  @Test("odd kernels that keep the size before pooling that halves it break no rule")
  func none() throws {
    let rules = try Self.rules(8, 12) { net in
      let maps = net.convolve("a", net.input, 2, kernel: 3, padding: .all(1))
      return net.globalAverage("end", net.maxPool("b", net.relu("r", maps), 2, stride: 2))
    }
    #expect(rules.findings.isEmpty)
    #expect(rules.summary == "no findings: 2 layers with windows, all within the rules")
  }

  @Test("rows and columns at the end that no window reaches are counted")
  func unread() throws {
    let rules = try Self.rules(10, 9) { net in
      net.convolve("a", net.input, 2, kernel: 3, stride: 3)
    }
    #expect(
      rules.findings.map(\.line) == [
        "a: windows of 3x3 with stride 3 do not fill 10x9: the last row is never read; make the "
          + "input of the layer 9x9, or pad its end"
      ])
    #expect(rules.summary == "1 finding in 1 of 1 layer with windows")
  }

  @Test("a step over the window leaves gaps, and these alone are told")
  func gaps() throws {
    let rules = try Self.rules(8, 8) { net in
      net.convolve("a", net.input, 2, kernel: 1, stride: 2)
    }
    #expect(
      rules.findings.map(\.line) == [
        "a: stride 2 over a window of 1x1: the values between windows are never read; take a window "
          + "of 3x3 or a stride of 1"
      ])
  }

  @Test("kernels of an even number of rows or columns have no middle; windows that pool may")
  func even() throws {
    let rules = try Self.rules(8, 8) { net in
      net.maxPool("b", net.convolve("a", net.input, 2, kernel: (3, 4)), 2, stride: 1)
    }
    #expect(rules.findings.map(\.rule) == [.oddKernel])
    #expect(rules.findings.map(\.what) == ["a kernel of 3x4"])
    #expect(rules.findings.map(\.advice) == ["take one of 3x5"])
  }

  private static let paddings: [(Margins, String?)] = [
    (Margins(top: 0, left: 1, bottom: 2, right: 1), "pads 0 above, 2 below"),
    (Margins(top: 1, left: 0, bottom: 1, right: 2), "pads 0 at the left, 2 at the right"),
    (Margins(top: 1, left: 1, bottom: 1, right: 1), nil),
  ]

  @Test("more padding on one side shifts maps", arguments: paddings)
  func shift(margins: Margins, what: String?) throws {
    let rules = try Self.rules(9, 9) { net in
      net.convolve("a", net.input, 2, kernel: 3, padding: .margins(margins))
    }
    #expect(rules.findings.map(\.what) == [what].compactMap(\.self))
  }

  @Test("as much padding as keeps the size is even for odd kernels of stride 1 alone")
  func same() throws {
    for (kernel, stride, isEven) in [(3, 1, true), (3, 2, false), (5, 1, true)] {
      let rules = try Self.rules(8, 8) { net in
        net.convolve("a", net.input, 2, kernel: kernel, stride: stride, padding: .same)
      }
      #expect(rules.findings.isEmpty == isEven)
    }
  }

  @Test("windows that hang over the end shift maps, and the size that they fill is told")
  func hanging() throws {
    let rules = try Self.rules(8, 7) { net in
      let maps = net.convolve("a", net.input, 2, kernel: 3, padding: .all(1))
      return net.maxPool("b", maps, 3, stride: 2, roundsUp: true)
    }
    #expect(
      rules.findings.map(\.line) == [
        "b: the last windows hang a row over the end: its maps are shifted against the picture; "
          + "make the input of the layer 9x7, or round sizes down"
      ])
  }

  @Test("maps that no kernel has looked at since they were last reduced are pooled too early")
  func early() throws {
    let first = try Self.rules(8, 8) { net in net.maxPool("b", net.input, 2, stride: 2) }
    #expect(first.findings.map(\.rule) == [.latePooling])
    let second = try Self.rules(17, 17) { net in
      let maps = net.convolve("a", net.input, 2, kernel: 3, stride: 2)
      return net.maxPool("b", net.relu("r", maps), 2, stride: 2)
    }
    #expect(second.findings.map(\.layer) == ["b"])
    let mixed = try Self.rules(8, 8) { net in
      let maps = net.convolve("a", net.input, 2, kernel: 1)
      return net.maxPool("b", maps, 2, stride: 2)
    }
    #expect(mixed.findings.map(\.rule) == [.latePooling])
  }

  @Test("an input that does not fit is told with the layer")
  func misfit() throws {
    let graph = try Self.graph(8, 8) { net in net.convolve("a", net.input, 2, kernel: 5) }
    #expect(throws: LayerError.self) { try SizingRules(graph, input: [1, 1, 4, 8]) }
  }
}
