import Networks

/// A node of a graph while it is written as nodes of an ONNX file.
///
/// Most operators are one node; those that ONNX has in parts only are several, with values and
/// constants of their own.
struct ONNXForm {
  /// Why an operator cannot be written.
  struct Problem: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }
  }

  /// A node of the file.
  struct Call {
    let operation: String
    let inputs: [String]
    let outputs: [String]
    let attributes: [(name: String, value: Attribute)]
  }

  /// What an attribute holds.
  enum Attribute {
    case int(Int)
    case ints([Int])
    case float(Float)
    case string(String)
    case tensor(Tensor)
  }

  /// What is computed.
  let operation: any Operator

  /// The names of what goes in; empty for an input that is left out.
  var inputs: [String]

  /// The names of what comes out.
  let outputs: [String]

  /// What is known of each input.
  let facts: [Fact?]

  /// What is known of the first output.
  let output: Fact

  /// The attributes of the last node.
  var attributes: [(name: String, value: Attribute)] = []

  /// The set of operators that has the nodes in the form in which they are written.
  private(set) var operatorSet = 17

  /// The nodes before the last.
  private(set) var calls: [Call] = []

  /// Constants that only these nodes take.
  private(set) var constants: [(name: String, tensor: Tensor)] = []

  /// All names of the file so far.
  private(set) var taken: Set<String>

  /// The second input, where it is stored.
  let weights: StoredParameter?

  private let settings: [String: OperatorRecord.Setting]

  init(
    _ operation: any Operator, inputs: [String], outputs: [String], facts: [Fact?], output: Fact,
    taken: Set<String>, weights: StoredParameter?
  ) {
    self.operation = operation
    self.inputs = inputs
    self.outputs = outputs
    self.facts = facts
    self.output = output
    self.taken = taken
    self.weights = weights
    settings = operation.record.settings
  }

  /// Says that a set of operators is the first with this form.
  mutating func needs(operatorSet version: Int) { operatorSet = max(operatorSet, version) }

  /// Adds a node before the last.
  ///
  /// - Parameters:
  ///   - operation: The operator in ONNX.
  ///   - inputs: The names of what goes in.
  ///   - role: What comes out is named after the node's first output and this word.
  ///   - attributes: Its attributes.
  /// - Returns: The name of what comes out.
  mutating func add(
    _ operation: String, _ inputs: [String], as role: String,
    _ attributes: [(name: String, value: Attribute)] = []
  ) -> String {
    let name = ONNXNames.free("\(outputs[0])/\(role)", &taken)
    calls.append(
      Call(operation: operation, inputs: inputs, outputs: [name], attributes: attributes))
    return name
  }

  /// Adds a constant.
  ///
  /// - Parameters:
  ///   - tensor: The numbers.
  ///   - role: It is named after the node's first output and this word.
  /// - Returns: Its name.
  mutating func constant(_ tensor: Tensor, as role: String) -> String {
    let name = ONNXNames.free("\(outputs[0])/\(role)", &taken)
    constants.append((name, tensor))
    return name
  }
}

extension ONNXForm {
  /// Whether the operator has a setting.
  func has(_ setting: String) -> Bool { settings[setting] != nil }

  /// A whole number of the operator.
  func integer(_ setting: String) -> Int? {
    if case .integer(let value)? = settings[setting] { value } else { nil }
  }

  /// Whole numbers of the operator.
  func integers(_ setting: String) -> [Int]? {
    if case .integers(let values)? = settings[setting] { values } else { nil }
  }

  /// A number of the operator.
  func number(_ setting: String) -> Float? {
    if case .number(let value)? = settings[setting] { value } else { nil }
  }

  /// A truth value of the operator.
  func flag(_ setting: String) -> Bool {
    if case .flag(true)? = settings[setting] { true } else { false }
  }

  /// A word of the operator.
  func word(_ setting: String) -> String? {
    if case .word(let value)? = settings[setting] { value } else { nil }
  }

  /// Writes a whole number of the operator as an attribute.
  mutating func write(_ attribute: String, integer setting: String) {
    if let value = integer(setting) { attributes.append((attribute, .int(value))) }
  }

  /// Writes whole numbers of the operator as an attribute.
  mutating func write(_ attribute: String, integers setting: String) {
    if let values = integers(setting) { attributes.append((attribute, .ints(values))) }
  }

  /// Writes a number of the operator as an attribute.
  mutating func write(_ attribute: String, number setting: String) {
    if let value = number(setting) { attributes.append((attribute, .float(value))) }
  }

  /// Writes a truth value of the operator as an attribute.
  mutating func write(_ attribute: String, flag setting: String) {
    attributes.append((attribute, .int(flag(setting) ? 1 : 0)))
  }
}
