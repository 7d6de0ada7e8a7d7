import Files
import Testing
import Weights
import _TestSupport

@Suite("Pickles that are refused")
struct HostilePickleTests {
  private static let sound = Pickle.legacyFile(
    Pickle.dictionary([
      ("w", Pickle.tensor(of: Pickle.storage("0", count: 6), shape: [2, 3], strides: [3, 1])),
      ("b", Pickle.tensor(of: Pickle.storage("1", count: 1), shape: [1], strides: [1])),
    ]),
    storages: [
      ("0", 6, Pickle.singles([1, 2, 3, 4, 5, 6])), ("1", 1, Pickle.singles([7])),
    ])

  @Test(
    "whatever a pickle asks for besides tensors is refused by name",
    arguments: [
      ("os", "system"), ("builtins", "eval"), ("torch.storage", "_load_from_bytes"),
      ("torchvision.models.alexnet", "AlexNet"), ("torch", "ComplexFloatStorage"),
    ])
  func unknownName(module: String, name: String) {
    let asked = Pickle.global(module, name) + Pickle.text("touch x") + [0x85] + Pickle.reduce
    let fromStack = Pickle.text(module) + Pickle.text(name) + [0x93]
    let instance = Pickle.mark + Array("i\(module)\n\(name)\n".utf8)
    for content in [asked, fromStack, instance] {
      #expect(throws: WeightsError.refused(name: "\(module).\(name)")) {
        try open(Pickle.legacyFile(content))
      }
    }
  }

  @Test("a name with control characters is escaped and cut in the message")
  func controlCharacters() {
    let content = Pickle.global("os\u{1b}[2J", String(repeating: "x", count: 900))
    let error = #expect(throws: WeightsError.self) { try open(Pickle.legacyFile(content)) }
    let text = error.map { "\($0)" } ?? ""
    #expect(text.contains("'os\\u{1B}[2J.xxx"))
    #expect(text.utf8.count < 400)
  }

  private static func viewed(
    _ offset: Int, _ shape: [Int], _ strides: [Int], count: Int = 6
  ) -> [UInt8] {
    let storage = Pickle.storage("0", count: count)
    return Pickle.legacyFile(
      Pickle.tensor(of: storage, offset: offset, shape: shape, strides: strides),
      storages: [("0", 6, Pickle.singles([1, 2, 3, 4, 5, 6]))])
  }

  @Test(
    "tensors that cannot be are reported",
    arguments: [
      (viewed(0, [2, 3], [3, -1]), "negative strides [3, -1]"),
      (viewed(0, [7], [1]), "reaches number 6 of storage '0', which has 6"),
      (viewed(4, [3], [1]), "reaches number 6"),
      (viewed(-1, [3], [1]), "impossible shape [3]"),
      (viewed(0, [2, 3], [1]), "impossible shape [2, 3]"),
      (viewed(0, [-2, -3], [3, 1]), "impossible shape [-2, -3]"),
      (viewed(0, [1 << 32, 1 << 32], [0, 0]), "impossible shape"),
      (viewed(0, [1 << 32, 1 << 32, 0], [1, 1, 1]), "impossible shape"),
      (viewed(0, [1 << 40], [0]), "repeats 6 numbers"),
      (viewed(0, [3, 3], [1 << 62, 1 << 62]), "impossible shape"),
      (viewed(.max, [2], [1]), "impossible shape"),
      (viewed(0, [1], [1], count: 7), "storage '0' has 24 bytes, and should have 7 numbers"),
      (viewed(0, [1], [1], count: .max), "has 9223372036854775807 numbers"),
      (viewed(0, [1], [1], count: -1), "no storage's description"),
    ])
  func impossibleTensor(file: [UInt8], problem: String) {
    expectProblem(problem, file)
  }

  @Test(
    "pickles that cannot be are reported",
    arguments: [
      ([0x30], "a value is missing on the stack"),
      (Pickle.mark + [0x30], "a value is missing"),
      (Pickle.tuple, "a mark is missing"),
      (Pickle.get(3), "nothing is remembered as 3"),
      ([0xff], "no instruction 0xff"),
      ([0x81], "a value is missing"),
      (Pickle.int(1) + Pickle.int(2) + Pickle.reduce, "made of what makes none"),
      (Pickle.emptyDictionary + Pickle.int(1) + Pickle.append, "what is no list"),
      (Pickle.emptyList + Pickle.int(1) + Pickle.int(1) + Pickle.setItem, "what is no dictionary"),
      (Pickle.emptyDictionary + Pickle.mark + Pickle.int(1) + Pickle.setItems, "no dictionary"),
      (Pickle.int(1) + Pickle.persistent, "no storage's description"),
      (Pickle.int(1) + Pickle.none + Pickle.build, "a state is given to a plain value"),
      ([0x8b, 0xff, 0xff, 0xff, 0x7f], "has 2147483647 bytes; at most 255"),
      ([0x8b, 0xff, 0xff, 0xff, 0xff], "has -1 bytes"),
      ([0x8d] + Pickle.littleEndian(UInt64.max), "a length at byte"),
      ([0x8d] + Pickle.littleEndian(Int64.max), "inside a value"),
      ([0x58, 0xff, 0xff, 0xff, 0xff], "inside a value"),
      ([0x80, 6], "protocol 6 is not known"),
      (Array("Ix\n".utf8), "a number of digits is none"),
      (Array("L99999999999999x99999L\n".utf8), "a number of digits is none"),
      (Array("L99999999999999999999L\n".utf8), "it holds no tensors"),
      (Array("L-99999999999999999999L\n".utf8), "it holds no tensors"),
      (Array(repeating: 0x63, count: 3000), "has no end within 1024 bytes"),
      (
        Pickle.global("torch._utils", "_rebuild_tensor_v2") + Pickle.emptyTuple + Pickle.reduce,
        "no tensor's description"
      ),
      (
        Pickle.global("torch", "FloatStorage") + Pickle.emptyTuple + Pickle.reduce,
        "a storage is inside the pickle"
      ),
      (
        Pickle.global("collections", "OrderedDict") + Pickle.int(1) + [0x85] + Pickle.reduce,
        "what is no list"
      ),
    ] as [([UInt8], String)])
  func impossiblePickle(content: [UInt8], problem: String) {
    expectProblem(problem, Pickle.legacyFile(content))
  }

  @Test("nesting of any depth neither overflows the stack nor is entered far")
  func depth() {
    let tuples = [0x29] + Array(repeating: UInt8(0x85), count: 200_000)
    expectProblem("it holds no tensors", Pickle.legacyFile(Pickle.int(1) + tuples + [0x30]))
    expectProblem("nested too deeply", Pickle.legacyFile(tuples))
    let marks = Array(repeating: UInt8(0x28), count: 1_100_000)
    expectProblem("more than 1048576 values", Pickle.legacyFile(marks))
  }

  @Test("a dictionary in itself, and one that unfolds without end, are reported")
  func cycles() {
    let own = Pickle.emptyDictionary + Pickle.put(0) + Pickle.text("a") + Pickle.get(0)
    expectProblem("or in themselves", Pickle.legacyFile(own + Pickle.setItem))
    // Each list holds the one before it ten times.
    let fold = Pickle.put(0) + [0x30] + Pickle.emptyList + Pickle.mark
    let ten = Array(repeating: Pickle.get(0), count: 10).joined() + [0x65]
    let bomb = Pickle.emptyList + Array(repeating: fold + ten, count: 20).joined()
    expectProblem("more than 1048576 values", Pickle.legacyFile(Array(bomb)))
  }

  @Test("a pickle that copies a long list again and again is stopped")
  func copies() {
    let copy = Pickle.get(0) + Pickle.get(1) + [0x85] + Pickle.reduce
    let pairs =
      Pickle.emptyList + Pickle.mark
      + Array(repeating: Pickle.none + Pickle.none + [0x86], count: 2000).joined() + [0x65]
    let content =
      Pickle.global("collections", "OrderedDict") + Pickle.put(0) + pairs + Pickle.put(1)
      + Array(repeating: copy, count: 1000).joined()
    expectProblem("more than 1048576 values", Pickle.legacyFile(content))
  }

  @Test("a long key that many paths share is reported before they are put together")
  func longKeys() {
    let key = Pickle.text(String(repeating: "k", count: 100_000)) + Pickle.put(1)
    let inner = Pickle.emptyDictionary + key + Pickle.emptyDictionary + Pickle.setItem
    expectProblem("too long", Pickle.legacyFile(Pickle.dictionary([("a", inner)])))
    // A list under a key of 500 bytes holds one dictionary 200,000 times.
    let name = Pickle.text(String(repeating: "n", count: 500))
    let many = Pickle.emptyDictionary + Pickle.put(1) + [0x30] + Pickle.emptyDictionary + name
    let list = Pickle.emptyList + Pickle.mark
    let bomb =
      many + list + Array(repeating: Pickle.get(1), count: 200_000).joined() + [0x65]
      + Pickle.setItem
    expectProblem("too long", Pickle.legacyFile(Array(bomb)))
  }

  @Test("a file cut off at any byte is reported")
  func truncation() throws {
    #expect(try open(Self.sound).tensor(named: "w").values == [1, 2, 3, 4, 5, 6])
    for length in 15..<Self.sound.count {
      #expect(throws: WeightsError.self, "cut off at \(length)") {
        try open(Array(Self.sound[..<length]))
      }
    }
  }

  @Test("files with changed bytes are read or reported, and never end the program")
  func mutations() {
    var generator = SeededGenerator(seed: 7)
    var readCount = 0
    for _ in 0..<2000 {
      var bytes = Self.sound
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

  private func expectProblem(_ problem: String, _ bytes: [UInt8]) {
    let error = #expect(throws: WeightsError.self) { try open(bytes) }
    let text = error.map { "\($0)" } ?? ""
    #expect(text.contains(problem))
    #expect(!text.contains("\n"))
  }

  @discardableResult
  private func open(_ bytes: [UInt8]) throws -> any WeightsFile {
    try WeightsReader.open(MappedFile(bytes: bytes), name: "weights.pth")
  }
}
