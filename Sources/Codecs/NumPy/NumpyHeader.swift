/// The header of a NumPy file: `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`.
struct NumpyHeader {
  /// The type of the values, for example `<f4`.
  let type: String

  /// Whether the first index is fastest.
  let isFortranOrder: Bool

  /// The extents.
  let shape: [Int]

  /// Where the values begin in the file.
  let dataOffset: Int

  /// The bytes that every file begins with.
  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// Parses the start of a file.
  init(_ file: [UInt8]) throws(CodecError) {
    guard file.starts(with: Self.magic) else { throw .notNumpy }
    guard file.count >= 10 else {
      throw .numpyHeader(offset: file.count, expected: "a version and a length")
    }
    let version = file[6]
    guard (1...3).contains(version) else { throw .numpyVersion(version) }
    let start = version == 1 ? 10 : 12
    guard file.count >= start else {
      throw .numpyHeader(offset: file.count, expected: "a length of four bytes")
    }
    let length = file[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= file.count - start else {
      throw .numpyHeader(offset: file.count, expected: "a header of \(length) bytes")
    }
    dataOffset = start + length

    var scanner = NumpyHeaderScanner(file, range: start..<dataOffset)
    var type: String?
    var isFortranOrder: Bool?
    var shape: [Int]?
    try scanner.expect("{")
    while !scanner.skip("}") {
      let keyOffset = scanner.offset
      switch try scanner.string() {
      case "descr" where type == nil:
        try scanner.expect(":")
        type = try scanner.string()
      case "fortran_order" where isFortranOrder == nil:
        try scanner.expect(":")
        isFortranOrder = try scanner.boolean()
      case "shape" where shape == nil:
        try scanner.expect(":")
        shape = try scanner.tuple()
      default:
        throw .numpyHeader(
          offset: keyOffset, expected: "'descr', 'fortran_order' or 'shape', each once,")
      }
      if !scanner.skip(",") {
        try scanner.expect("}")
        break
      }
    }
    let end = scanner.offset
    try scanner.expectEnd()
    guard let type, let isFortranOrder, let shape else {
      throw .numpyHeader(offset: end, expected: "all of 'descr', 'fortran_order' and 'shape'")
    }
    self.type = type
    self.isFortranOrder = isFortranOrder
    self.shape = shape
  }
}
