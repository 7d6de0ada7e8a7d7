import Codecs
import Testing
import Weights

@Suite("Tiny weights files, byte by byte")
struct TinyFileTests {
  /// 1, -2, 0.5 and 3 as `Float32`.
  static let four: [UInt8] = [0, 0, 128, 63, 0, 0, 0, 192, 0, 0, 0, 63, 0, 0, 64, 64]

  @Test(
    "every type of a safetensors file is converted",
    arguments: [
      ("F32", [0, 0, 128, 63, 0, 0, 0, 192], [1, -2]),
      ("F64", [0, 0, 0, 0, 0, 0, 240, 63, 0, 0, 0, 0, 0, 0, 0, 192], [1, -2]),
      // One, the largest half, the smallest normal and the smallest subnormal one, infinity.
      (
        "F16", [0, 0x3c, 0xff, 0x7b, 0, 0x04, 1, 0, 0, 0xfc],
        [1, 65504, 0x1p-14, 0x1p-24, -.infinity]
      ),
      ("BF16", [0x80, 0x3f, 0x49, 0x40, 0, 0xff], [1, 3.140625, -0x1p127]),
      ("I8", [255, 127], [-1, 127]), ("U8", [255, 127], [255, 127]),
      ("I16", [0xfe, 0xff], [-2]), ("U16", [0xfe, 0xff], [65534]),
      ("I32", [0xfd, 0xff, 0xff, 0xff], [-3]), ("U32", [0, 0, 0, 0x80], [2_147_483_648]),
      ("I64", [0xfc, 255, 255, 255, 255, 255, 255, 255], [-4]),
      ("U64", [0, 0, 0, 0, 1, 0, 0, 0], [4_294_967_296]), ("BOOL", [0, 1, 1], [0, 1, 1]),
    ] as [(String, [UInt8], [Float])])
  func types(type: String, bytes: [UInt8], values: [Float]) throws {
    let header =
      #"{"x":{"dtype":"\#(type)","shape":[\#(values.count)],"data_offsets":[0,\#(bytes.count)]}}"#
    let file = try open(safetensors(header, bytes), "x.safetensors")
    #expect(try file.tensor(named: "x").values == values)
  }

  @Test("tensors come in the order of their values, with the texts of the header")
  func order() throws {
    let header = #"""
      {"__metadata__":{"stride":"4"},
       "b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]},
       "a":{"dtype":"U8","shape":[],"data_offsets":[0,1]},
       "empty":{"dtype":"F32","shape":[0,3],"data_offsets":[3,3]}}   
      """#
    let file = try open(safetensors(header, [7, 8, 9]), "no extension")
    #expect(file.entries.map(\.name) == ["a", "b", "empty"])
    #expect(file.metadata == ["stride": "4"])
    #expect(try file.tensor(named: "a").values == [7])
    #expect(try file.tensor(named: "b").values == [8, 9])
    #expect(try file.tensor(named: "empty").values == [])
  }

  @Test(
    "an array is read in both orders of bytes and of indices",
    arguments: [
      ("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }", four, [1, -2, 0.5, 3]),
      ("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 2), }", four, [1, 0.5, -2, 3]),
      ("{'descr': '>i2', 'fortran_order': False, 'shape': (2,), }", [1, 0, 255, 255], [256, -1]),
      ("{'descr': '|u1', 'fortran_order': False, 'shape': (), }", [7], [7]),
    ] as [(String, [UInt8], [Float])])
  func arrays(header: String, bytes: [UInt8], values: [Float]) throws {
    let file = try open(npy(header, bytes), "folder/filters.npy")
    #expect(file.entries.map(\.name) == ["filters"])
    #expect(try file.tensor(named: "filters").values == values)
  }

  /// A 2x2 array of `four`, deflated by zlib.
  static let deflated: [UInt8] = [
    155, 236, 23, 234, 27, 16, 201, 200, 96, 205, 80, 173, 158, 146, 90, 156, 92, 164, 110, 165,
    160, 110, 147, 102, 162, 174, 163, 160, 158, 150, 95, 84, 82, 148, 152, 23, 159, 95, 148, 146,
    10, 18, 119, 75, 204, 41, 78, 5, 138, 23, 103, 36, 22, 164, 2, 249, 26, 70, 58, 10, 70, 154, 58,
    10, 181, 12, 12, 13, 246, 12, 12, 12, 7, 128, 24, 72, 59, 56, 0, 0,
  ]

  @Test("stored and deflated arrays of an archive are read, with a comment at its end")
  func archive() throws {
    let plain = npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }", Self.four)
    let members = [
      ZipMember(name: "conv1.weight.npy", contents: plain, checksum: 0xf8f7_5218),
      ZipMember(
        name: "conv2.npy", contents: Self.deflated, method: 8, checksum: 0xf8f7_5218, size: 85),
      ZipMember(name: "readme.txt", contents: [1, 2, 3]),
    ]
    let file = try open(zip(members, comment: "PK\u{5}\u{6} is no end"), "x")
    #expect(file.entries.map(\.name) == ["conv1.weight", "conv2"])
    #expect(try file.tensor(named: "conv1.weight").values == [1, -2, 0.5, 3])
    #expect(try file.tensor(named: "conv2").values == [1, -2, 0.5, 3])
  }

  @Test("sizes of 64 bits stand in the extra field of an archive")
  func extendedSizes() throws {
    let plain = npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }", Self.four)
    let member = ZipMember(
      name: "a.npy", contents: plain, checksum: 0xf8f7_5218, size: 0xffff_ffff,
      packedSize: 0xffff_ffff,
      extra: little(9, 2) + little(2, 2) + [0, 0] + little(1, 2) + little(16, 2) + little(85, 8)
        + little(85, 8))
    #expect(try open(zip([member]), "x").tensor(named: "a").values == [1, -2, 0.5, 3])
  }

  @Test("a directory is found through the zip64 record at its end")
  func extendedDirectory() throws {
    let plain = npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }", Self.four)
    let member = ZipMember(name: "a.npy", contents: plain, checksum: 0xf8f7_5218)
    let entries = Array(zip([member]).dropLast(22))
    let directorySize = 46 + 5
    let record =
      little(0x0606_4b50, 4) + little(44, 8) + little(45, 2) + little(45, 2) + little(0, 8)
      + little(1, 8) + little(1, 8) + little(directorySize, 8)
      + little(entries.count - directorySize, 8)
    let locator = little(0x0706_4b50, 4) + little(0, 4) + little(entries.count, 8) + little(1, 4)
    let end = little(0x0605_4b50, 4) + little(0, 4) + [UInt8](repeating: 255, count: 12) + [0, 0]
    let file = try open(entries + record + locator + end, "x")
    #expect(try file.tensor(named: "a").values == [1, -2, 0.5, 3])
    #expect(problem(entries + locator + end, "x")?.contains("zip64 end") == true)
  }

  @Test("an array of text in an archive is left out until it is asked for")
  func text() throws {
    let words = npy("{'descr': '<U2', 'fortran_order': False, 'shape': (1,), }", [65, 0, 0, 0])
    let numbers = npy("{'descr': '|u1', 'fortran_order': False, 'shape': (1,), }", [5])
    let file = try open(
      zip([
        ZipMember(name: "names.npy", contents: words), ZipMember(name: "w.npy", contents: numbers),
      ]), "x.npz")
    #expect(file.entries.map(\.name) == ["w"])
    #expect(throws: WeightsError.array(name: "names", problem: .numpyType("<U2"))) {
      try file.tensor(named: "names")
    }
  }
}
