import Files
import StoredNumbers
import Testing
import Weights
import _TestSupport

@Suite("Writing weights")
struct WritingTests {
  private let tensors = [
    Tensor(name: "conv1.weight", shape: [2, 1, 1, 2], values: [1, -2, 0.5, 3]),
    Tensor(name: #"odd "name"\#n"#, shape: [0, 3], values: []),
    Tensor(name: "number", shape: [], values: [7]),
  ]

  @Test("a safetensors file has the bytes of the format")
  func safetensorsBytes() throws {
    let file = try SafetensorsWriter.encode(
      [Tensor(name: "x", shape: [1], values: [1])], metadata: ["b": "2", "a": "1"])
    let header =
      #"{"__metadata__":{"a":"1","b":"2"},"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#
    #expect(file == safetensors(header + " ", [0, 0, 128, 63]))
  }

  @Test("an npy file has the bytes that NumPy writes")
  func npyBytes() throws {
    let file = try NpyWriter.encode([Tensor(name: "x", shape: [1], values: [1])])
    let text = "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }"
    let padded = text + String(repeating: " ", count: 118 - 1 - text.utf8.count) + "\n"
    #expect(file == npy(padded, [0, 0, 128, 63]))
  }

  @Test("what is written is read again")
  func roundTrip() throws {
    let files = try [
      ("x.safetensors", SafetensorsWriter.encode(tensors)), ("x.npz", NpzWriter.encode(tensors)),
    ]
    for (name, bytes) in files {
      let file = try open(bytes, name)
      #expect(file.entries.map(\.name) == tensors.map(\.name))
      for tensor in tensors { #expect(try file.tensor(named: tensor.name) == tensor) }
    }
    let single = try open(NpyWriter.encode([tensors[0]]), "conv1.weight.npy")
    #expect(try single.tensor(named: "conv1.weight") == tensors[0])
  }

  @Test("more values than fit one piece keep their order")
  func pieces() throws {
    let values = (0..<70_000).map { Float($0) }
    let file = try open(
      NpzWriter.encode([Tensor(name: "x", shape: [70_000], values: values)]), "x")
    #expect(try file.tensor(named: "x").values == values)
  }

  @Test("what a container cannot hold is refused before anything is written")
  func refusals() {
    let large = TensorEntry(name: "x", shape: [1 << 30], type: .float32)
    let twice = [
      TensorEntry(name: "x", shape: [], type: .float32),
      TensorEntry(name: "x", shape: [], type: .float32),
    ]
    let reserved = TensorEntry(name: "__metadata__", shape: [], type: .float32)
    #expect(throws: WeightsError.self) { try NpzWriter([large]) }
    #expect(throws: WeightsError.self) { try NpzWriter(twice) }
    #expect(throws: WeightsError.self) { try SafetensorsWriter(twice) }
    #expect(throws: WeightsError.self) { try SafetensorsWriter([reserved]) }
    #expect(throws: WeightsError.self) { try NpyWriter(twice) }
    #expect(throws: Never.self) { try SafetensorsWriter([large]) }
  }

  @Test("an archive is written piece by piece to a file that appears when it is complete")
  func streaming() throws {
    let folder = try TemporaryFolder()
    let path = folder("out.npz")
    let writer = try NpzWriter([TensorEntry(name: "x", shape: [2], type: .float32)])
    let output = try FileWriter(path)
    try writer.write(values: { _ in [1, 2] }, to: { bytes in try output.append(bytes) })
    #expect(FileIdentity(of: path) == nil)
    try output.finish()
    let file = try WeightsReader.open(MappedFile(path), name: "out.npz")
    #expect(try file.tensor(named: "x").values == [1, 2])
    #expect(folder.names() == ["out.npz"])
  }
}
