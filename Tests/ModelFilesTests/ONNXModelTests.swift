import ModelFiles
import Testing
import _TestSupport

@Suite("Records of ONNX models")
struct ONNXModelTests {
  @Test("a model says who wrote it, its sets of operators and its metadata")
  func heading() throws {
    let model = try model(Protobuf.smallModel)
    #expect(model.formatVersion == 8)
    #expect(model.producerName == "maker")
    #expect(model.producerVersion == "1.2")
    #expect(model.operatorSets.map(\.domain) == ["", "own"])
    #expect(model.operatorSets.map(\.version) == [17, 1])
    #expect(model.metadata.map(\.key) == ["channel_order"])
    #expect(model.metadata.map(\.value) == ["BGR"])
  }

  @Test("a graph has nodes, initializers, inputs and outputs in the order of the file")
  func graph() throws {
    let graph = try model(Protobuf.smallModel).graph
    #expect(graph.name == "small")
    #expect(graph.nodes.map(\.operation) == ["Conv"])
    #expect(graph.nodes[0].inputs == ["x", "", "w"])
    #expect(graph.nodes[0].outputs == ["y"])
    #expect(graph.initializers.map(\.name) == ["w", "b"])
    #expect(graph.initializers.map(\.shape) == [[2], [3]])
    #expect(graph.initializers.map(\.type.description) == ["float32", "int64"])
    #expect(try graph.initializers[0].floats() == [1, 0])
    #expect(try graph.initializers[1].integers() == [-1, 2, 300])
    #expect(graph.sparseInitializers == ["s"])
    #expect(graph.inputs.map(\.name) == ["x"])
    #expect(
      graph.inputs[0].kind
        == .tensor(ONNXDataType(code: 1), [.named("N"), .fixed(3), .unknown]))
    #expect(graph.outputs.map(\.kind) == [.unknown])
    #expect(graph.values.isEmpty)
  }

  @Test("a function has its own nodes, attributes and sets of operators")
  func function() throws {
    let function = try #require(try model(Protobuf.smallModel).functions.first)
    #expect(function.name == "Twice")
    #expect(function.domain == "own")
    #expect(function.inputs == ["a"])
    #expect(function.outputs == ["b"])
    #expect(function.attributeNames == ["k"])
    #expect(function.attributeDefaults.map(\.name) == ["scale"])
    #expect(function.nodes.map(\.operation) == ["Add"])
    #expect(function.nodes[0].inputs == ["a", "a"])
    #expect(function.operatorSets.map(\.version) == [17])
  }

  @Test("a node keeps its name and its domain")
  func nodeNames() throws {
    let node = Protobuf.bytes(
      1, Protobuf.text(3, "n1") + Protobuf.text(4, "Op") + Protobuf.text(7, "com.example"))
    let read = try model(Protobuf.model(node)).graph.nodes[0]
    #expect(read.name == "n1")
    #expect(read.domain == "com.example")
    #expect(read.attribute("axis") == nil)
  }

  @Test(
    "a value that is no array says what it is",
    arguments: [
      (4, "sequence"), (5, "map"), (7, "opaque"), (8, "sparse tensor"), (9, "optional"),
    ])
  func otherValues(field: UInt64, name: String) throws {
    let value = Protobuf.text(1, "v") + Protobuf.bytes(2, Protobuf.bytes(field, []))
    #expect(
      try model(Protobuf.model(Protobuf.bytes(13, value))).graph.values[0].kind == .other(name))
  }

  @Test("an array without a shape has no rank, one of no extents is a number, -1 is unknown")
  func shapes() throws {
    func kind(_ shape: [UInt8]) throws -> ONNXValue.Kind {
      let type = Protobuf.bytes(2, Protobuf.bytes(1, Protobuf.number(1, 11) + shape))
      return try model(Protobuf.model(Protobuf.bytes(11, type))).graph.inputs[0].kind
    }
    let double = ONNXDataType(code: 11)
    #expect(try kind([]) == .tensor(double, nil))
    #expect(try kind(Protobuf.bytes(2, [])) == .tensor(double, []))
    let unknown = Protobuf.bytes(2, Protobuf.bytes(1, Protobuf.number(1, -1)))
    #expect(try kind(unknown) == .tensor(double, [.unknown]))
  }

  @Test("names with the same look but other bytes stay apart")
  func exactNames() throws {
    let node = Protobuf.node("Op", inputs: ["\u{e9}", "e\u{301}"])
    let inputs = try model(Protobuf.model(node)).graph.nodes[0].inputs
    #expect(inputs.map { Array($0.utf8) } == [[0xc3, 0xa9], [0x65, 0xcc, 0x81]])
  }
}
