public import Files
import StoredNumbers
import Weights

/// An array of an ONNX file: what it is and where its values lie, as `TensorProto` has it.
///
/// The values are read when they are asked for; until then nothing of the file is copied.
public struct ONNXTensor: Sendable {
  /// What the array is called; empty if it has no name, as in attributes.
  public let name: String

  /// Extents, slowest first, as the file has them; empty for a single number.
  public let shape: [Int]

  /// The type of its elements.
  public let type: ONNXDataType

  /// Where the values lie.
  public let storage: Storage

  /// Where the values of an array lie.
  public enum Storage: Hashable, Sendable {
    /// Nowhere, which is right for an array without elements alone.
    case none

    /// In these bytes of the file, one element after another.
    case raw(Range<Int>)

    /// In fields of the array's message, each a number or many.
    case fields(ONNXValueField)

    /// In another file.
    case external(ONNXExternalData)

    /// In several of these places, so that it is not known which counts.
    case several

    /// Partly in other arrays: the field `segment`, which no program is known to write.
    case segment
  }

  /// The file that holds the message.
  let file: ONNXFile

  /// Where the message is in the file.
  let message: Range<Int>

  /// Reads a file that holds one array alone, as tests of ONNX have for inputs and outputs.
  ///
  /// - Parameters:
  ///   - file: The mapped file, which the array keeps.
  ///   - folder: The folder that it lies in, where external data is looked for; nil if there is
  ///     none.
  /// - Throws: `ModelFileError`: where the file is damaged, with the byte.
  public init(reading file: MappedFile, folder: Path? = nil) throws(ModelFileError) {
    guard !file.bytes.isEmpty else { throw .empty }
    var reader = ONNXReader(ONNXFile(file, folder: folder))
    try self.init(0..<file.bytes.count, &reader)
  }

  /// Reads the message but not the values.
  init(_ range: Range<Int>, _ reader: inout ONNXReader) throws(ModelFileError) {
    var name = ""
    var extents: [Int64] = []
    var type = ONNXDataType(code: 0)
    var raw: Range<Int>?
    var valueFields: Set<ONNXValueField> = []
    var external: [ONNXMetadata] = []
    var (isExternal, isSegment) = (false, false)
    var fields = reader.fields(in: range)
    while let field = try fields.next() {
      switch (field.number, field.value) {
      case (1, let value):
        try reader.append(value, to: &extents)
        guard extents.count <= TensorEntry.maximumRank else {
          throw .tooManyExtents(byte: range.lowerBound, limit: TensorEntry.maximumRank)
        }
      case (2, .varint(let code)): type = ONNXDataType(code: Int64(bitPattern: code))
      case (3, _): isSegment = true
      case (8, .bytes(let range)): name = try reader.name(range)
      case (9, .bytes(let range)): raw = range.isEmpty ? nil : range
      case (13, .bytes(let range)):
        try reader.append(try ONNXMetadata(range, reader), to: &external, at: range)
      case (14, .varint(let place)): isExternal = place == 1
      default:
        if let field = ONNXValueField(rawValue: field.number) { valueFields.insert(field) }
      }
    }
    self.name = name
    self.type = type
    shape = extents.map(Int.init)
    file = reader.file
    message = range
    let place = ModelFileError.Tensor(name: name, byte: range.lowerBound)
    let places = (raw == nil ? 0 : 1) + valueFields.count + (isExternal ? 1 : 0)
    if isSegment {
      storage = .segment
    } else if places > 1 {
      storage = .several
    } else if isExternal {
      storage = .external(try ONNXExternalData(external, of: place))
    } else if let raw {
      storage = .raw(raw)
    } else {
      storage = valueFields.first.map { .fields($0) } ?? .none
    }
  }

  /// Where the array is, for messages.
  var place: ModelFileError.Tensor { .init(name: name, byte: message.lowerBound) }
}
