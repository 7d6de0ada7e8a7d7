import Definitions
import Files
import Networks
import Pixels
import StoredNumbers
import Testing
import Weights
import _TestSupport

@Suite("Pipeline files")
struct PipelineFileTests {
  let texts: PipelineTexts

  init() throws { texts = try PipelineTexts() }

  @Test("every kind of step becomes a layer that can be computed")
  func kinds() throws {
    let file = try texts.steps(
      """
      { name: "a", convolve: { matrix: [[[1]]], dilation: 2 } }, // a comment
      { name: "b", relu: {} }, { name: "c", leaky: { slope: 0.5 } }, { name: "d", sigmoid: {} },
      { name: "e", tanh: {} }, { name: "f", max: { extent: [1, 2], stride: 1 } },
      { name: "g", average: { extent: 3, padding: 1, countPadding: false, ceil: true } },
      { name: "h", lrn: { size: 3, alpha: 1e-3, beta: 0.5, k: 2 } },
      { name: "i", batchnorm: { mean: [1], variance: 4, gamma: 2, beta: 3 } },
      { name: "j", minmax: { over: "image" } }, { name: "k", meanScale: { mean: 1, scale: 2 } },
      { name: "l", globalAverage: {} },
      """)
    #expect(
      file.kinds == [
        "convolve", "relu", "leaky", "sigmoid", "tanh", "max", "average", "lrn", "batchnorm",
        "minmax", "meanScale", "globalAverage",
      ])
    let results = try file.results([[-1, 2, 3], [4, 5, 6]])
    #expect(results[1] == [[0, 2, 3], [4, 5, 6]])
    #expect(results[5].map(\.count) == [2, 2])
    #expect(results.last?.flatMap { $0 }.count == 1)
  }

  @Test("a leaky step has its slope, and a mean and scale are applied in this order")
  func values() throws {
    let file = try texts.steps(
      "{ name: 'a', leaky: { slope: 0.5 } }, { name: 'b', meanScale: { mean: 1, scale: 2 } }")
    #expect(try file.results([[-4, 2]]) == [[[-2, 2]], [[-6, 2]]])
  }

  @Test("a matrix a channel sums over the channels")
  func channels() throws {
    let file = try texts.steps("{ name: 'a', convolve: { matrix: [[[1, 1]], [[10, 10]]] } }")
    var values: [Float] = []
    let input = Activation(shape: Shape(channels: 2, height: 1, width: 2), values: [1, 2, 3, 4])
    try Session(file.pipeline.slice()).run([Tensor(input)]) { values = $1.floats }
    #expect(values == [73])
  }

  @Test("kernels are looked up by name, stacked, and combined where that is asked for")
  func kernels() throws {
    try texts.kernel("x", "3")
    try texts.kernel("y", "4")
    let stacked = try texts.steps(
      "{ name: 'a', convolve: { kernels: ['x', './kernels/y.kernel'] } }")
    #expect(try stacked.results([[1, 2]]) == [[[3, 6], [4, 8]]])
    let combined = try texts.steps(
      "{ name: 'a', convolve: { kernels: ['x', 'y'], combine: 'magnitude' } }")
    #expect(try combined.results([[1, 2]]) == [[[5, 10]]])
  }

  @Test("a learned layer comes from a file beside the pipeline, or from the one that is given")
  func learned() throws {
    for (name, weight) in [("own", Float(2)), ("given", 3)] {
      let tensors = [
        Tensor(name: "module.conv1.weight", shape: [1, 1, 1, 1], values: [weight]),
        Tensor(name: "module.conv1.bias", shape: [1], values: [10]),
      ]
      let writer = try SafetensorsWriter(
        tensors.map { TensorEntry(name: $0.name, shape: $0.shape, type: .float32) }, metadata: [:])
      var bytes: [UInt8] = []
      writer.write(values: { entry in tensors.first { $0.name == entry.name }?.values ?? [] }) {
        bytes += $0
      }
      try File.write(bytes, to: texts.folder("\(name).safetensors"))
    }
    let text =
      "{ steps: [{ name: 'a', convolve: { weights: 'own.safetensors', layer: 'conv1' } }] }"
    #expect(try texts.read(text).results([[1, 2]]) == [[[12, 14]]])
    let given = texts.folder("given.safetensors")
    #expect(try texts.read(text, weights: given).results([[1, 2]]) == [[[13, 16]]])
  }

  @Test("the input section becomes an input stage")
  func input() throws {
    let file = try texts.read(
      """
      {
        input: {
          colour: "bgr", resize: { size: [300, 256], filter: "bicubic", antialias: false },
          crop: 227, mean: [1, 2, 3], scale: 0.5, order: "scale-mean",
        },
        steps: [{ name: "a", relu: {} }],
      }
      """)
    #expect(
      file.input
        == InputStage(
          resize: InputResize(
            .exact(ImageSize(width: 256, height: 300)), filter: .bicubic, antialias: false),
          crop: ImageSize(width: 227, height: 227), colour: .bgr, mean: .channels([1, 2, 3]),
          scale: [0.5], arithmetic: .scaleThenMean))
    #expect(
      try file.pipeline.inputShape(for: nil, path: Path("p"))
        == Shape(channels: 3, height: 227, width: 227))
  }

  @Test("steps that are written, and all of them where the file does not tell")
  func exports() throws {
    let steps = "steps: [{ name: 'a', relu: {} }, { name: 'b', relu: {} }, { name: 'c', relu: {} }]"
    #expect(try texts.read("{ \(steps) }").export.steps == [0, 1, 2])
    let some = try texts.read("{ \(steps), export: { steps: ['c', 'a'], forms: ['npy'] } }")
    #expect(some.export.steps == [0, 2])
    #expect(some.export.forms == [.npy])
  }

  @Test("channels that do not fit are found before any image is read")
  func shapes() throws {
    let file = try texts.steps("{ name: 'two', convolve: { matrix: [[[1]], [[1]]] } }")
    #expect(
      throws: DefinitionError.layers(
        Path("p"),
        .step(
          name: "two", error: .channelCount(expected: 2, found: 3)))
    ) { try file.pipeline.checkShapes(path: Path("p")) }
  }

  @Test("the table has a line a step, and the sums")
  func table() throws {
    let file = try texts.steps(
      """
      { name: "conv", convolve: { matrix: [[1, 1], [0, 1]] } },
      { name: "pool", max: { extent: 2, stride: 1 } },
      """)
    let table = try PipelineTable(file, input: Shape(channels: 1, height: 4, width: 4))
    #expect(
      table.lines == [
        "step   kind      output  parameters  multiply-adds  sees  stride  padding",
        "input            1x4x4",
        "conv   convolve  1x3x3            0             36   2x2       1        0",
        "pool   max       1x2x2            0              0   3x3       1        0",
        "sum                               0             36",
      ])
  }
}
