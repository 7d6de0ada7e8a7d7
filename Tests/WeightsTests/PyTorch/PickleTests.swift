import Files
import StoredNumbers
import Testing
import Weights

@Suite("Pickles of tensors")
struct PickleTests {
  private static let six = [(key: "0", count: 6, bytes: Pickle.singles([1, 2, 3, 4, 5, 6]))]

  @Test(
    "strided views are gathered in row-major order",
    arguments: [
      (0, [2, 3], [3, 1], [Float(1), 2, 3, 4, 5, 6]),
      (0, [3, 2], [1, 3], [1, 4, 2, 5, 3, 6]),
      (1, [2, 2], [3, 1], [2, 3, 5, 6]),
      (2, [2, 2], [0, 1], [3, 4, 3, 4]),
      (5, [], [], [6]),
      (0, [0, 3], [3, 1], []),
      (0, [1, 6, 1], [7, 1, 9], [1, 2, 3, 4, 5, 6]),
      (1, [1, 3], [.max, 2], [2, 4, 6]),
    ])
  func views(offset: Int, shape: [Int], strides: [Int], values: [Float]) throws {
    let storage = Pickle.storage("0", count: 6)
    let tensor = Pickle.tensor(of: storage, offset: offset, shape: shape, strides: strides)
    let file = try open(Pickle.legacyFile(tensor, storages: Self.six))
    #expect(
      try file.tensor(named: "tensor") == Tensor(name: "tensor", shape: shape, values: values))
  }

  @Test(
    "numbers of every type are converted",
    arguments: [
      ("Float", ElementType.float32, [0x00, 0x00, 0xc0, 0xbf], Float(-1.5)),
      ("Double", .float64, [0, 0, 0, 0, 0, 0, 0xf8, 0x3f], 1.5),
      ("Half", .float16, [0x00, 0xbe], -1.5),
      ("BFloat16", .bfloat16, [0xc0, 0x3f], 1.5),
      ("Long", .int64, [0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], -2),
      ("Int", .int32, [0x00, 0x00, 0x01, 0x00], 65536),
      ("Short", .int16, [0xff, 0xff], -1),
      ("Char", .int8, [0x80], -128),
      ("Byte", .uint8, [0xff], 255),
      ("Bool", .bool, [1], 1),
    ] as [(String, ElementType, [UInt8], Float)])
  func types(name: String, type: ElementType, bytes: [UInt8], value: Float) throws {
    let storage = Pickle.storage("k", type: name, count: 1)
    let tensor = Pickle.tensor(of: storage, shape: [1], strides: [1])
    let file = try open(Pickle.legacyFile(tensor, storages: [("k", 1, bytes)]))
    #expect(
      try file.tensor(named: "tensor")
        == Tensor(name: "tensor", shape: [1], type: type, values: [value]))
  }

  @Test("nested dictionaries and lists name tensors by their path, and the rest is left out")
  func paths() throws {
    let one = Pickle.tensor(of: Pickle.storage("0", count: 6), offset: 4, shape: [1], strides: [1])
    let list = Pickle.emptyList + Pickle.mark + Pickle.none + one + [0x65]
    let content = Pickle.dictionary([
      ("epoch", Pickle.int(3)), ("net", Pickle.dictionary([("conv", one), ("list", list)])),
      ("name", Pickle.text("x")),
    ])
    let file = try open(Pickle.legacyFile(content, storages: Self.six))
    #expect(file.entries.map(\.name) == ["net.conv", "net.list.1"])
    #expect(try file.tensor(named: "net.list.1").values == [5])
  }

  @Test("of a checkpoint only the state of the model is read, parameters and attributes included")
  func checkpoint() throws {
    let one = Pickle.tensor(of: Pickle.storage("0", count: 6), shape: [2], strides: [1])
    let parameter =
      Pickle.global("torch._utils", "_rebuild_parameter") + Pickle.mark + one + [0x88]
      + Pickle.emptyDictionary + Pickle.tuple + Pickle.reduce
    // state_dict() carries its versions as an attribute of the dictionary.
    let state =
      Pickle.global("collections", "OrderedDict") + Pickle.emptyTuple + Pickle.reduce
      + Pickle.text("w") + parameter + Pickle.setItem
      + Pickle.dictionary([("_metadata", Pickle.emptyDictionary)]) + Pickle.build
    let content = Pickle.dictionary([("optimizer", one), ("state_dict", state)])
    let file = try open(Pickle.legacyFile(content, storages: Self.six))
    #expect(file.entries == [TensorEntry(name: "w", shape: [2], type: .float32)])
    #expect(try file.tensor(named: "w").values == [1, 2])
  }

  @Test("two tensors whose paths are the same are refused, not one of them lost")
  func collision() throws {
    let one = Pickle.tensor(of: Pickle.storage("0", count: 6), offset: 4, shape: [1], strides: [1])
    let other = Pickle.tensor(of: Pickle.storage("0", count: 6), shape: [2], strides: [1])
    let content = Pickle.dictionary([("a", Pickle.dictionary([("b", one)])), ("a.b", other)])
    let error = #expect(throws: WeightsError.self) {
      try open(Pickle.legacyFile(content, storages: Self.six))
    }
    #expect(error?.description.contains("'a.b'") == true)
  }

  @Test("what a pickle remembers is the same value, and the last of equal keys counts")
  func memo() throws {
    let storage = Pickle.storage("0", count: 6)
    let one = Pickle.tensor(of: storage, shape: [1], strides: [1]) + Pickle.put(7)
    let other = Pickle.tensor(of: storage, offset: 3, shape: [1], strides: [1])
    let content = Pickle.dictionary([("a", one), ("b", Pickle.get(7)), ("a", other)])
    let file = try open(Pickle.legacyFile(content, storages: Self.six))
    #expect(file.entries.map(\.name) == ["a", "b"])
    #expect(try file.tensor(named: "a").values == [4])
    #expect(try file.tensor(named: "b").values == [1])
  }

  @Test("frames, memoised short texts and names from the stack of protocol 4 are read")
  func protocol4() throws {
    func short(_ text: String) -> [UInt8] {
      [0x8c, UInt8(text.utf8.count)] + Array(text.utf8) + [0x94]
    }
    let storage =
      Pickle.mark + short("storage") + short("torch") + short("FloatStorage") + [0x93, 0x94]
      + short("0") + short("cpu") + [0x4b, 6] + Pickle.none + Pickle.tuple + [0x94]
      + Pickle.persistent
    let tensor =
      short("torch._utils") + short("_rebuild_tensor_v2") + [0x93, 0x94] + Pickle.mark + storage
      + [0x4b, 1, 0x4b, 2, 0x85, 0x94, 0x4b, 1, 0x85, 0x94, 0x89] + Pickle.emptyDictionary
      + Pickle.tuple + Pickle.reduce
    let content = [0x95, 0, 0, 0, 0, 0, 0, 0, 0] + [0x5d, 0x94] + tensor + Pickle.append
    let file = try open(Pickle.legacyFile(content, storages: Self.six))
    #expect(try file.tensor(named: "0").values == [2, 3])
  }

  @Test("a file of protocol 1, whose magic number is a line of digits, is read")
  func protocol1() throws {
    func pickle(_ body: [UInt8]) -> [UInt8] { body + [0x2e] }
    func byteText(_ text: String) -> [UInt8] { [0x55, UInt8(text.utf8.count)] + Array(text.utf8) }
    let storage =
      Pickle.mark + byteText("storage") + Pickle.global("torch", "FloatStorage") + byteText("0")
      + byteText("cpu") + Array("I6\n".utf8) + Pickle.none + Pickle.tuple + Pickle.persistent
    let tensor =
      Pickle.global("torch._utils", "_rebuild_tensor") + Pickle.mark + storage + [0x4b, 1]
      + Pickle.mark + Array("L2L\n".utf8) + Pickle.tuple + Pickle.mark + [0x4b, 1] + Pickle.tuple
      + Pickle.tuple + Pickle.reduce
    let bytes =
      pickle(Array("L119547037146038801333356L\n".utf8)) + pickle([0x4d, 0xe9, 0x03])
      + pickle(Pickle.emptyDictionary) + pickle(tensor)
      + pickle(Pickle.emptyList + byteText("0") + Pickle.append) + Pickle.littleEndian(Int64(6))
      + Self.six[0].bytes
    #expect(try open(bytes).tensor(named: "tensor").values == [2, 3])
  }

  private func open(_ bytes: [UInt8]) throws -> any WeightsFile {
    try WeightsReader.open(MappedFile(bytes: bytes), name: "weights")
  }
}
