import ModelFiles
import Testing
import _TestSupport

@Suite("Damaged and hostile ONNX files")
struct HostileModelTests {
  private func message(_ bytes: [UInt8]) -> String? {
    problem { () throws(ModelFileError) in _ = try model(bytes) }
  }

  @Test("a file that is cut anywhere is read as far as its graph goes, or refused")
  func truncation() throws {
    let whole = Protobuf.smallModel
    // Behind the graph every cut is within a field or between two.
    let graphEnd = 2 + 1 + 2 + Int(whole[3] & 0x7f) + Int(whole[4]) << 7
    for count in 0..<whole.count {
      let cut = Array(whole.prefix(count))
      let message = problem { () throws(ModelFileError) in try readAll(cut) }
      if count < graphEnd { #expect(message != nil, "\(count) bytes") }
    }
    #expect(problem { () throws(ModelFileError) in try readAll(whole) } == nil)
  }

  @Test("bytes that are changed at random give a model or an error", arguments: 0..<40)
  func mutation(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      var bytes = Protobuf.smallModel
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
        default: bytes.remove(at: place)
        }
      }
      if let message = problem({ () throws(ModelFileError) in try readAll(bytes) }) {
        #expect(!message.isEmpty && !message.contains("\n"))
      }
    }
  }

  @Test(
    "what is wrong is said with its place",
    arguments: [
      ([], "the file is empty: it was cut off, copy or download it again"),
      (Protobuf.number(1, 8), "the ONNX file has no graph: export the network again"),
      (
        Protobuf.model([]) + Protobuf.bytes(7, []),
        "the ONNX file has a second graph at byte 6, and it cannot be known which is meant"
      ),
      (
        [0x08, 0x08, 0x3b],
        "the ONNX file is damaged: the field at byte 2 has no known type"
      ),
      (
        [0x08, 0x08, 0x3a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
        "the ONNX file is damaged: the field that starts before byte 12 is longer than what holds "
          + "it"
      ),
      (
        Protobuf.model([0x0a, 0x05]),
        "the ONNX file is damaged: the field that starts before byte 6 is longer than what holds it"
      ),
      (
        Protobuf.model(Protobuf.bytes(1, Protobuf.bytes(1, [0xff]))),
        "the name at byte 8 of the ONNX file is not UTF-8: export the network again"
      ),
      (
        [0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
        "the ONNX file is damaged: the number that ends at byte 11 has more than 64 bits"
      ),
    ] as [([UInt8], String)])
  func messages(bytes: [UInt8], expected: String) {
    #expect(message(bytes) == expected)
  }

  @Test("graphs may lie in each other as deep as networks need, and no deeper")
  func nesting() throws {
    func nested(_ depth: Int) -> [UInt8] {
      (1..<depth).reduce([]) { inner, _ in
        Protobuf.node("If", attributes: [Protobuf.text(1, "a") + Protobuf.bytes(6, inner)])
      }
    }
    #expect(message(Protobuf.model(nested(32))) == nil)
    for depth in [33, 2000] {
      let deep = message(Protobuf.model(nested(depth)))
      #expect(deep?.hasPrefix("the graph at byte ") == true)
      #expect(deep?.hasSuffix(" lies in 32 others, which no network needs") == true)
    }
  }

  @Test("millions of records are refused before they take memory")
  func recordCount() {
    func model(_ numbers: Int) -> [UInt8] {
      let attribute = Protobuf.bytes(8, Array(repeating: 0, count: numbers))
      return Protobuf.model(Protobuf.node("Op", attributes: [attribute]))
    }
    #expect(message(model(2_000_000)) == nil)
    #expect(
      message(model(2_097_153))
        == "the ONNX file says more than 2097152 things of its network, up to byte 26: no network "
        + "needs so many")
  }

  @Test("an array of too many dimensions is refused")
  func rank() {
    let many = Protobuf.tensor("t", type: 1, shape: Array(repeating: 1, count: 65))
    #expect(
      problem { () throws(ModelFileError) in _ = try tensor(many) }
        == "the tensor at byte 0 has more than 64 dimensions")
  }

  @Test("fields of another wire type than theirs are passed over, as unknown ones are")
  func otherTypes() throws {
    let odd =
      Protobuf.text(1, "no version") + Protobuf.number(7, 5) + Protobuf.number(8, 1)
      + Protobuf.single(999, 1)
    let read = try model(odd + Protobuf.bytes(7, Protobuf.number(1, 3) + Protobuf.text(2, "g")))
    #expect(read.formatVersion == 0)
    #expect(read.graph.name == "g")
    #expect(read.graph.nodes.isEmpty)
    #expect(read.operatorSets.isEmpty)
  }

  @Test(
    "a file of something else is told by what it is",
    arguments: [
      ("not a network", "not an ONNX model: it starts with text"),
      ("<!doctype html><html>", "a web page, not an ONNX model: "),
    ])
  func otherContent(text: String, start: String) {
    #expect(message(Array(text.utf8))?.hasPrefix(start) == true)
  }
}
