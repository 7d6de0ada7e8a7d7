import Weights

/// One operation of a graph, as the message `NodeProto` has it.
public struct ONNXNode: Sendable {
  /// What the node is called; empty if it has no name, and several may have the same.
  public let name: String

  /// The operator, for example `Conv`.
  public let operation: String

  /// Who defines the operator; empty for ONNX itself.
  public let domain: String

  /// The names of the values that it takes, in order; an empty one stands for an input that is
  /// left out.
  public let inputs: [String]

  /// The names of the values that it gives, in order; an empty one stands for an output that is
  /// not wanted.
  public let outputs: [String]

  /// All attributes, in the order of the file.
  public let attributes: [ONNXAttribute]

  /// Makes a node of the body of a function that is called.
  ///
  /// - Parameters:
  ///   - name: What the node is called.
  ///   - operation: The operator.
  ///   - domain: Who defines the operator.
  ///   - inputs: The names of the values that it takes.
  ///   - outputs: The names of the values that it gives.
  ///   - attributes: All attributes.
  package init(
    name: String, operation: String, domain: String, inputs: [String], outputs: [String],
    attributes: [ONNXAttribute]
  ) {
    self.name = name
    self.operation = operation
    self.domain = domain
    self.inputs = inputs
    self.outputs = outputs
    self.attributes = attributes
  }

  /// Reads the message.
  init(_ range: Range<Int>, _ reader: inout ONNXReader) throws(ModelFileError) {
    var (name, operation, domain) = ("", "", "")
    var inputs: [String] = []
    var outputs: [String] = []
    var attributes: [ONNXAttribute] = []
    var fields = reader.fields(in: range)
    while let field = try fields.next() {
      guard case .bytes(let range) = field.value else { continue }
      switch field.number {
      case 1: try reader.append(try reader.name(range), to: &inputs, at: range)
      case 2: try reader.append(try reader.name(range), to: &outputs, at: range)
      case 3: name = try reader.name(range)
      case 4: operation = try reader.name(range)
      case 5: try reader.append(try ONNXAttribute(range, &reader), to: &attributes, at: range)
      case 7: domain = try reader.name(range)
      default: break
      }
    }
    self.name = name
    self.operation = operation
    self.domain = domain
    self.inputs = inputs
    self.outputs = outputs
    self.attributes = attributes
  }

  /// The value of an attribute; nil if the node has none of that name.
  ///
  /// - Parameter name: The name of the attribute.
  /// - Returns: What it holds.
  /// - Complexity: O(attributes).
  public func attribute(_ name: String) -> ONNXAttribute.Value? {
    attributes.first { $0.name == name }?.value
  }
}
