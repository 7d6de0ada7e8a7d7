import Codecs
import Pixels
import Testing

@Suite("NumPy arrays")
struct NumpyTests {
  /// A file as NumPy writes it, with any header text.
  static func file(_ header: String, _ data: [UInt8] = [], version: UInt8 = 1) -> [UInt8] {
    let length = header.utf8.count
    let lengthBytes = [UInt8(length & 0xff), UInt8(length >> 8)] + (version == 1 ? [] : [0, 0])
    return [0x93] + [UInt8](text: "NUMPY") + [version, 0] + lengthBytes + [UInt8](text: header)
      + data
  }

  static func header(_ type: String, _ shape: String, fortran: Bool = false) -> String {
    "{'descr': '\(type)', 'fortran_order': \(fortran ? "True" : "False"), 'shape': \(shape), }\n"
  }

  @Test(
    "every type and byte order is read",
    arguments: [
      ("|b1", [0, 1, 2], [0, 1, 1]),
      ("|i1", [1, 255, 128], [1, -1, -128]),
      ("|u1", [1, 255, 128], [1, 255, 128]),
      ("<i2", [1, 2, 255, 255], [513, -1]),
      (">i2", [1, 2, 255, 255], [258, -1]),
      ("<u2", [1, 2, 255, 255], [513, 65535]),
      (">u2", [1, 2, 255, 255], [258, 65535]),
      ("<i4", [1, 0, 0, 128], [-2_147_483_647]),
      (">u4", [128, 0, 0, 1], [2_147_483_649]),
      ("<i8", [254, 255, 255, 255, 255, 255, 255, 255], [-2]),
      (">u8", [0, 0, 1, 0, 0, 0, 0, 0], [1_099_511_627_776]),
      ("<f2", [0, 0x3c, 0, 0xc1, 1, 0, 0xff, 0x7b], [1, -2.5, 0x1p-24, 65504]),
      (">f2", [0x7c, 0, 0xfc, 0, 0x35, 0x55], [.infinity, -.infinity, 0.333251953125]),
      ("<f4", [0, 0, 0x80, 0x3f], [1]),
      (">f4", [0xc0, 0x20, 0, 0], [-2.5]),
      ("<f8", [0, 0, 0, 0, 0, 0, 0xe0, 0x3f], [0.5]),
      (">f8", [0x40, 0x09, 0x21, 0xfb, 0x54, 0x44, 0x2d, 0x18], [3.141592653589793]),
      ("=f4", [0, 0, 0x80, 0x3f], [1]),
      ("f4", [0, 0, 0x80, 0x3f], [1]),
      ("|f4", [0, 0, 0x80, 0x3f], [1]),
      ("float32", [0, 0, 0x80, 0x3f], [1]),
      (">d", [0x40, 0x09, 0x21, 0xfb, 0x54, 0x44, 0x2d, 0x18], [3.141592653589793]),
      ("?", [0, 2], [0, 1]),
      ("b", [255], [-1]),
    ] as [(String, [UInt8], [Double])])
  func types(_ type: String, _ data: [UInt8], _ values: [Double]) throws {
    let array = try NumpyArray(
      decoding: Self.file(Self.header(type, "(\(values.count),)"), data))
    #expect(array == NumpyArray(shape: [values.count], values: values))
  }

  @Test("Fortran order is turned into row-major order")
  func fortranOrder() throws {
    let file = Self.file(
      Self.header("|u1", "(2, 3, 2)", fortran: true), [1, 7, 3, 9, 5, 11, 2, 8, 4, 10, 6, 12])
    #expect(
      try NumpyArray(decoding: file)
        == NumpyArray(shape: [2, 3, 2], values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]))
  }

  @Test(
    "headers may be written in several ways",
    arguments: [
      "{'descr': '|u1', 'fortran_order': False, 'shape': (2,)}",
      "{\"shape\":(2,),\"fortran_order\":False,\"descr\":\"|u1\"}  \n",
      "{ 'shape' : ( 2 , ) , 'descr' : '|u1' , 'fortran_order' : False , }\n",
      "{'descr': '|u1', 'fortran_order': False, 'shape': (2L,), }\n",
      "{u'descr': b'|u1', u'fortran_order': True, u'shape': (2L,), }\n",
    ], [UInt8(1), 2, 3])
  func spellings(_ header: String, _ version: UInt8) throws {
    let array = try NumpyArray(decoding: Self.file(header, [5, 6], version: version))
    #expect(array == NumpyArray(shape: [2], values: [5, 6]))
  }

  @Test("long integers of Python 2 are read, in tuples of any length")
  func longIntegers() throws {
    let file = Self.file(Self.header("|u1", "(2L, 3L)"), [0, 1, 2, 3, 4, 5])
    #expect(
      try NumpyArray(decoding: file) == NumpyArray(shape: [2, 3], values: [0, 1, 2, 3, 4, 5]))
  }

  @Test("arrays without values, and of four dimensions, are read")
  func extents() throws {
    let empty = try NumpyArray(decoding: Self.file(Self.header("<f4", "(3, 0)")))
    #expect(empty == NumpyArray(shape: [3, 0], values: []))
    let four = try NumpyArray(decoding: Self.file(Self.header("|u1", "(1, 2, 1, 1)"), [8, 9]))
    #expect(four == NumpyArray(shape: [1, 2, 1, 1], values: [8, 9]))
  }

  @Test(
    "what is wrong with a file is said",
    arguments: [
      ([], "the file is empty: copy or download it again"),
      (
        [UInt8](text: "text"),
        "not a NumPy array: it starts with text: leave it out, or copy it again if it should be one"
      ),
      (
        [1, 2, 3],
        "not a NumPy array: it starts with the bytes 01 02 03: leave it out, or copy it again if it should be one"
      ),
      (
        [UInt8](text: "<html>"),
        "a web page, not a NumPy array: download it again, the server sent this in its place"
      ),
      (
        [0x80, 3, 0x7d, 0x71, 0],
        "a Python pickle, not a NumPy array: load it in Python and save its arrays with "
          + "numpy.savez, or a state_dict with torch.save"
      ),
      (
        [0x93] + [UInt8](text: "NUMPY"),
        "the NumPy file ends after 6 bytes, inside its header: copy or download it again"
      ),
      (
        file("", version: 9),
        "NumPy files of version 9 are not known: save the array with numpy.save"
      ),
      (
        [0x93] + [UInt8](text: "NUMPY") + [2, 0, 255, 255, 255, 255],
        "the NumPy file ends after 12 bytes, inside its header: copy or download it again"
      ),
      (file("hello"), "the NumPy header is damaged: '{' expected at byte 10"),
      (
        file("{'descr': '|u1', 'shape': (2,)}", [1, 2]),
        "the NumPy header is damaged: "
          + "all of 'descr', 'fortran_order' and 'shape' expected at byte 41"
      ),
      (
        file("{'descr': '|u1', 'descr': '|u1'}"),
        "the NumPy header is damaged: "
          + "'descr', 'fortran_order' or 'shape', each once, expected at byte 27"
      ),
      (
        file("{'descr': 4}"), "the NumPy header is damaged: a quoted string expected at byte 20"
      ),
      (
        file("{'descr': [('a', '<f4')}"),
        "the NumPy header is damaged: a closing bracket expected at byte 34"
      ),
      (
        file(
          "{'descr': [('a', '<f4'), ('b]', '|S2', (2, 2))], 'fortran_order': False, 'shape': ()}"),
        "records (NumPy type '[('a', '<f4'), ('b]', '|S2', (2, 2))]'), not numbers: save each field "
          + "as an array of its own, as in numpy.savez('arrays.npz', name=array['name'])"
      ),
      (
        file("{'descr': '<f4"), "the NumPy header is damaged: a closing quote expected at byte 24"
      ),
      (
        file("{'fortran_order': 0}"),
        "the NumPy header is damaged: True or False expected at byte 28"
      ),
      (
        file("{'shape': (2)}"), "the NumPy header is damaged: ',' expected at byte 22"
      ),
      (
        file("{'shape': (2, 3 4)}"), "the NumPy header is damaged: ')' expected at byte 26"
      ),
      (
        file("{'shape': (-2L,)}"),
        "the NumPy header is damaged: an integer of 0 or more expected at byte 21"
      ),
      (
        file("{'shape': (99999999999999999999,)}"),
        "the NumPy header is damaged: an integer of 0 or more expected at byte 21"
      ),
      (
        file(header("|u1", "(1,)") + "x"),
        "the NumPy header is damaged: the end of the header expected at byte 68"
      ),
      (
        file(header("<c8", "(1,)"), [0]),
        "NumPy values of type '<c8' are not read: convert the array to float32 first"
      ),
      (
        file(header("<U2", "(1,)"), [0]),
        "text (NumPy type '<U2'), not numbers: save an array of numbers in its place, "
          + "array.astype('float32') if the text spells them"
      ),
      (
        file(header("|S2", "(1,)"), [0]),
        "text (NumPy type '|S2'), not numbers: save an array of numbers in its place, "
          + "array.astype('float32') if the text spells them"
      ),
      (
        file(header("|V2", "(1,)"), [0]),
        "bytes of a type that NumPy does not know (NumPy type '|V2'), such as bfloat16: save "
          + "array.astype('float32')"
      ),
      (
        file("{'descr': [('a', '<i4')], 'fortran_order': False, 'shape': (1,), }", [0]),
        "records (NumPy type '[('a', '<i4')]'), not numbers: save each field as an array of its "
          + "own, as in numpy.savez('arrays.npz', name=array['name'])"
      ),
      (
        file(header("|O", "(1,)"), [0]),
        "pickled Python objects, not numbers: load them with numpy.load(..., allow_pickle=True) "
          + "and save each array anew, as in numpy.savez('arrays.npz', name=array)"
      ),
      (
        file(header("<M8[D]", "(1,)"), [0, 0, 0, 0, 0, 0, 0, 0]),
        "NumPy values of type '<M8[D]' are not read: convert the array to float32 first"
      ),
      (file(header("|u1", "()"), [0]), "the NumPy array has 0 dimensions: 1 to 4 are read"),
      (
        file(header("|u1", "(1, 1, 1, 1, 1)"), [0]),
        "the NumPy array has 5 dimensions: 1 to 4 are read"
      ),
      (
        file(header("<f4", "(2, 3)"), [0]),
        "the NumPy array of shape (2, 3) needs 24 bytes of values, the file holds 1: copy or "
          + "download it again"
      ),
      (
        file(header("|u1", "(1,)"), [0, 0]),
        "the NumPy array of shape (1) needs 1 bytes of values, the file holds 2: save the array "
          + "anew with numpy.save, several ones with numpy.savez"
      ),
      (
        file(header("<f8", "(4000000000, 4000000000)")),
        "the NumPy array of shape (4000000000, 4000000000) is too large"
      ),
      (
        file(header("<f8", "(4611686018427387904,)")),
        "the NumPy array of shape (4611686018427387904) is too large"
      ),
    ] as [([UInt8], String)])
  func errors(_ file: [UInt8], _ message: String) {
    let error = #expect(throws: CodecError.self) { _ = try NumpyArray(decoding: file) }
    #expect(error?.description == message)
  }

  @Test("a file cut anywhere is reported")
  func cut() {
    let file = Self.file(Self.header("<f4", "(1, 2)"), [0, 0, 0, 0, 0, 0, 0, 0])
    for length in file.indices {
      #expect(throws: CodecError.self, "\(length) bytes") {
        _ = try NumpyArray(decoding: Array(file.prefix(length)))
      }
    }
  }

  @Test("an activation is written as NumPy writes it")
  func encoding() throws {
    let maps = Activation(
      shape: Shape(channels: 1, height: 2, width: 1), values: [1, -2.5])
    let text = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2, 1), }"
    let expected =
      [0x93] + [UInt8](text: "NUMPY") + [1, 0, 118, 0] + [UInt8](text: text)
      + [UInt8](repeating: 0x20, count: 118 - 1 - text.utf8.count) + [0x0a]
      + [0, 0, 0x80, 0x3f, 0, 0, 0x20, 0xc0]
    #expect(NumpyEncoder.encode(maps) == expected)

    let batch = Activation(
      shape: Shape(batch: 2, channels: 1, height: 1, width: 3), values: [1, 2, 3, 4, 5, 6])
    #expect(
      try NumpyArray(decoding: NumpyEncoder.encode(batch))
        == NumpyArray(shape: [2, 1, 1, 3], values: [1, 2, 3, 4, 5, 6]))
  }
}
