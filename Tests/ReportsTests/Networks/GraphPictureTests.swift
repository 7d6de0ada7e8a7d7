import Pixels
import Reports
import Testing
import _TestSupport

/// Networks that are drawn.
@Suite struct GraphPictureTests {
  private typealias Node = GraphPicture.Node

  /// A convolution with a rectifier, a shortcut over two others, and their sum.
  private static let residual = [
    Node(name: "input", kind: "input", shape: "3x8x8", group: .input, inputs: []),
    Node(name: "a", kind: "convolution 3x3", shape: "4x8x8", group: .convolution, inputs: [0]),
    Node(
      name: "r", kind: "relu", shape: "4x8x8", group: .activation, inputs: [1], isOfValues: true),
    Node(name: "b", kind: "convolution 3x3", shape: "4x8x8", group: .convolution, inputs: [2]),
    Node(name: "c", kind: "convolution 1x1", shape: "4x8x8", group: .convolution, inputs: [3]),
    Node(name: "sum", kind: "add", shape: "4x8x8", group: .joining, inputs: [4, 2]),
    Node(name: "fc", kind: "gemm", shape: "10", group: .dense, inputs: [5]),
  ]

  @Test("a shortcut is drawn beside what it passes, and rectifiers in the box before")
  func shortcut() throws {
    let image = try GraphPicture(title: "a block", nodes: Self.residual).image()
    #expect(RecordedFiles("../Pictures").difference(of: image, from: "graph.txt") == nil)
  }

  @Test("a long chain is broken into columns, so that the picture is about square")
  func long() throws {
    let nodes = (0..<200).map { index in
      Node(
        name: "layer\(index)", kind: "convolution 3x3", shape: "64x28x28", group: .convolution,
        inputs: index == 0 ? [] : [index - 1])
    }
    let image = try GraphPicture(title: "long", nodes: nodes).image()
    #expect(max(image.width, image.height) < 2 * min(image.width, image.height))
    #expect(max(image.width, image.height) <= 8192)
  }

  @Test("what does not fit into the largest picture is refused")
  func tooLarge() {
    let ways = (1...200).map { index in
      Node(name: "way\(index)", kind: "relu", shape: "1", group: .activation, inputs: [0])
    }
    let start = Node(name: "input", kind: "input", shape: "1", group: .input, inputs: [])
    #expect(throws: ReportError.self) {
      try GraphPicture(title: "wide", nodes: [start] + ways).image()
    }
  }

  @Test("a network without layers is a title")
  func none() throws {
    #expect(try GraphPicture(title: "nothing", nodes: []).image().width > 100)
  }
}
