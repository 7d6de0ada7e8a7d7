import ModelFiles
import Testing
import _TestSupport

@Suite("Attributes of ONNX nodes")
struct ONNXAttributeTests {
  private static func value(_ fields: [UInt8]) throws -> ONNXAttribute.Value {
    let node = Protobuf.node("Op", attributes: [Protobuf.text(1, "a") + fields])
    return try #require(try model(Protobuf.model(node)).graph.nodes[0].attribute("a"))
  }

  @Test(
    "every kind is read, with a type and, as old files have it, without",
    arguments: [
      (Protobuf.number(3, -7), 2, "int(-7)"),
      (Protobuf.single(2, 0.25), 1, "float(0.25)"),
      (Protobuf.text(4, "hi"), 3, "string([104, 105])"),
      (Protobuf.bytes(8, Protobuf.varints([1, -2, 300])), 7, "ints([1, -2, 300])"),
      (Protobuf.number(8, 1) + Protobuf.number(8, 2), 7, "ints([1, 2])"),
      (Protobuf.single(7, 1.5) + Protobuf.single(7, -2), 6, "floats([1.5, -2.0])"),
      (
        Protobuf.bytes(7, Protobuf.littleEndian([Float(1.5).bitPattern, Float(3).bitPattern])), 6,
        "floats([1.5, 3.0])"
      ),
      (Protobuf.text(9, "a") + Protobuf.text(9, ""), 8, "strings([[97], []])"),
      (Protobuf.bytes(22, []), 11, "unread(\"SPARSE_TENSOR\")"),
      (Protobuf.bytes(23, []), 12, "unread(\"SPARSE_TENSORS\")"),
      (Protobuf.bytes(14, []), 13, "unread(\"TYPE_PROTO\")"),
      (Protobuf.bytes(15, []), 14, "unread(\"TYPE_PROTOS\")"),
    ])
  func kinds(field: [UInt8], type: Int, expected: String) throws {
    #expect("\(try Self.value(field + Protobuf.number(20, type)))" == expected)
    #expect("\(try Self.value(field))" == expected)
  }

  @Test(
    "a typed attribute without its field holds nothing or 0",
    arguments: [
      (1, "float(0.0)"), (2, "int(0)"), (3, "string([])"), (6, "floats([])"), (7, "ints([])"),
      (8, "strings([])"), (4, "unread(\"TENSOR without a tensor\")"),
      (5, "unread(\"GRAPH without a graph\")"), (0, "unread(\"UNDEFINED\")"),
      (99, "unread(\"type 99\")"),
    ])
  func defaults(type: Int, expected: String) throws {
    #expect("\(try Self.value(Protobuf.number(20, type)))" == expected)
  }

  @Test("an attribute of a function may name that of the calling node")
  func reference() throws {
    let value = try Self.value(Protobuf.text(21, "alpha") + Protobuf.number(20, 1))
    guard case .reference("alpha") = value else {
      Issue.record("\(value) is not the reference")
      return
    }
  }

  @Test("tensors and graphs are records within the attribute, alone and in lists")
  func nested() throws {
    let array = Protobuf.tensor("t", type: 6, shape: [2], Protobuf.bytes(5, [3, 4]))
    let graph = Protobuf.node("Relu") + Protobuf.text(2, "g")
    guard case .tensor(let tensor) = try Self.value(Protobuf.bytes(5, array)),
      case .tensors(let tensors) = try Self.value(
        Protobuf.bytes(10, array) + Protobuf.bytes(10, array)),
      case .graph(let branch) = try Self.value(Protobuf.bytes(6, graph)),
      case .graphs(let branches) = try Self.value(Protobuf.bytes(11, graph))
    else {
      Issue.record("another kind was read")
      return
    }
    #expect(try tensor.integers() == [3, 4])
    #expect(try tensors.map { try $0.integers() } == [[3, 4], [3, 4]])
    #expect(branch.nodes.map(\.operation) == ["Relu"])
    #expect(branches.map(\.name) == ["g"])
  }
}
