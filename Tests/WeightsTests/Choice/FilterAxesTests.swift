import Testing
import Weights

@Suite("Axes of filters")
struct FilterAxesTests {
  @Test("weights are turned to filters, channels, rows and columns")
  func turned() {
    // Two rows, one column, three channels, two filters: the value tells its place.
    let values: [Float] = [
      1, 2, 3, 4, 5, 6,
      7, 8, 9, 10, 11, 12,
    ]
    let shape = [2, 1, 3, 2]
    #expect(FilterAxes.hwio.shape(shape) == [2, 3, 2, 1])
    #expect(
      FilterAxes.hwio.turned(values, shape: shape) == [1, 7, 3, 9, 5, 11, 2, 8, 4, 10, 6, 12])
    // Of a depthwise layer the third axis is the channel, the fourth the filter of a channel.
    #expect(FilterAxes.hwio.shape(shape, isDepthwise: true) == [6, 1, 2, 1])
    #expect(
      FilterAxes.hwio.turned(values, shape: shape, isDepthwise: true)
        == [1, 7, 2, 8, 3, 9, 4, 10, 5, 11, 6, 12])
    // One filter, two rows, one column, six channels.
    #expect(FilterAxes.ohwi.shape([1, 2, 1, 6]) == [1, 6, 2, 1])
    #expect(
      FilterAxes.ohwi.turned(values, shape: [1, 2, 1, 6])
        == [1, 7, 2, 8, 3, 9, 4, 10, 5, 11, 6, 12])
    // The same as a depthwise layer: six filters on one channel each.
    #expect(FilterAxes.ohwi.shape([1, 2, 1, 6], isDepthwise: true) == [6, 1, 2, 1])
    #expect(
      FilterAxes.ohwi.turned(values, shape: [1, 2, 1, 6], isDepthwise: true)
        == [1, 7, 2, 8, 3, 9, 4, 10, 5, 11, 6, 12])
    // Six filters of two rows on one channel, as MLX stores them.
    #expect(FilterAxes.ohwi.shape([6, 2, 1, 1], isDepthwise: true) == [6, 1, 2, 1])
    #expect(FilterAxes.oihw.turned(values, shape: shape) == values)
  }

  static let shapes: [([Int], String, FilterAxes?)] = [
    ([11, 11, 3, 8], "x", FilterAxes.hwio), ([3, 3, 3, 32], "x", .hwio),
    ([7, 7, 3, 64], "conv1", .hwio), ([3, 3, 1, 32], "x", .hwio), ([5, 5, 1, 20], "x", .hwio),
    ([1, 1, 3, 16], "x", .hwio), ([16, 16, 3, 64], "x", .hwio), ([1, 7, 3, 32], "x", .hwio),
    ([3, 3, 3, 3], "Conv1/kernel:0", .hwio), ([3, 3, 3, 32], "conv1.weight", .hwio),
    ([5, 5, 3, 3], "conv/weights:0", .hwio), ([3, 3, 3, 5], "x", .hwio),
    ([8, 7, 7, 3], "x", .ohwi), ([64, 3, 3, 3], "x", nil), ([8, 3, 11, 11], "x", nil),
    ([64, 7, 7, 3], "x", .ohwi),
    ([96, 3, 11, 11], "conv1/kernel", nil), ([8, 3, 16, 16], "x", nil),
    ([3, 3, 11, 11], "x", nil), ([1, 3, 7, 7], "x", nil), ([1, 1, 5, 5], "x", nil),
    ([32, 1, 41, 11], "x", nil), ([16, 16, 3, 3], "x.weight", nil),
  ]

  @Test(
    "axes of another framework are recognised and refused where nobody has said so",
    arguments: shapes)
  func recognised(shape: [Int], name: String, axes: FilterAxes?) throws {
    let made = try MadeFile(
      bytes: SafetensorsWriter.encode([
        Tensor(name: name, shape: shape, values: Array(repeating: 0, count: shape.reduce(1, *)))
      ]), name: "w.safetensors")
    if let axes {
      #expect(throws: WeightsError.otherAxes(tensor: name, shape: shape, axes)) {
        try made.choice()
      }
      let turned = try made.choice(StatedFilters(axes: axes))
      #expect(turned.shape == axes.shape(shape))
    } else {
      #expect(try made.choice().shape == shape)
    }
    #expect(try made.choice(StatedFilters(axes: .oihw)).shape == shape)
  }

  @Test("filters that could lie either way are read as usual, with a warning")
  func ambiguous() throws {
    let choice = try MadeFile(["x": [3, 3, 3, 3]]).choice()
    #expect(choice.axes == .oihw)
    #expect(choice.warnings.contains { $0.contains("--axes oihw or hwio") })
    #expect(try MadeFile(["x.weight": [3, 3, 3, 3]]).choice().warnings.isEmpty)
    #expect(try MadeFile(["x": [3, 3, 3, 3]]).choice(.init(axes: .oihw)).warnings.isEmpty)
  }

  @Test("the first layer of a file of TensorFlow is found among its turned shapes")
  func tensorFlow() throws {
    let made = try MadeFile([
      "block/depthwise_kernel:0": [3, 3, 8, 1], "block/conv/kernel:0": [3, 3, 8, 8],
      "conv1/kernel:0": [3, 3, 3, 8],
    ])
    let choice = try made.choice(StatedFilters(axes: .hwio))
    #expect(choice.entry.name == "conv1/kernel:0")
    #expect(choice.shape == [8, 3, 3, 3])
    #expect(throws: WeightsError.otherAxes(tensor: "conv1/kernel:0", shape: [3, 3, 3, 8], .hwio)) {
      try made.choice()
    }
  }

  @Test("axes that the metadata state are turned without being asked for")
  func stated() throws {
    let made = try MadeFile(["x": [3, 3, 3, 3]], metadata: ["layout": "HWIO"])
    #expect(try made.choice().axes == .hwio)
    let plain = try MadeFile(["x": [3, 3, 3, 32]], metadata: ["layout": "oihw"])
    #expect(try plain.choice().shape == [3, 3, 3, 32])
  }
}
