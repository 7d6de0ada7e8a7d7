import Files
import StoredNumbers
import Testing
import Weights

@Suite("Archives of torch.save")
struct TorchArchiveTests {
  /// A dictionary with the one tensor `w`: 1, 2.
  private static let pickle = Pickle.whole(
    Pickle.dictionary([
      ("w", Pickle.tensor(of: Pickle.storage("0", count: 2), shape: [2], strides: [1]))
    ]))

  private static let little: [UInt8] = [0, 0, 0x80, 0x3f, 0, 0, 0, 0x40]
  private static let big: [UInt8] = [0x3f, 0x80, 0, 0, 0x40, 0, 0, 0]

  @Test(
    "the folder has any name or is missing, and the highest byte is first where the file says so",
    arguments: [
      [("archive/data.pkl", pickle), ("archive/data/0", little)],
      [("data.pkl", pickle), ("data/0", little)],
      [
        ("my net/data/0", little), ("my net/byteorder", Array("little".utf8)),
        ("my net/data.pkl", pickle),
      ],
      [("x/data.pkl", pickle), ("x/byteorder", Array("big".utf8)), ("x/data/0", big)],
    ] as [[(String, [UInt8])]])
  func layouts(entries: [(String, [UInt8])]) throws {
    let file = try open(entries)
    #expect(file.entries == [TensorEntry(name: "w", shape: [2], type: .float32)])
    #expect(try file.tensor(named: "w").values == [1, 2])
  }

  @Test(
    "archives that contradict their pickle are reported",
    arguments: [
      ([("a/data.pkl", pickle)], "'data/0' is missing in the archive"),
      ([("a/data.pkl", pickle), ("b/data/0", little)], "'data/0' is missing"),
      (
        [("a/data.pkl", pickle), ("a/data/0", Array(little.dropLast()))],
        "storage '0' has 7 bytes, and should have 2 numbers of float32"
      ),
      ([("a/data.pkl", pickle), ("a/data/0", little + [0])], "storage '0' has 9 bytes"),
      (
        [("a/data.pkl", pickle), ("a/data/0", little), ("a/byteorder", Array("mixed".utf8))],
        "neither 'little' nor 'big'"
      ),
      ([("a/data.pkl", [0x80, 2])], "it ends at byte 2"),
      ([("a/data.pkl", [])], "it ends at byte 0"),
      ([("a/other", little)], "no data.pkl of PyTorch"),
    ] as [([(String, [UInt8])], String)])
  func contradictions(entries: [(String, [UInt8])], problem: String) {
    let error = #expect(throws: WeightsError.self) { try open(entries) }
    #expect(error.map { "\($0)".contains(problem) } == true)
  }

  @Test("numbers whose checksum is wrong are reported when they are asked for")
  func checksum() throws {
    var bytes = StoredArchive.bytes([("a/data.pkl", Self.pickle), ("a/data/0", Self.little)])
    let place = try #require(bytes.indices.first { bytes[$0...].starts(with: Self.little) })
    bytes[place] = 1
    let file = try WeightsReader.open(MappedFile(bytes: bytes), name: "weights.pth")
    let error = #expect(throws: WeightsError.self) { try file.tensor(named: "w") }
    #expect(error.map { "\($0)".contains("checksum of 'a/data/0'") } == true)
  }

  private func open(_ entries: [(String, [UInt8])]) throws -> any WeightsFile {
    let bytes = StoredArchive.bytes(entries.map { (name: $0.0, contents: $0.1) })
    return try WeightsReader.open(MappedFile(bytes: bytes), name: "weights.pth")
  }
}
