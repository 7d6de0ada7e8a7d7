import Testing
import Weights
import _TestSupport

@Suite("Names of tensors")
struct NameTests {
  /// `é` as one character, and as `e` with an accent.
  private static let (whole, parts) = ("caf\u{e9}", "cafe\u{301}")

  private static let one = npy("{'descr': '|u1', 'fortran_order': False, 'shape': (1,), }", [1])
  private static let two = npy("{'descr': '|u1', 'fortran_order': False, 'shape': (1,), }", [2])

  private static func torch(_ names: [String]) -> [UInt8] {
    Pickle.legacyFile(
      Pickle.dictionary(
        names.enumerated().map { place, name in
          let storage = Pickle.storage("0", count: 2)
          return (name, Pickle.tensor(of: storage, offset: place, shape: [1], strides: [1]))
        }), storages: [("0", 2, Pickle.singles([1, 2]))])
  }

  private static func header(_ first: String, _ second: String) -> String {
    #"{"\#(first)":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"#
      + #""\#(second)":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}"#
  }

  @Test(
    "two names that look the same are two tensors",
    arguments: [
      safetensors(header(whole, parts), [1, 2]),
      safetensors(header("caf\\u00e9", "cafe\\u0301"), [1, 2]),
      zip([
        ZipMember(name: whole + ".npy", contents: one),
        ZipMember(name: parts + ".npy", contents: two),
      ]),
      torch([whole, parts]),
      StoredArchive.bytes([
        (
          "a/data.pkl",
          Pickle.whole(
            Pickle.dictionary([
              (whole, Pickle.tensor(of: Pickle.storage(whole, count: 1), shape: [1], strides: [1])),
              (parts, Pickle.tensor(of: Pickle.storage(parts, count: 1), shape: [1], strides: [1])),
            ]))
        ), ("a/data/" + whole, Pickle.singles([1])), ("a/data/" + parts, Pickle.singles([2])),
      ]),
      Protobuf.model([(whole, [1]), (parts, [2])]),
    ])
  func alike(bytes: [UInt8]) throws {
    let file = try open(bytes, "x")
    let names = file.entries.map { Array($0.name.utf8) }
    #expect(Set(names).count == 2)
    for (name, value) in [(Self.whole, Float(1)), (Self.parts, 2)] {
      let entry = try #require(file.entries.first { $0.name.utf8.starts(with: name.utf8) })
      #expect(try file.tensor(named: entry.name).values == [value])
      #expect(file.entry(named: entry.name) == entry)
    }
    #expect(file.entries[0] != file.entries[1])
  }

  @Test("both are written into every container that names its tensors")
  func writing() throws {
    let tensors = [
      Tensor(name: Self.whole, shape: [1], values: [1]),
      Tensor(name: Self.parts, shape: [1], values: [2]),
    ]
    for bytes in [try SafetensorsWriter.encode(tensors), try NpzWriter.encode(tensors)] {
      let file = try open(bytes, "x")
      #expect(try file.tensor(named: Self.whole).values == [1])
      #expect(try file.tensor(named: Self.parts).values == [2])
    }
  }

  @Test("escapes that give the same name give it twice")
  func escapes() {
    let message = problem(safetensors(Self.header("caf\\u00e9", Self.whole), [1, 2]), "x")
    #expect(message?.contains("the name 'caf\u{e9}' occurs twice in its header") == true)
    #expect(problem(safetensors(Self.header("\\ud83d\\ude00", "\\n\\/"), [1, 2]), "x") == nil)
  }

  @Test("a name that a person writes is found by its bytes, else where one looks the same")
  func written() throws {
    let both = try open(safetensors(Self.header(Self.whole, Self.parts), [1, 2]), "x")
    #expect(try Array(both.entry(for: Self.parts).name.utf8) == Array(Self.parts.utf8))
    let single = try open(safetensors(Self.header("b", Self.parts), [1, 2]), "x")
    #expect(try Array(single.entry(for: Self.whole).name.utf8) == Array(Self.parts.utf8))
    let error = #expect(throws: WeightsError.self) { try both.tensor(named: "cafe") }
    #expect(
      error?.description.contains("(the file has caf\u{e9} (caf<U+00E9>), cafe\u{301} (") == true)
  }

  @Test("names in bytes that are not UTF-8 stay apart")
  func otherBytes() throws {
    // As Python 2 writes a text: Latin-1 where it is not UTF-8.
    func byteText(_ bytes: [UInt8]) -> [UInt8] { [0x55, UInt8(bytes.count)] + bytes }
    let tensor = Pickle.tensor(of: Pickle.storage("0", count: 2), shape: [1], strides: [1])
    let content =
      Pickle.emptyDictionary + Pickle.mark + byteText([0xe9]) + tensor + byteText([0xe8]) + tensor
      + byteText([0xc3, 0xa0]) + tensor + Pickle.setItems
    let bytes = Pickle.legacyFile(content, storages: [("0", 2, Pickle.singles([1, 2]))])
    #expect(try open(bytes, "x").entries.map(\.name) == ["\u{e9}", "\u{e8}", "\u{e0}"])
  }

  @Test("an ending is one of bytes, whatever stands before it")
  func endings() throws {
    // U+0600 joins what follows to one character.
    let file = try open(zip([ZipMember(name: "a\u{600}.npy", contents: Self.one)]), "x")
    #expect(file.entries.map(\.name) == ["a\u{600}"])
  }
}
