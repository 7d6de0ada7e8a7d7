import Codecs
import Files
import Testing
import Weights
import _TestSupport

@Suite("Broken weights files")
struct BrokenFileTests {
  @Test(
    "a safetensors file that cannot be is refused with a reason",
    arguments: [
      (safetensors("{}", length: 1 << 60), "claims 1152921504606846976 bytes"),
      (safetensors("{}", length: 100_000_001), "at most 100000000 are read"),
      (
        safetensors(#"{"a":{"x":"# + String(repeating: "[", count: 128)),
        "its header has values in more than 128 others, at byte 138 of it"
      ),
      (
        safetensors(#"{"a":{"x":"# + String(repeating: "[", count: 127)),
        "its header is no valid JSON, at byte 137 of it"
      ),
      (safetensors("{}", length: 3), "ends early: 10 of 11 bytes are there"),
      (safetensors("[]"), "does not begin with '{'"), (safetensors("{"), "no valid JSON"),
      (safetensors("{} x"), "no valid JSON"),
      (safetensors(#"{"x":7}"#), "'x' of its header is not what it should be"),
      (
        safetensors(#"{"x":{"shape":[1],"data_offsets":[0,4]}}"#),
        "'x' of its header has no 'dtype'"
      ),
      (safetensors(#"{"__metadata__":{"a":1}}"#), "'__metadata__' 'a' of its header"),
      (tensor(shape: "1.5", offsets: "0,4"), "'x' 'shape' of its header is not what"),
      (tensor(shape: "1", offsets: "0"), "'x' 'data_offsets'"),
      (tensor(shape: "1", offsets: "0,4,8"), "'x' 'data_offsets'"),
      (tensor(shape: "-1,-1", offsets: "0,4"), "too large or negative"),
      (tensor(shape: "4294967296,4294967296", offsets: "0,4"), "too large or negative"),
      (tensor(shape: "4294967296,4294967296,0", offsets: "0,0"), "too large or negative"),
      (tensor(shape: "4611686018427387904", offsets: "0,4"), "too large or negative"),
      (tensor(shape: "1", offsets: "4,0"), "lies at bytes 4 to 0"),
      (tensor(shape: "1", offsets: "-4,0"), "lies at bytes -4 to 0"),
      (tensor(shape: "2", offsets: "0,8"), "ends early: 66 of 70 bytes are there"),
      (tensor(shape: "1", offsets: "0,9223372036854775807"), "needs 4 bytes for its shape"),
      (tensor(shape: "1", offsets: "0,99999999999999999999"), "'x' 'data_offsets' of its header"),
      (tensor(shape: "2", offsets: "0,4"), "needs 8 bytes for its shape and has 4"),
      (tensor(type: "F8_E5M2", shape: "5", offsets: "0,4"), "needs 5 bytes for its shape"),
      (tensor(type: "F6_E2M3", shape: "6", offsets: "0,4"), "needs 5 bytes for its shape"),
      (tensor(type: "F4", shape: "6", offsets: "0,4"), "needs 3 bytes for its shape"),
      (tensor(type: "C64", shape: "1", offsets: "0,4"), "needs 8 bytes for its shape"),
      (tensor(type: "NEW", shape: "1", offsets: "0,5"), "ends early"),
      (tensor(type: "NEW", shape: "1", offsets: "1,4"), "leaves a gap before it"),
      (tensor(type: "NEW", shape: "-1", offsets: "0,4"), "too large or negative"),
      (
        tensor(type: "NEW", shape: "1", offsets: "0,9223372036854775807"),
        "ends early: 84 of 9223372036854775807 bytes"
      ),
      (safetensors(#"{"__metadata__":{"a":"1","\u0061":"2"}}"#), "the name 'a' occurs twice in"),
      (safetensors(#"{"x":{"dtype":"U8","dtype":"U8"}}"#), "the name 'dtype' occurs twice in 'x'"),
      (safetensors(#"{"\ud800":{}}"#), "no valid JSON, at byte 8"),
      (safetensors(#"{"x":{"a":01}}"#), "no valid JSON"),
      (safetensors(#"{"x":{"a":[1,]}}"#), "no valid JSON"),
      (pair("0,2", "1,3"), "'y' at byte 1 overlaps the one before it, which ends at 2"),
      (pair("0,2", "0,2"), "'y' at byte 0 overlaps"), (pair("0,1", "2,3"), "leaves a gap"),
      (pair("1,2", "2,3"), "'x' at byte 1 leaves a gap"),
      (pair("0,1", "1,2"), "1 bytes at its end belong to no tensor"),
      (pair("0,1", "1,3", second: #"\u0078"#), "the name 'x' occurs twice"),
      (safetensors(String(repeating: #"{"x":"#, count: 100_000)), "values in more than 128 others"),
    ])
  func safetensorsFiles(file: [UInt8], reason: String) throws {
    let message = try #require(problem(file, "x.safetensors"))
    #expect(message.contains(reason))
    #expect(!message.contains("\n"))
  }

  @Test(
    "an array whose header lies is refused with a reason",
    arguments: [
      (npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", [0]), "needs 8 bytes"),
      (npy("{'descr': '|u1', 'fortran_order': False, 'shape': (1,), }", [0, 0]), "holds 2"),
      (
        npy("{'descr': '<f8', 'fortran_order': True, 'shape': (4611686018427387904, 2), }"),
        "is too large"
      ),
      (
        npy("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", [0]),
        "array 'x': pickled Python objects, not numbers"
      ),
      (npy("{'descr': '<f4', 'shape': (1,), }", [0, 0, 0, 0]), "all of"),
      ([1, 2, 3], "not a NumPy"),
      (
        npy(
          "{'descr': '|u1', 'fortran_order': True, 'shape': ("
            + String(repeating: "1,", count: 65) + "), }", [0]), "is too large"
      ),
    ] as [([UInt8], String)])
  func arrays(file: [UInt8], reason: String) throws {
    #expect(try #require(problem(file, "x.npy")).contains(reason))
  }

  @Test(
    "an archive that cannot be is refused with a reason",
    arguments: [
      ([ZipMember(contents: array, checksum: 1)], "the checksum of 'x.npy' is wrong"),
      ([ZipMember(contents: array, flags: 1)], "'x.npy' is encrypted"),
      ([ZipMember(contents: array, method: 14)], "compressed with LZMA"),
      ([ZipMember(contents: array, method: 77)], "compressed with method 77"),
      ([ZipMember(contents: array, size: 5)], "stored with two different sizes"),
      ([ZipMember(contents: array, packedSize: 9999)], "does not lie within the file"),
      ([ZipMember(contents: array, size: 0xffff_ffff)], "the sizes of 'x.npy' are missing"),
      ([ZipMember(contents: array, localName: "y.npy")], "is not at byte 0"),
      ([ZipMember(contents: array), ZipMember(contents: array)], "'x.npy' occurs twice"),
      ([ZipMember(name: "a.txt", contents: [1])], "holds no .npy arrays"),
      ([ZipMember(contents: [255, 255, 255], method: 8, size: 85)], "does not inflate"),
      // A deflated array with fewer and more bytes than the directory says.
      ([ZipMember(contents: deflated, method: 8, size: 86)], "does not inflate"),
      ([ZipMember(contents: deflated, method: 8, size: 84)], "needs 16 bytes of values"),
    ])
  func archives(members: [ZipMember], reason: String) throws {
    #expect(try #require(problem(zip(members), "x.npz")).contains(reason))
  }

  @Test("entries of an archive that share bytes are refused")
  func overlappingEntries() throws {
    let inner = Array(zip([ZipMember(name: "b.npy", contents: Self.array)]).prefix(30 + 5 + 71))
    var file = zip([
      ZipMember(name: "a.npy", contents: inner), ZipMember(name: "b.npy", contents: Self.array),
    ])
    // The second record of the directory is led into the contents of the first entry.
    let record = try #require(file.indices.last { file[$0...].starts(with: [0x50, 0x4b, 1, 2]) })
    file.replaceSubrange(record + 42..<record + 46, with: little(35, 4))
    #expect(problem(file, "x.npz") == "the zip file is damaged: two entries overlap at byte 35")
  }

  @Test("a directory of an archive that lies about itself is refused")
  func lyingDirectory() throws {
    let member = ZipMember(contents: Self.array)
    for (count, offset, reason) in [
      (2, nil, "too short for 2 entries"), (0, nil, "more than the 0 entries"),
      (1, 1 << 31, "does not lie within the file"), (1, 0, "record of its directory is damaged"),
    ] {
      let file = zip([member], count: count, directoryOffset: offset)
      #expect(try #require(problem(file, "x.npz")).contains(reason))
    }
  }

  @Test("a bomb is refused before memory is taken")
  func bombs() throws {
    let header = "{'descr': '|u1', 'fortran_order': False, 'shape': (4294967000,), }"
    for (size, packed) in [(4_000_000_000, 80), (4_000_000_000, 5_000_000)] {
      let archive = try ZipArchive(
        MappedFile(
          bytes: zip([
            ZipMember(
              contents: [UInt8](repeating: 0, count: packed), method: 8, size: size)
          ])))
      let entry = try #require(archive.entries.first)
      let error = #expect(throws: WeightsError.self) { try archive.contents(of: entry) }
      #expect(error?.description.contains("claims to inflate from \(packed) to 4000000000") == true)
    }
    #expect(problem(npy(header), "x.npy")?.contains("needs 4294967000 bytes") == true)
  }

  @Test("a file cut off anywhere is refused")
  func truncation() throws {
    let files = try [
      ("x.safetensors", Self.pair("0,1", "1,3")), ("x.npy", Self.array),
      ("x.npz", NpzWriter.encode([Tensor(name: "x", shape: [2], values: [1, 2])])),
    ]
    for (name, whole) in files {
      #expect(problem(whole, name) == nil)
      for count in whole.indices {
        #expect(problem(Array(whole[..<count]), name) != nil, "\(name) cut off at \(count)")
      }
    }
  }

  @Test("an empty file and text are named as such")
  func unknown() {
    #expect(throws: WeightsError.empty) { try open([], "x.npz") }
    #expect(throws: WeightsError.unknownContainer(.other("a web page"))) {
      try open(Array("<html>".utf8), "x.pth")
    }
  }

  @Test("damaged bytes never crash a reader")
  func fuzz() throws {
    #if DEBUG
      let rounds = 200
    #else
      let rounds = 20_000
    #endif
    var generator = SeededGenerator(seed: 3)
    let tensors = [
      Tensor(name: "a", shape: [2, 2], values: [1, 2, 3, 4]),
      Tensor(name: "b", shape: [1], values: [5]),
    ]
    let seeds = try [
      ("x.safetensors", SafetensorsWriter.encode(tensors, metadata: ["k": "v"])),
      ("x.npy", NpyWriter.encode([tensors[0]])), ("x.npz", NpzWriter.encode(tensors)),
      (
        "x.npz",
        zip([ZipMember(contents: Self.deflated, method: 8, checksum: 0xf8f7_5218, size: 85)])
      ),
    ]
    var refused = 0
    for round in 0..<rounds {
      var (name, bytes) = seeds[round % seeds.count]
      for _ in 0...Int.random(in: 0..<4, using: &generator) {
        let place = Int.random(in: bytes.indices, using: &generator)
        bytes[place] =
          [0, 0xff, 0x80, UInt8.random(in: 0...255, using: &generator)]
          .randomElement(using: &generator) ?? 0
      }
      if problem(bytes, name) != nil { refused += 1 }
    }
    // Most damage is noticed; some lands in values, which nothing guards.
    #expect(refused > rounds / 3)
  }

  private static let deflated = TinyFileTests.deflated

  /// Two zeros: 71 bytes.
  private static let array = npy(
    "{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }", [0, 0])

  private static func tensor(type: String = "F32", shape: String, offsets: String) -> [UInt8] {
    safetensors(
      #"{"x":{"dtype":"\#(type)","shape":[\#(shape)],"data_offsets":[\#(offsets)]}}"#,
      [0, 0, 0, 0])
  }

  /// Tensors of bytes `x` and `y` with these offsets, and three bytes.
  private static func pair(_ x: String, _ y: String, second: String = "y") -> [UInt8] {
    func field(_ name: String, _ offsets: String) -> String {
      let ends = offsets.split(separator: ",").compactMap { Int($0) }
      let count = ends[1] - ends[0]
      return #""\#(name)":{"dtype":"U8","shape":[\#(count)],"data_offsets":[\#(offsets)]}"#
    }
    return safetensors("{\(field("x", x)),\(field(second, y))}", [1, 2, 3])
  }
}
