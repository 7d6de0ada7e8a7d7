import Testing
import Weights

@Suite("Keys of metadata")
struct MetadataNameTests {
  @Test("keys that look the same are kept apart, in both containers")
  func alike() throws {
    let metadata: WeightsMetadata = ["caf\u{e9}": "one", "cafe\u{301}": "two"]
    let tensors = [Tensor(name: "x", shape: [1], values: [1])]
    for (bytes, name) in [
      (try SafetensorsWriter.encode(tensors, metadata: metadata), "x.safetensors"),
      (try NpzWriter.encode(tensors, metadata: metadata), "x.npz"),
    ] {
      let read = try open(bytes, name).metadata
      #expect(read == metadata)
      #expect(read["caf\u{e9}"] == "one")
      #expect(read["cafe\u{301}"] == "two")
      #expect(read.sorted.map(\.text) == ["two", "one"])
    }
  }

  @Test("an array of an archive that is no object of texts stays an array")
  func others() throws {
    for json in [#"{"a":1}"#, #"["a"]"#, #"{"a":"b"} c"#, "{a}"] {
      let header = "{'descr': '|u1', 'fortran_order': False, 'shape': (\(json.utf8.count),), }"
      let file = try open(
        zip([ZipMember(name: "__metadata__.npy", contents: npy(header, Array(json.utf8)))]), "x.npz"
      )
      #expect(file.metadata.isEmpty)
      #expect(file.entries.map(\.name) == ["__metadata__"])
    }
  }
}
