import Weights

/// An operator that the file itself defines by others, as the message `FunctionProto` has it.
public struct ONNXFunction: Sendable {
  /// The operator that nodes name.
  public let name: String

  /// The domain that nodes name with it.
  public let domain: String

  /// The names that its nodes have for what it takes.
  public let inputs: [String]

  /// The names that its nodes have for what it gives.
  public let outputs: [String]

  /// The attributes that a calling node gives, without a default.
  public let attributeNames: [String]

  /// The attributes that a calling node may leave out, with their defaults.
  public let attributeDefaults: [ONNXAttribute]

  /// The operations that it stands for.
  public let nodes: [ONNXNode]

  /// The sets of operators that its nodes are of.
  public let operatorSets: [ONNXOperatorSet]

  /// Reads the message.
  init(_ range: Range<Int>, _ reader: inout ONNXReader) throws(ModelFileError) {
    var (name, domain) = ("", "")
    var inputs: [String] = []
    var outputs: [String] = []
    var attributeNames: [String] = []
    var attributeDefaults: [ONNXAttribute] = []
    var nodes: [ONNXNode] = []
    var operatorSets: [ONNXOperatorSet] = []
    var fields = reader.fields(in: range)
    while let field = try fields.next() {
      guard case .bytes(let range) = field.value else { continue }
      switch field.number {
      case 1: name = try reader.name(range)
      case 4: try reader.append(try reader.name(range), to: &inputs, at: range)
      case 5: try reader.append(try reader.name(range), to: &outputs, at: range)
      case 6: try reader.append(try reader.name(range), to: &attributeNames, at: range)
      case 7: try reader.append(try ONNXNode(range, &reader), to: &nodes, at: range)
      case 9: try reader.append(try ONNXOperatorSet(range, reader), to: &operatorSets, at: range)
      case 10: domain = try reader.name(range)
      case 11:
        try reader.append(try ONNXAttribute(range, &reader), to: &attributeDefaults, at: range)
      default: break
      }
    }
    self.name = name
    self.domain = domain
    self.inputs = inputs
    self.outputs = outputs
    self.attributeNames = attributeNames
    self.attributeDefaults = attributeDefaults
    self.nodes = nodes
    self.operatorSets = operatorSets
  }
}
