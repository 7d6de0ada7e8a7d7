import Testing
import Weights

@Suite("Axes that the rest of a file tells")
struct FileAxesTests {
  /// A file, and how the axes of its first filters lie.
  struct Case: Sendable {
    let axes: FilterAxes
    let tensors: [(name: String, shape: [Int])]
    let metadata: WeightsMetadata

    init(
      _ axes: FilterAxes, _ tensors: KeyValuePairs<String, [Int]>, _ metadata: WeightsMetadata = [:]
    ) {
      self.axes = axes
      self.tensors = tensors.map { ($0.key, $0.value) }
      self.metadata = metadata
    }
  }

  static let cases: [Case] = [
    // What the metadata say, unless shapes contradict.
    Case(.ohwi, ["conv1.weight": [64, 3, 3, 3]], ["format": "mlx"]),
    Case(.ohwi, ["conv1.weight": [3, 3, 3, 8]], ["format": "mlx"]),
    Case(.oihw, ["conv1.weight": [64, 3, 3, 3]], ["format": "pt"]),
    Case(.oihw, ["conv1.weight": [8, 3, 7, 7]], ["format": "mlx"]),
    Case(
      .oihw, ["conv1.weight": [64, 3, 3, 3], "conv2.weight": [64, 64, 3, 3]], ["format": "mlx"]),
    Case(.hwio, ["x": [3, 3, 3, 3]], ["format": "tf"]),
    // The layer behind takes as many channels as this one makes.
    Case(.ohwi, ["conv1": [64, 3, 3, 3], "conv2": [64, 3, 3, 64]]),
    Case(.ohwi, ["conv1.weight": [64, 3, 3, 3], "conv2.weight": [128, 3, 3, 64]]),
    Case(
      .ohwi, ["conv1.weight": [64, 3, 3, 3], "conv2.weight": [128, 3, 3, 64]], ["format": "pt"]),
    Case(.ohwi, ["conv1.weight": [64, 3, 3, 3], "down.weight": [32, 1, 1, 64]]),
    Case(.ohwi, ["conv1.weight": [20, 5, 5, 1], "conv2.weight": [50, 5, 5, 20]]),
    Case(.ohwi, ["conv1": [8, 3, 3, 1], "conv2": [16, 3, 3, 8]]),
    Case(.oihw, ["conv1": [64, 3, 3, 3], "conv2": [128, 64, 3, 3]]),
    Case(.hwio, ["conv1": [3, 3, 3, 64], "conv2": [3, 3, 64, 64]]),
    Case(.hwio, ["conv1.weight": [3, 3, 3, 64], "conv2.weight": [3, 3, 64, 64]]),
    Case(.hwio, ["conv2.weight": [3, 3, 64, 128], "conv1.weight": [3, 3, 3, 64]]),
    Case(.oihw, ["a.weight": [25, 25, 22, 1]]),
    // Alone.
    Case(.ohwi, ["conv2": [16, 3, 3, 8]]), Case(.ohwi, ["x": [20, 5, 5, 1]]),
    Case(.ohwi, ["x": [64, 5, 5, 3]]), Case(.oihw, ["x": [64, 3, 3, 3]]),
    // Kernels of unusual proportions are no sign: texts, sounds and brain waves.
    Case(.oihw, ["a.weight": [100, 1, 3, 300], "b.weight": [100, 1, 4, 300]]),
    Case(.oihw, ["a.weight": [32, 1, 41, 11], "b.weight": [32, 32, 21, 11]]),
    Case(.oihw, ["a.weight": [8, 1, 1, 64], "b.weight": [16, 8, 22, 1]]),
  ]

  @Test("all filters of a file and its metadata decide how axes lie", arguments: cases)
  func decided(_ example: Case) throws {
    let made = try Self.file(example.tensors, example.metadata)
    let (name, shape) = example.tensors[0]
    if example.axes == .oihw {
      let choice = try made.choice(StatedFilters(layer: name))
      #expect(choice.axes == .oihw)
      #expect(choice.shape == shape)
    } else {
      #expect(throws: WeightsError.otherAxes(tensor: name, shape: shape, example.axes)) {
        try made.choice(StatedFilters(layer: name))
      }
      // What is said counts more than any sign.
      let asked = try made.choice(StatedFilters(layer: name, axes: .oihw))
      #expect(asked.shape == shape)
    }
  }

  @Test("of filters that could lie in several ways a warning names all of them")
  func open() throws {
    for (shape, words) in [
      ([64, 3, 3, 3], "--axes oihw or ohwi"), ([3, 3, 3, 3], "--axes oihw or hwio or ohwi"),
      ([16, 1, 1, 3], "--axes oihw or ohwi"),
    ] {
      let warnings = try Self.file([("x", shape)], [:]).choice().warnings
      #expect(warnings.count == 1)
      #expect(warnings.first?.contains(words) == true)
    }
    // Names tell, and another layer does.
    for name in ["x.weight", "conv1_1"] {
      #expect(try Self.file([(name, [64, 3, 3, 3])], [:]).choice().warnings.isEmpty)
    }
    let sure = try Self.file([("x", [64, 3, 3, 3]), ("y", [64, 64, 3, 3])], [:])
    #expect(try sure.choice().warnings.isEmpty)
  }

  private static func file(
    _ tensors: [(name: String, shape: [Int])], _ metadata: WeightsMetadata
  ) throws -> MadeFile {
    let zeros = tensors.map { name, shape in
      Tensor(name: name, shape: shape, values: Array(repeating: 0, count: shape.reduce(1, *)))
    }
    return try MadeFile(
      bytes: SafetensorsWriter.encode(zeros, metadata: metadata), name: "w.safetensors")
  }
}
