import Codecs
import StoredNumbers
import Testing
import Weights

@Suite("Tensors of types that are not read")
struct UnreadTypeTests {
  @Test(
    "a safetensors file lists them with type and shape, and reads all others",
    arguments: [
      ("F8_E4M3", 4), ("F8_E5M2", 4), ("F8_E8M0", 4), ("F4", 2), ("F6_E2M3", 3), ("F6_E3M2", 3),
      ("C64", 32), ("F2_OF_THE_FUTURE", 7),
    ])
  func safetensorsFile(type: String, byteCount: Int) throws {
    let header =
      #"{"odd":{"dtype":"\#(type)","shape":[2,2],"data_offsets":[0,\#(byteCount)]},"#
      + #""w":{"dtype":"U8","shape":[1],"data_offsets":[\#(byteCount),\#(byteCount + 1)]}}"#
    let file = try open(
      safetensors(header, [UInt8](repeating: 0, count: byteCount) + [9]), "x.safetensors")
    #expect(file.entries == [TensorEntry(name: "w", shape: [1], type: .uint8)])
    #expect(file.unread == [UnreadTensor(name: "odd", shape: [2, 2], type: type)])
    #expect(try file.tensor(named: "w").values == [9])
    #expect(throws: WeightsError.unread(name: "odd", type: type)) { try file.tensor(named: "odd") }
    #expect(throws: WeightsError.unread(name: "odd", type: type)) { try file.entry(for: "odd") }
    #expect(
      "\(WeightsError.unread(name: "odd", type: type))"
        == "the values of 'odd' are of type '\(type)', which is not read: convert them to float32 "
        + "or float16 where they were made")
  }

  @Test("a first layer of such a type does not give way to another in silence")
  func firstLayer() throws {
    let header =
      #"{"aux.rgb.weight":{"dtype":"U8","shape":[1,3,2,2],"data_offsets":[12,24]},"#
      + #""conv1.weight":{"dtype":"F8_E4M3","shape":[1,3,2,2],"data_offsets":[0,12]}}"#
    let file = try open(safetensors(header, [UInt8](repeating: 0, count: 24)), "x.safetensors")
    let chooser = FilterChooser(file, keys: WeightsKeys(file))
    #expect(throws: WeightsError.unread(name: "conv1.weight", type: "F8_E4M3")) {
      try chooser.choice()
    }
    #expect(try chooser.layer("aux.rgb").layer == "aux.rgb")
  }

  @Test(
    "an archive lists arrays of anything but numbers, and reads all others",
    arguments: [
      ("'<U5'", "<U5", CodecError.numpyType("<U5")), ("'|S3'", "|S3", .numpyType("|S3")),
      ("'<c8'", "<c8", .numpyType("<c8")), ("'<M8[ns]'", "<M8[ns]", .numpyType("<M8[ns]")),
      ("'<f16'", "<f16", .numpyType("<f16")), ("'|V2'", "|V2", .numpyType("|V2")),
      ("'|O'", "|O", .numpyObjects), ("'|O8'", "|O8", .numpyObjects),
      ("[('a', '<f4'), ('b', '|O')]", "[('a', '<f4'), ('b', '|O')]", .numpyObjects),
      ("[('a', '<f4')]", "[('a', '<f4')]", .numpyType("[('a', '<f4')]")),
    ])
  func archive(written: String, type: String, problem: CodecError) throws {
    let odd = npy("{'descr': \(written), 'fortran_order': False, 'shape': (3L, 1), }", [1, 2, 3])
    let numbers = npy("{'descr': '|u1', 'fortran_order': False, 'shape': (1,), }", [5])
    let file = try open(
      zip([ZipMember(name: "odd.npy", contents: odd), ZipMember(name: "w.npy", contents: numbers)]),
      "x.npz")
    let error = WeightsError.array(name: "odd", problem: problem)
    #expect(file.entries.map(\.name) == ["w"])
    #expect(
      file.unread == [UnreadTensor(name: "odd", shape: [3, 1], type: type, problem: error)])
    #expect(throws: error) { try file.tensor(named: "odd") }
  }

  @Test("an archive of text alone is listed, one of Python objects alone is refused")
  func nothingElse() throws {
    func archive(_ type: String) -> [UInt8] {
      zip([
        ZipMember(
          name: "x.npy",
          contents: npy("{'descr': '\(type)', 'fortran_order': False, 'shape': (), }", [0]))
      ])
    }
    #expect(try open(archive("<U1"), "x.npz").unread.map(\.name) == ["x"])
    #expect(throws: WeightsError.array(name: "x", problem: .numpyObjects)) {
      try open(archive("|O"), "x.npz")
    }
  }

  @Test("what macOS leaves beside an array spoils nothing")
  func appleDouble() throws {
    let numbers = npy("{'descr': '|u1', 'fortran_order': False, 'shape': (1,), }", [5])
    let file = try open(
      zip([
        ZipMember(name: "w.npy", contents: numbers),
        ZipMember(name: "__MACOSX/._w.npy", contents: [0, 5, 0x16, 7, 0, 2, 0, 0]),
      ]), "x.npz")
    #expect(file.entries.map(\.name) == ["w"])
    #expect(file.unread.map(\.type) == ["no array"])
  }

  @Test(
    "a file of PyTorch lists them with the type of their storage",
    arguments: [
      ("ComplexFloat", "complex64", 8), ("ComplexDouble", "complex128", 16), ("QInt8", "qint8", 1),
      ("QUInt8", "quint8", 1), ("QInt32", "qint32", 4), ("Float8_e4m3fn", "Float8_e4m3fn", 1),
    ])
  func torchStorage(storage: String, type: String, size: Int) throws {
    let odd = Pickle.tensor(
      of: Pickle.storage("1", type: storage, count: 2), shape: [2], strides: [1])
    let content = Pickle.dictionary([
      ("odd", odd),
      ("w", Pickle.tensor(of: Pickle.storage("0", count: 1), shape: [1], strides: [1])),
    ])
    let file = try open(
      StoredArchive.bytes([
        ("a/data.pkl", Pickle.whole(content)), ("a/data/0", Pickle.singles([3])),
        ("a/data/1", [UInt8](repeating: 0, count: 2 * size)),
      ]), "x.pth")
    #expect(file.entries.map(\.name) == ["w"])
    #expect(file.unread == [UnreadTensor(name: "odd", shape: [2], type: type)])
    #expect(try file.tensor(named: "w").values == [3])
  }

  @Test(
    "a tensor that brings its type along is read where the type is",
    arguments: [
      ("uint16", [1, 0, 255, 255], [Float(1), 65535]), ("uint32", [7, 0, 0, 0], [7]),
      ("float8_e4m3fn", [1, 2], nil), ("float8_of_the_future", [1, 2], nil),
    ] as [(String, [UInt8], [Float]?)])
  func typedTensor(type: String, bytes: [UInt8], values: [Float]?) throws {
    let storage =
      Pickle.mark + Pickle.text("storage") + Pickle.global("torch.storage", "UntypedStorage")
      + Pickle.text("0") + Pickle.text("cpu") + Pickle.int(bytes.count) + Pickle.tuple
      + Pickle.persistent
    let count = values?.count ?? bytes.count
    let tensor =
      Pickle.global("torch._utils", "_rebuild_tensor_v3") + Pickle.mark + storage + Pickle.int(0)
      + Pickle.tuple([count]) + Pickle.tuple([1]) + [0x89] + Pickle.none
      + Pickle.global("torch", type) + Pickle.emptyDictionary + Pickle.tuple + Pickle.reduce
    let file = try open(
      StoredArchive.bytes([("a/data.pkl", Pickle.whole(tensor)), ("a/data/0", bytes)]), "x.pth")
    if let values {
      #expect(try file.tensor(named: "tensor").values == values)
    } else {
      #expect(file.unread == [UnreadTensor(name: "tensor", shape: [2], type: type)])
    }
  }
}
