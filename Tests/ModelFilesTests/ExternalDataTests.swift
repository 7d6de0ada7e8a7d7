import Files
import ModelFiles
import Testing
import _TestSupport

@Suite("Values beside an ONNX model")
struct ExternalDataTests {
  private let folder: TemporaryFolder
  private let parent: TemporaryFolder

  init() throws {
    parent = try TemporaryFolder()
    folder = try TemporaryFolder()
    let values = Protobuf.littleEndian([
      Float(1).bitPattern, Float(2).bitPattern, Float(3).bitPattern,
    ])
    try File.write(values, to: folder("w.bin"))
    try File.write(values, to: parent("secret.bin"))
  }

  private func tensor(_ entries: [(String, String)], shape: [Int64] = [2]) throws -> ONNXTensor {
    let external = entries.flatMap { Protobuf.bytes(13, Protobuf.entry($0.0, $0.1)) }
    let message = Protobuf.tensor("t", type: 1, shape: shape, external + Protobuf.number(14, 1))
    return try ModelFilesTests.tensor(message, folder: folder.path)
  }

  private func problem(_ entries: [(String, String)], shape: [Int64] = [2]) -> String? {
    do {
      _ = try tensor(entries, shape: shape).floats()
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test("values are found at their offset, with and without a length")
  func values() throws {
    #expect(try tensor([("location", "w.bin")], shape: [3]).floats() == [1, 2, 3])
    #expect(try tensor([("location", "./w.bin"), ("offset", "4")]).floats() == [2, 3])
    let both = [("location", "w.bin"), ("offset", "0"), ("length", "8"), ("checksum", "x")]
    #expect(try tensor(both).floats() == [1, 2])
  }

  @Test("a file is mapped once, whichever tensor asks and however its name is written")
  func mappedOnce() throws {
    let initializers = ["w.bin", "./w.bin"].flatMap { location in
      let place = Protobuf.bytes(13, Protobuf.entry("location", location)) + Protobuf.number(14, 1)
      return Protobuf.bytes(5, Protobuf.tensor("t", type: 1, shape: [3], place))
    }
    let tensors = try model(Protobuf.model(initializers), folder: folder.path).graph.initializers
    #expect(try tensors[0].floats() == [1, 2, 3])
    try File.write([UInt8](repeating: 0, count: 12), to: folder("w.bin"))
    #expect(try tensors[1].floats() == [1, 2, 3])
  }

  @Test("a record says where the values are, before any file is looked for")
  func record() throws {
    let place = try tensor([("location", "absent"), ("offset", "16"), ("length", "8")]).storage
    guard case .external(let data) = place else {
      Issue.record("\(place) is not external")
      return
    }
    #expect(data.location == "absent")
    #expect(data.offset == 16)
    #expect(data.byteCount == 8)
  }

  @Test("a link within the folder is followed, one out of it is refused")
  func links() throws {
    folder.link("inside", to: "w.bin")
    #expect(try tensor([("location", "inside")], shape: [3]).floats() == [1, 2, 3])
    folder.link("outside", to: parent("secret.bin").display)
    folder.link("up", to: parent.path.display)
    let secret = try #require(parent("secret.bin").resolved)
    for name in ["outside", "up/secret.bin"] {
      #expect(
        problem([("location", name)])
          == "tensor 't' has its values in '\(name)': a link that leads to \(secret), which is "
          + "refused: values are read from the folder of the model alone, copy the file there")
    }
  }

  @Test(
    "paths that leave the folder are refused",
    arguments: [
      ("/etc/passwd", "a path from the root"), ("../secret.bin", "a path with '..'"),
      ("a/../../secret.bin", "a path with '..'"),
    ])
  func paths(location: String, reason: String) {
    #expect(
      problem([("location", location)])
        == "tensor 't' has its values in '\(location)': \(reason), which is refused: values are "
        + "read from the folder of the model alone")
  }

  @Test("places outside the file and lengths that are not those of the shape are refused")
  func ranges() {
    let start = "tensor 't' has its values in 'w.bin': "
    let length = [("location", "w.bin"), ("length", "12")]
    #expect(problem(length) == start + "12 bytes according to the model, and its shape has 8")
    let missing = "bytes from byte 8 are needed, and the file has 12: copy or download it again"
    #expect(problem([("location", "w.bin"), ("offset", "8")]) == start + "8 \(missing)")
    let far = [("location", "w.bin"), ("offset", "\(Int.max)")]
    #expect(problem(far)?.hasPrefix(start + "8 bytes from byte 9223372036854775807") == true)
    #expect(
      problem([("location", "w.bin")], shape: [1 << 40])?.hasPrefix(start + "4398046511104") == true
    )
  }

  @Test(
    "offsets that are no numbers are refused",
    arguments: ["-4", "0x10", "", "99999999999999999999"])
  func numbers(offset: String) {
    #expect(
      problem([("location", "w.bin"), ("offset", offset)])
        == "tensor 't': the offset of its values is '\(offset)', which is not a number of bytes")
  }

  @Test("an absent file, a folder and a missing name are told")
  func absences() throws {
    let absent = problem([("location", "no.bin")])
    #expect(absent?.hasPrefix("tensor 't' has its values in 'no.bin': cannot be read: ") == true)
    #expect(absent?.hasSuffix(": put the file beside the model") == true)
    #expect(problem([("location", ".")])?.contains("does not name the file") == true)
    #expect(problem([])?.contains("does not name the file") == true)
    let unplaced = Protobuf.bytes(13, Protobuf.entry("location", "w.bin")) + Protobuf.number(14, 1)
    let alone = try ModelFilesTests.tensor(Protobuf.tensor("t", type: 1, shape: [2], unplaced))
    #expect(
      ModelFilesTests.problem { () throws(ModelFileError) in _ = try alone.floats() }
        == "tensor 't' has its values in 'w.bin': another file, but the folder of the model is not "
        + "known")
  }
}
