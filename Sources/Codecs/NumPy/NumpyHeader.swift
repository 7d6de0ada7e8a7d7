/// The header of a NumPy file: `{'descr': '\(type)', 'fortran_order': False, 'shape': (3, 4), }`.
package struct NumpyHeader {
  /// The type of the values as it is written: `<f4`, or the fields of a structure in brackets.
  package let type: String

  /// Whether the first index is fastest.
  package let isFortranOrder: Bool

  /// The extents.
  package let shape: [Int]

  /// Where the values begin in the file.
  package let dataOffset: Int

  /// The bytes that every file begins with.
  package static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// Parses the start of a file.
  ///
  /// - Parameter file: The file, or its beginning where the header ends in that.
  /// - Throws: `CodecError` where it is no NumPy file or the header is damaged.
  package init(_ file: [UInt8]) throws(CodecError) {
    guard file.starts(with: Self.magic) else { throw .notNumpy(FileContent(file)) }
    guard file.count >= 10 else { throw .numpyHeaderEnds(file.count) }
    let version = file[6]
    guard (1...3).contains(version) else { throw .numpyVersion(version) }
    let start = version == 1 ? 10 : 12
    guard file.count >= start else { throw .numpyHeaderEnds(file.count) }
    let length = file[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= file.count - start else { throw .numpyHeaderEnds(file.count) }
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
        type = try scanner.type()
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

extension NumpyHeader {
  /// How the values are stored.
  ///
  /// - Returns: The type of numbers or truth values.
  /// - Throws: `CodecError`: `numpyObjects`, or `numpyType` for text, dates, complex numbers and
  ///   structures.
  package func numbers() throws(CodecError) -> NumpyType {
    if let type = NumpyType(type) { return type }
    throw holdsObjects ? .numpyObjects : .numpyType(type)
  }

  /// Whether the values, or a field of them, are Python objects: `|O`, in Python 2 `|O4` or `|O8`.
  private var holdsObjects: Bool {
    let simple = type.drop { "<>|=".contains($0) }
    return simple.hasPrefix("O") || simple.hasPrefix("object") || type.contains("|O")
  }
}

extension NumpyHeader {
  /// The header of an array in C order.
  ///
  /// It is of version 1 and padded to a multiple of 64 bytes, as NumPy itself writes it.
  ///
  /// - Parameters:
  ///   - shape: The extents, at most 64 of them; none for a single number.
  ///   - type: The type of the values; by default little-endian 32-bit floats.
  /// - Returns: All bytes before the values.
  package static func encode(shape: [Int], type: String = "<f4") -> [UInt8] {
    precondition(shape.count <= 64, "NumPy arrays have at most 64 dimensions")
    let extents = shape.map(String.init).joined(separator: ", ")
    // Python writes a tuple of one number with a comma.
    let tuple = shape.count == 1 ? "(\(extents),)" : "(\(extents))"
    let description = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(tuple), }"

    // Magic, version 1.0 and a two-byte length come before the text, a line end after it.
    let start = magic.count + 4
    let textLength = (start + description.utf8.count + 1 + 63) / 64 * 64 - start
    let padding = textLength - description.utf8.count - 1
    var header = magic + [1, 0]
    header += [UInt8(textLength & 0xff), UInt8(textLength >> 8)]
    header += description.utf8
    header += [UInt8](repeating: UInt8(ascii: " "), count: padding)
    header.append(UInt8(ascii: "\n"))
    return header
  }
}
