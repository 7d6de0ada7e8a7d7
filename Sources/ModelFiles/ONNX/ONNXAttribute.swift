import Weights

/// A parameter of a node, as the message `AttributeProto` has it.
public struct ONNXAttribute: Sendable {
  /// What it is called, for example `kernel_shape`.
  public let name: String

  /// What it holds.
  public let value: Value

  /// What an attribute holds.
  public indirect enum Value: Sendable {
    /// A whole number.
    case int(Int64)

    /// A number.
    case float(Float)

    /// Bytes, which are a text in UTF-8 for the operators of ONNX itself.
    case string([UInt8])

    /// An array.
    case tensor(ONNXTensor)

    /// A branch or the body of a loop.
    case graph(ONNXGraph)

    /// Whole numbers.
    case ints([Int64])

    /// Numbers.
    case floats([Float])

    /// Several strings.
    case strings([[UInt8]])

    /// Several arrays.
    case tensors([ONNXTensor])

    /// Several graphs.
    case graphs([ONNXGraph])

    /// Within a function: the attribute of this name of the node that calls it.
    case reference(String)

    /// Something that is not read, as ONNX calls its type: `SPARSE_TENSOR`.
    case unread(String)
  }

  /// Gives an attribute another name or value, as the call of a function does.
  ///
  /// - Parameters:
  ///   - name: What it is called.
  ///   - value: What it holds.
  package init(name: String, value: Value) {
    self.name = name
    self.value = value
  }

  /// Reads the message.
  init(_ range: Range<Int>, _ reader: inout ONNXReader) throws(ModelFileError) {
    var name = ""
    var reference = ""
    var type: AttributeType?
    var contents = Contents()
    var fields = reader.fields(in: range)
    while let field = try fields.next() {
      switch (field.number, field.value) {
      case (1, .bytes(let range)): name = try reader.name(range)
      case (20, .varint(let code)): type = AttributeType(code: code)
      case (21, .bytes(let range)): reference = try reader.name(range)
      default: try contents.take(field, &reader)
      }
    }
    self.name = name
    // Files before format version 2 have no types: there the one field that is set says it.
    value =
      reference.isEmpty
      ? contents.value(of: type ?? contents.type ?? .undefined) : .reference(reference)
  }
}

/// The types of attributes: the enumeration `AttributeProto.AttributeType`.
private enum AttributeType: Equatable {
  case undefined
  case int, float, string, tensor, graph
  case ints, floats, strings, tensors, graphs
  case other(String)

  /// The type that a file states; nil if it states none.
  init?(code: UInt64) {
    switch code {
    case 0: return nil
    case 1: self = .float
    case 2: self = .int
    case 3: self = .string
    case 4: self = .tensor
    case 5: self = .graph
    case 6: self = .floats
    case 7: self = .ints
    case 8: self = .strings
    case 9: self = .tensors
    case 10: self = .graphs
    case 11: self = .other("SPARSE_TENSOR")
    case 12: self = .other("SPARSE_TENSORS")
    case 13: self = .other("TYPE_PROTO")
    case 14: self = .other("TYPE_PROTOS")
    default: self = .other("type \(code)")
    }
  }
}

/// The fields of an attribute before it is known which of them counts.
private struct Contents {
  /// The type that goes with the last field.
  private(set) var type: AttributeType?

  private var int: Int64 = 0
  private var float: Float = 0
  private var string: [UInt8] = []
  private var tensor: ONNXTensor?
  private var graph: ONNXGraph?
  private var ints: [Int64] = []
  private var floats: [Float] = []
  private var strings: [[UInt8]] = []
  private var tensors: [ONNXTensor] = []
  private var graphs: [ONNXGraph] = []

  mutating func take(
    _ field: ProtobufFields.Field, _ reader: inout ONNXReader
  ) throws(ModelFileError) {
    switch (field.number, field.value) {
    case (2, .fixed32(let place)): (float, type) = (reader.float(at: place), .float)
    case (3, .varint(let bits)): (int, type) = (Int64(bitPattern: bits), .int)
    case (4, .bytes(let range)): (string, type) = (reader.bytes(range), .string)
    case (5, .bytes(let range)): (tensor, type) = (try ONNXTensor(range, &reader), .tensor)
    case (6, .bytes(let range)): (graph, type) = (try ONNXGraph(range, &reader), .graph)
    case (7, let value):
      try reader.append(value, to: &floats)
      type = .floats
    case (8, let value):
      try reader.append(value, to: &ints)
      type = .ints
    case (9, .bytes(let range)):
      try reader.append(reader.bytes(range), to: &strings, at: range)
      type = .strings
    case (10, .bytes(let range)):
      try reader.append(try ONNXTensor(range, &reader), to: &tensors, at: range)
      type = .tensors
    case (11, .bytes(let range)):
      try reader.append(try ONNXGraph(range, &reader), to: &graphs, at: range)
      type = .graphs
    case (14, .bytes): type = .other("TYPE_PROTO")
    case (15, .bytes): type = .other("TYPE_PROTOS")
    case (22, .bytes): type = .other("SPARSE_TENSOR")
    case (23, .bytes): type = .other("SPARSE_TENSORS")
    default: break
    }
  }

  /// What an attribute of a type holds; a number that is not there is 0, as in all messages.
  func value(of type: AttributeType) -> ONNXAttribute.Value {
    switch type {
    case .int: .int(int)
    case .float: .float(float)
    case .string: .string(string)
    case .tensor: tensor.map { .tensor($0) } ?? .unread("TENSOR without a tensor")
    case .graph: graph.map { .graph($0) } ?? .unread("GRAPH without a graph")
    case .ints: .ints(ints)
    case .floats: .floats(floats)
    case .strings: .strings(strings)
    case .tensors: .tensors(tensors)
    case .graphs: .graphs(graphs)
    case .other(let name): .unread(name)
    case .undefined: .unread("UNDEFINED")
    }
  }
}
