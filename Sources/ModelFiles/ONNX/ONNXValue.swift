import Weights

/// What a file says of a value of a graph, as the message `ValueInfoProto` has it.
public struct ONNXValue: Hashable, Sendable {
  /// The name that nodes have for it.
  public let name: String

  /// What kind of value it is.
  public let kind: Kind

  /// What kind of value it is.
  public enum Kind: Hashable, Sendable {
    /// An array; its extents, slowest first, nil if not even their number is known.
    case tensor(ONNXDataType, [Extent]?)

    /// Something else: `sequence`, `map`, `optional`, `sparse tensor` or `opaque`.
    case other(String)

    /// The file does not say.
    case unknown
  }

  /// One extent of an array.
  public enum Extent: Hashable, Sendable {
    /// Always the same.
    case fixed(Int)

    /// The same wherever the name occurs, for example `N`.
    case named(String)

    /// Nothing is known.
    case unknown
  }

  /// Reads the message.
  init(_ range: Range<Int>, _ reader: inout ONNXReader) throws(ModelFileError) {
    var name = ""
    var kind = Kind.unknown
    var fields = reader.fields(in: range)
    while let field = try fields.next() {
      switch (field.number, field.value) {
      case (1, .bytes(let range)): name = try reader.name(range)
      case (2, .bytes(let range)): kind = try Kind(range, &reader)
      default: break
      }
    }
    (self.name, self.kind) = (name, kind)
  }
}

extension ONNXValue.Kind {
  /// Reads the message `TypeProto`, and nothing of what is no array.
  fileprivate init(_ range: Range<Int>, _ reader: inout ONNXReader) throws(ModelFileError) {
    self = .unknown
    var fields = reader.fields(in: range)
    while let field = try fields.next() {
      guard case .bytes(let range) = field.value else { continue }
      switch field.number {
      case 1: self = try Self.tensor(range, &reader)
      case 4: self = .other("sequence")
      case 5: self = .other("map")
      case 7: self = .other("opaque")
      case 8: self = .other("sparse tensor")
      case 9: self = .other("optional")
      default: break
      }
    }
  }

  /// Reads the message `TypeProto.Tensor`.
  private static func tensor(
    _ range: Range<Int>, _ reader: inout ONNXReader
  ) throws(ModelFileError) -> Self {
    var type = ONNXDataType(code: 0)
    var shape: [ONNXValue.Extent]?
    var fields = reader.fields(in: range)
    while let field = try fields.next() {
      switch (field.number, field.value) {
      case (1, .varint(let code)): type = ONNXDataType(code: Int64(bitPattern: code))
      case (2, .bytes(let range)): shape = try Self.shape(range, &reader)
      default: break
      }
    }
    return .tensor(type, shape)
  }

  /// Reads the message `TensorShapeProto`.
  private static func shape(
    _ range: Range<Int>, _ reader: inout ONNXReader
  ) throws(ModelFileError) -> [ONNXValue.Extent] {
    var shape: [ONNXValue.Extent] = []
    var fields = reader.fields(in: range)
    while let field = try fields.next() {
      guard field.number == 1, case .bytes(let range) = field.value else { continue }
      try reader.append(try ONNXValue.Extent(range, reader), to: &shape, at: range)
    }
    return shape
  }
}

extension ONNXValue.Extent {
  /// Reads the message `TensorShapeProto.Dimension`; some writers have -1 where nothing is known.
  fileprivate init(_ range: Range<Int>, _ reader: ONNXReader) throws(ModelFileError) {
    self = .unknown
    var fields = reader.fields(in: range)
    while let field = try fields.next() {
      switch (field.number, field.value) {
      case (1, .varint(let bits)): self = Int(exactly: bits).map { .fixed($0) } ?? .unknown
      case (2, .bytes(let range)):
        self = range.isEmpty ? .unknown : .named(try reader.name(range))
      default: break
      }
    }
  }
}
