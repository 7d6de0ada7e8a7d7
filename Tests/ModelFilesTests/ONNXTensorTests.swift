import ModelFiles
import Testing
import Weights
import _TestSupport

@Suite("Values of ONNX tensors")
struct ONNXTensorTests {
  /// A type with the bytes of four values, its field with the same, and the values.
  struct Case: Sendable {
    let code: Int
    let raw: [UInt8]
    let field: [UInt8]
    let floats: [Float]
    var integers: [Int64]?
  }

  private static let singles: [Float] = [1, -2.5, 0.1, -0.0]
  private static let doubles: [Double] = [1, -2.5, 0.1, 1e300]
  private static let halves: [UInt16] = [0x3c00, 0xc000, 0x7bff, 0x0001]
  private static let brains: [UInt16] = [0x3f80, 0xc000, 0x7f80, 0x3dcd]

  private static func field(_ number: UInt64, _ values: [Int64]) -> [UInt8] {
    Protobuf.bytes(number, Protobuf.varints(values))
  }

  static let cases: [Case] = [
    Case(
      code: 1, raw: Protobuf.littleEndian(singles.map(\.bitPattern)),
      field: Protobuf.bytes(4, Protobuf.littleEndian(singles.map(\.bitPattern))), floats: singles),
    Case(
      code: 2, raw: [0, 1, 128, 255], field: field(5, [0, 1, 128, 255]),
      floats: [0, 1, 128, 255], integers: [0, 1, 128, 255]),
    Case(
      code: 3, raw: [0, 0xff, 0x80, 0x7f], field: field(5, [0, -1, -128, 127]),
      floats: [0, -1, -128, 127], integers: [0, -1, -128, 127]),
    Case(
      code: 4, raw: Protobuf.littleEndian([0, 1, 256, 65535] as [UInt16]),
      field: field(5, [0, 1, 256, 65535]), floats: [0, 1, 256, 65535],
      integers: [0, 1, 256, 65535]),
    Case(
      code: 5, raw: Protobuf.littleEndian([0, -1, -32768, 32767] as [Int16]),
      field: field(5, [0, -1, -32768, 32767]), floats: [0, -1, -32768, 32767],
      integers: [0, -1, -32768, 32767]),
    Case(
      code: 6, raw: Protobuf.littleEndian([0, -1, .min, .max] as [Int32]),
      field: field(5, [0, -1, -2_147_483_648, 2_147_483_647]),
      floats: [0, -1, -2_147_483_648, 2_147_483_648],
      integers: [0, -1, -2_147_483_648, 2_147_483_647]),
    Case(
      code: 7, raw: Protobuf.littleEndian([0, -1, .min, .max] as [Int64]),
      field: field(7, [0, -1, .min, .max]),
      floats: [0, -1, -9_223_372_036_854_775_808, 9_223_372_036_854_775_808],
      integers: [0, -1, .min, .max]),
    Case(
      code: 9, raw: [0, 1, 1, 0], field: field(5, [0, 1, 1, 0]), floats: [0, 1, 1, 0],
      integers: [0, 1, 1, 0]),
    Case(
      code: 10, raw: Protobuf.littleEndian(halves), field: field(5, halves.map(Int64.init)),
      floats: [1, -2, 65504, 5.960464477539063e-08]),
    Case(
      code: 11, raw: Protobuf.littleEndian(doubles.map(\.bitPattern)),
      field: Protobuf.bytes(10, Protobuf.littleEndian(doubles.map(\.bitPattern))),
      floats: [1, -2.5, 0.1, .infinity]),
    Case(
      code: 12, raw: Protobuf.littleEndian([0, 1, 256, .max] as [UInt32]),
      field: field(11, [0, 1, 256, 4_294_967_295]), floats: [0, 1, 256, 4_294_967_296],
      integers: [0, 1, 256, 4_294_967_295]),
    Case(
      code: 13, raw: Protobuf.littleEndian([0, 1, 256, .max] as [UInt64]),
      field: field(11, [0, 1, 256, -1]), floats: [0, 1, 256, 18_446_744_073_709_551_616],
      integers: [0, 1, 256, -1]),
    Case(
      code: 16, raw: Protobuf.littleEndian(brains), field: field(5, brains.map(Int64.init)),
      floats: [1, -2, .infinity, 0.10009765625]),
  ]

  @Test("every type that is read has its values, as bytes and in fields", arguments: cases)
  func values(of type: Case) throws {
    for values in [Protobuf.bytes(9, type.raw), type.field] {
      let tensor = try tensor(Protobuf.tensor("t", type: type.code, shape: [2, 2], values))
      #expect(tensor.name == "t")
      #expect(tensor.shape == [2, 2])
      #expect(try tensor.floats() == type.floats)
      if let integers = type.integers {
        #expect(try tensor.integers() == integers)
      } else {
        #expect(
          problem { () throws(ModelFileError) in _ = try tensor.integers() }
            == "tensor 't' is of type \(tensor.type), and whole numbers are needed")
      }
    }
  }

  @Test("numbers in fields may stand one by one, packed, or both, between other fields")
  func fieldForms() throws {
    let packed = Protobuf.bytes(
      4, Protobuf.littleEndian([Float(2).bitPattern, Float(3).bitPattern]))
    let forms: [(type: Int, [UInt8])] = [
      (1, Protobuf.single(4, 1) + packed),
      (
        1,
        Protobuf.single(4, 1) + Protobuf.single(4, 2) + Protobuf.text(12, "doc")
          + Protobuf.single(4, 3)
      ),
      (11, Protobuf.double(10, 1) + Protobuf.double(10, 2) + Protobuf.double(10, 3)),
      (7, Protobuf.number(7, 1) + Protobuf.bytes(7, [2]) + Protobuf.number(7, 3)),
      (13, Protobuf.bytes(11, [1, 2]) + Protobuf.bytes(11, []) + Protobuf.number(11, 3)),
    ]
    for (type, fields) in forms {
      let tensor = try tensor(Protobuf.tensor("t", type: type, shape: [3], fields))
      #expect(try tensor.floats() == [1, 2, 3])
    }
  }

  @Test("integers that are too large for their type lose their upper bits, as in ONNX's reader")
  func truncation() throws {
    let values = Self.field(5, [300, -1])
    #expect(
      try tensor(Protobuf.tensor("t", type: 2, shape: [2], values)).integers() == [44, 255])
  }

  @Test("a single number has no extents, an empty array no values")
  func smallShapes() throws {
    let single = try tensor(Protobuf.number(2, 7) + Protobuf.number(7, 5))
    #expect(single.shape == [])
    #expect(try single.integers() == [5])
    let unpacked = Protobuf.number(1, 0) + Protobuf.number(1, 4) + Protobuf.number(2, 1)
    let empty = try tensor(unpacked)
    #expect(empty.shape == [0, 4])
    #expect(try empty.floats() == [])
    #expect(empty.storage == .none)
  }

  @Test(
    "types that are not read spoil nothing but their own values",
    arguments: [
      (0, "undefined"), (8, "string"), (14, "complex64"), (15, "complex128"),
      (17, "float8e4m3fn"), (21, "uint4"), (22, "int4"), (23, "float4e2m1"), (77, "type 77"),
    ])
  func unreadTypes(code: Int, name: String) throws {
    let tensor = try tensor(Protobuf.tensor("t", type: code, shape: [1], Protobuf.bytes(9, [1])))
    let expected =
      "the values of tensor 't' are of type \(name), which is not read: convert them to float32 or "
      + "int64 where the network was made"
    #expect(problem { () throws(ModelFileError) in _ = try tensor.floats() } == expected)
    #expect(problem { () throws(ModelFileError) in _ = try tensor.integers() } == expected)
  }

  @Test(
    "values that are not those of the shape are refused, whatever the shape claims",
    arguments: [
      (
        [3], Protobuf.bytes(9, [0, 0, 0, 0]),
        "tensor 't' of shape 3 and type float32 has 4 bytes, not 12"
      ),
      (
        [1 << 40], Protobuf.single(4, 1),
        "tensor 't' of shape 1099511627776 has 1 values, not 1099511627776"
      ),
      (
        [1 << 40, 1 << 40], Protobuf.bytes(9, [0]),
        "tensor 't' has the shape 1099511627776x1099511627776, which cannot be"
      ),
      (
        [1 << 62], Protobuf.bytes(9, [0]),
        "tensor 't' has the shape 4611686018427387904, which cannot be"
      ),
      ([-1, 2], Protobuf.bytes(9, [0]), "tensor 't' has the shape -1x2, which cannot be"),
      (
        [2], [],
        "tensor 't' of shape 2 has no values: export the network with its weights"
      ),
      (
        [1], Protobuf.single(4, 1) + Protobuf.bytes(9, [0, 0, 0, 0]),
        "tensor 't' has its values in two places"
      ),
      (
        [1], Protobuf.number(7, 1),
        "tensor 't' is of type float32 but has its values in 'int64_data'"
      ),
      (
        [1], Protobuf.bytes(4, [0, 0, 0]),
        "the 3 bytes at byte 10 of the ONNX file are not whole numbers of 4 bytes"
      ),
      (
        [1], Protobuf.bytes(3, []),
        "tensor 't' is in several pieces, which is not read: export the network again"
      ),
    ] as [([Int64], [UInt8], String)])
  func wrongValues(shape: [Int64], values: [UInt8], expected: String) throws {
    let tensor = try tensor(Protobuf.tensor("t", type: 1, shape: shape, values))
    #expect(problem { () throws(ModelFileError) in _ = try tensor.floats() } == expected)
  }

  @Test("a tensor without a name is told by its place, a packed number that ends early too")
  func places() throws {
    let unnamed = Protobuf.model(Protobuf.bytes(5, Protobuf.tensor("", type: 8, shape: [1])))
    let first = try model(unnamed).graph.initializers[0]
    let message = problem { () throws(ModelFileError) in _ = try first.floats() }
    #expect(message?.hasPrefix("the values of the tensor at byte 6 are of type string") == true)
    let broken = Protobuf.tensor("t", type: 7, shape: [1], Protobuf.bytes(7, [1, 0x80]))
    let ends = try tensor(broken)
    #expect(
      problem { () throws(ModelFileError) in _ = try ends.integers() }
        == "the ONNX file is damaged: it ends inside a number at byte 12")
  }
}
