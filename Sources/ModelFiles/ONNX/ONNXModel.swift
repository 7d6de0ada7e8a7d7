import Codecs
public import Files
import Weights

/// What an ONNX file says of a network: its graph, its local functions and who wrote it.
///
/// These are records of the message `ModelProto` of `onnx.proto`: nothing is resolved, ordered or
/// computed, names are those of the file. Weights stay in the mapped file until a tensor's values
/// are asked for.
public struct ONNXModel: Sendable {
  /// The version of the format; 0 if the file has none.
  public let formatVersion: Int64

  /// The program that wrote the file; empty if it does not say.
  public let producerName: String

  /// The version of that program; empty if it does not say.
  public let producerVersion: String

  /// The sets of operators that the nodes are of.
  public let operatorSets: [ONNXOperatorSet]

  /// What else the file says, in its order; a key may occur twice.
  public let metadata: [ONNXMetadata]

  /// The network.
  public let graph: ONNXGraph

  /// Operators that are defined by other operators in the file itself.
  public let functions: [ONNXFunction]

  /// Reads everything but weights.
  ///
  /// - Parameters:
  ///   - file: The mapped file, which the tensors keep.
  ///   - folder: The folder that it lies in, where external data is looked for; nil if there is
  ///     none.
  /// - Throws: `ModelFileError`: where the file is damaged or no ONNX model, with the byte.
  /// - Complexity: O(records). The values of an initializer are stepped over by their length: of 28
  ///   MB of GoogLeNet no more is looked at than the bytes before and behind each of them. Only
  ///   values that stand in a field each, not packed, are passed one by one.
  public init(reading file: MappedFile, folder: Path?) throws(ModelFileError) {
    guard !file.bytes.isEmpty else { throw .empty }
    do throws(ModelFileError) {
      try self.init(ONNXFile(file, folder: folder))
    } catch {
      switch FileContent(Array(file.bytes.prefix(FileContent.lookedAt))) {
      case .unknown, .empty: throw error
      case let content: throw .otherContent(content)
      }
    }
  }

  private init(_ file: ONNXFile) throws(ModelFileError) {
    var reader = ONNXReader(file)
    var fields = reader.fields(in: 0..<file.bytes.count)
    var formatVersion: Int64 = 0
    var (producerName, producerVersion) = ("", "")
    var operatorSets: [ONNXOperatorSet] = []
    var metadata: [ONNXMetadata] = []
    var graph: ONNXGraph?
    var functions: [ONNXFunction] = []
    while let field = try fields.next() {
      switch (field.number, field.value) {
      case (1, .varint(let version)): formatVersion = Int64(bitPattern: version)
      case (2, .bytes(let range)): producerName = reader.text(range)
      case (3, .bytes(let range)): producerVersion = reader.text(range)
      case (7, .bytes(let range)):
        guard graph == nil else { throw .twoGraphs(byte: range.lowerBound) }
        graph = try ONNXGraph(range, &reader)
      case (8, .bytes(let range)):
        try reader.append(try ONNXOperatorSet(range, reader), to: &operatorSets, at: range)
      case (14, .bytes(let range)):
        try reader.append(try ONNXMetadata(range, reader), to: &metadata, at: range)
      case (25, .bytes(let range)):
        try reader.append(try ONNXFunction(range, &reader), to: &functions, at: range)
      default: break
      }
    }
    guard let graph else { throw .noGraph }
    self.formatVersion = formatVersion
    self.producerName = producerName
    self.producerVersion = producerVersion
    self.operatorSets = operatorSets
    self.metadata = metadata
    self.graph = graph
    self.functions = functions
  }
}

/// A set of operators in one version.
public struct ONNXOperatorSet: Hashable, Sendable {
  /// Who defines the operators; empty for ONNX itself, which is also called `ai.onnx`.
  public let domain: String

  /// The version of the set, its opset.
  public let version: Int64

  /// Reads the message `OperatorSetIdProto`.
  init(_ range: Range<Int>, _ reader: ONNXReader) throws(ModelFileError) {
    var (domain, version) = ("", Int64(0))
    var fields = reader.fields(in: range)
    while let field = try fields.next() {
      switch (field.number, field.value) {
      case (1, .bytes(let range)): domain = try reader.name(range)
      case (2, .varint(let value)): version = Int64(bitPattern: value)
      default: break
      }
    }
    (self.domain, self.version) = (domain, version)
  }
}

/// A key with its text, as the file has them.
public struct ONNXMetadata: Hashable, Sendable {
  /// What the text is about, for example `channel_order`.
  public let key: String

  /// The text.
  public let value: String

  /// Reads the message `StringStringEntryProto`.
  init(_ range: Range<Int>, _ reader: ONNXReader) throws(ModelFileError) {
    var (key, value) = ("", "")
    var fields = reader.fields(in: range)
    while let field = try fields.next() {
      switch (field.number, field.value) {
      case (1, .bytes(let range)): key = reader.text(range)
      case (2, .bytes(let range)): value = reader.text(range)
      default: break
      }
    }
    (self.key, self.value) = (key, value)
  }
}
