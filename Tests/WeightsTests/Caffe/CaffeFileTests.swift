import Files
import StoredNumbers
import Testing
import Weights
import _TestSupport

@Suite("Files of Caffe")
struct CaffeFileTests {
  @Test(
    "the layers of published models have the shapes of their definitions",
    .enabled(if: SharedData.isPresent, SharedData.absence),
    arguments: [
      (
        "lenet_iter_10000",
        ["conv1": [20, 1, 5, 5], "conv2": [50, 20, 5, 5], "ip1": [500, 800], "ip2": [10, 500]],
        [
          ("conv1.weight", Float(-0.09987865), Float(0.35707203)),
          ("conv1.bias", 0.041895047, -0.00958809), ("ip1.weight", -0.04598793, 0.01457417),
          ("ip2.bias", 0.002130988, -0.03270534),
        ]
      ),
      (
        "cifar10_quick_iter_5000",
        [
          "conv1": [32, 3, 5, 5], "conv2": [32, 32, 5, 5], "conv3": [64, 32, 5, 5],
          "ip1": [64, 1024], "ip2": [10, 64],
        ],
        [
          ("conv1.weight", -0.042450696, -0.0041022478), ("conv3.bias", -0.005378659, 0.006904332),
          ("ip2.weight", 0.013703055, 0.12971513),
        ]
      ),
    ])
  func models(
    name: String, shapes: [String: [Int]], ends: [(name: String, first: Float, last: Float)]
  ) throws {
    let file = try MappedFile(SharedData.path("weights/caffe/\(name).caffemodel"))
    let model = try WeightsReader.open(file, name: "weights")
    let expected = shapes.sorted { $0.key < $1.key }.flatMap { name, shape in
      [
        TensorEntry(name: "\(name).weight", shape: shape, type: .float32),
        TensorEntry(name: "\(name).bias", shape: [shape[0]], type: .float32),
      ]
    }
    #expect(model.entries == expected)
    for end in ends {
      let values = try model.tensor(named: end.name).values
      #expect(values.first == end.first)
      #expect(values.last == end.last)
    }
  }

  @Test("a mean image is one tensor", .enabled(if: SharedData.isPresent, SharedData.absence))
  func mean() throws {
    let file = try MappedFile(SharedData.path("weights/caffe/cifar10_mean.binaryproto"))
    let mean = try WeightsReader.open(file, name: "weights").tensor(named: "mean")
    #expect(mean.shape == [3, 32, 32])
    #expect(mean.values.first == 130.71074)
    #expect(mean.values.last == 114.38186)
  }

  @Test("numbers are read packed, in pieces, one by one, and in double precision")
  func numbers() throws {
    let shape = Protobuf.shape([2, 2])
    let doubles = [1.0, 2, 3, 4].flatMap { Pickle.littleEndian($0.bitPattern) }
    let forms = [
      shape + Protobuf.packed([1, 2, 3, 4]),
      Protobuf.packed([1, 2, 3]) + shape + Protobuf.packed([4]),
      shape + [1, 2, 3, 4].flatMap(Protobuf.single),
      Protobuf.single(1) + shape + Protobuf.packed([2, 3]) + Protobuf.single(4),
      shape + Protobuf.bytes(8, doubles),
      Protobuf.bytes(7, [2, 2].flatMap { Protobuf.number(1, $0) }) + Protobuf.packed([1, 2, 3, 4])
        + Protobuf.bytes(6, Pickle.singles([9, 9, 9, 9])),
    ]
    for form in forms {
      let tensor = try open(model([form])).tensor(named: "fc.weight")
      #expect(tensor.shape == [2, 2])
      #expect(tensor.values == [1, 2, 3, 4])
    }
    let last = try open(model([forms[4]])).entries
    #expect(last == [TensorEntry(name: "fc.weight", shape: [2, 2], type: .float64)])
  }

  @Test("the four extents of old files are as few as the layer needs")
  func legacyShapes() throws {
    let matrix = Protobuf.legacyShape([1, 1, 2, 3]) + Protobuf.packed([1, 2, 3, 4, 5, 6])
    let row = Protobuf.legacyShape([1, 1, 1, 2]) + Protobuf.packed([1, 2])
    let blobs = Protobuf.bytes(6, matrix) + Protobuf.bytes(6, row) + Protobuf.bytes(6, row)
    func shapes(_ type: Int) throws -> [[Int]] {
      let layer = Protobuf.text(4, "a") + blobs + Protobuf.number(5, type)
      return try open(Protobuf.bytes(2, layer)).entries.map(\.shape)
    }
    #expect(try shapes(14) == [[2, 3], [2], [2]])
    #expect(try shapes(4) == [[1, 1, 2, 3], [2], [2]])
    #expect(
      try open(Protobuf.bytes(2, Protobuf.text(4, "a") + blobs)).entries.map(\.name)
        == ["a.weight", "a.bias", "a.2"])
    let oldest =
      Protobuf.text(1, "c") + Protobuf.text(2, "conv") + Protobuf.bytes(50, matrix)
      + Protobuf.bytes(50, row)
    #expect(
      try open(Protobuf.bytes(2, Protobuf.bytes(1, oldest))).entries == [
        TensorEntry(name: "c.weight", shape: [1, 1, 2, 3], type: .float32),
        TensorEntry(name: "c.bias", shape: [2], type: .float32),
      ])
  }

  private static let four = Protobuf.packed([1, 2, 3, 4])

  @Test(
    "blobs that cannot be are reported",
    arguments: [
      (Protobuf.shape([2, 3]) + four, "'fc.weight' of shape [2, 3] has 4 numbers"),
      (Protobuf.shape([1 << 30, 1 << 30, 1 << 30]) + four, "has 4 numbers"),
      (Protobuf.shape([-1, -4]) + four, "has the extent -1"),
      (Protobuf.shape([1 << 40]) + four, "has the extent 1099511627776"),
      (Protobuf.shape(Array(repeating: 1, count: 40)) + four, "more than 32 extents"),
      (Protobuf.shape([4]) + Protobuf.bytes(5, [1, 2, 3]), "3 bytes, which are no whole numbers"),
      (Protobuf.shape([4]) + four + Protobuf.bytes(8, [0, 0, 0, 0, 0, 0, 0, 0]), "two precisions"),
      (four, "of shape [0, 0, 0, 0] has 4 numbers"),
      ([0x2a, 0xff, 0xff, 0xff, 0xff, 0x0f], "longer than what holds it"),
      ([0x2b], "has no known type"),
      ([0x00, 0x00], "there is no field"),
      ([0x08] + Array(repeating: 0xff, count: 9) + [0x7f], "more than 64 bits"),
      ([0x08, 0xff], "ends inside a number"),
    ] as [([UInt8], String)])
  func impossible(blob: [UInt8], problem: String) {
    let error = #expect(throws: WeightsError.self) { try open(model([blob])) }
    #expect(error.map { "\($0)".contains(problem) } == true)
  }

  @Test("a model without weights and one with two blobs of a name are reported")
  func names() {
    let empty = #expect(throws: WeightsError.self) { try open(Protobuf.text(1, "net")) }
    #expect(empty == .unsupported(container: "Caffe", feature: "it holds no weights"))
    let blob = Protobuf.shape([4]) + Self.four
    let twice = #expect(throws: WeightsError.self) { try open(model([blob]) + model([blob])) }
    #expect(
      twice == .malformed(container: "Caffe", problem: "there are two blobs 'fc.weight'"))
  }

  @Test(
    "what is no message of Caffe is not taken for one",
    arguments: [
      Array("{\"a\": 1}".utf8), [0x80, 2, 0x7d, 0x2e],
      [0x0a, 0x03, 0x61, 0x62, 0x63], Array(repeating: 0, count: 64),
    ] as [[UInt8]])
  func foreign(bytes: [UInt8]) {
    let error = #expect(throws: WeightsError.self) { try open(bytes, name: "weights") }
    guard case .unknownContainer? = error else {
      Issue.record("it is taken for another file")
      return
    }
  }

  @Test("a model cut off, or with changed bytes, is read or reported and never ends the program")
  func damage() {
    let blob = Protobuf.shape([2, 2]) + Self.four
    let sound = Protobuf.text(1, "net") + model([blob, Protobuf.shape([1]) + Protobuf.single(1)])
    for length in 6..<sound.count {
      #expect(throws: WeightsError.self, "cut off at \(length)") {
        try open(Array(sound[..<length]))
      }
    }
    var generator = SeededGenerator(seed: 11)
    var readCount = 0
    for _ in 0..<2000 {
      var bytes = sound
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: bytes.indices, using: &generator)
        bytes[place] = UInt8.random(in: 0...255, using: &generator)
      }
      guard let file = try? open(bytes) else { continue }
      for entry in file.entries where (try? file.tensor(named: entry.name)) != nil {
        readCount += 1
      }
    }
    #expect(readCount > 0)
  }

  /// A model of one layer in today's form.
  private func model(_ blobs: [[UInt8]]) -> [UInt8] {
    Protobuf.bytes(
      100,
      Protobuf.text(1, "fc") + Protobuf.text(2, "InnerProduct")
        + blobs.flatMap { Protobuf.bytes(7, $0) })
  }

  @discardableResult
  private func open(
    _ bytes: [UInt8], name: String = "weights.caffemodel"
  ) throws -> any WeightsFile {
    try WeightsReader.open(MappedFile(bytes: bytes), name: name)
  }
}
