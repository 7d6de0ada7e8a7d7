import ModelFiles
import Networks

/// A node of an ONNX file while it is translated: its attributes, and what it takes.
///
/// What older sets of operators have as attributes and newer ones as inputs becomes a constant of the
/// graph, so that operators know one form only.
struct ONNXCall {
  /// Why a node cannot be translated.
  struct Problem: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }
  }

  /// The node.
  let node: ONNXNode

  /// The set of operators that it is of.
  let operatorSet: Int64

  /// What it takes; nil for what is left out.
  var inputs: [Graph.Value?]

  /// The shape of the second input, if it is learned.
  let weights: [Int]?

  /// Constants that the translation has added, with the places among the inputs.
  private(set) var constants: [(place: Int, tensor: Tensor)] = []

  init(_ node: ONNXNode, operatorSet: Int64, inputs: [Graph.Value?], in graph: Graph) {
    weights =
      inputs.count > 1 ? inputs[1].flatMap { graph.parameters[$0]?.shape } : nil
    self.node = node
    self.operatorSet = operatorSet
    self.inputs = inputs
  }

  /// Whether an output is wanted.
  func gives(_ place: Int) -> Bool {
    node.outputs.indices.contains(place) && !node.outputs[place].isEmpty
  }

  /// Whether an attribute is there.
  func has(_ name: String) -> Bool { node.attribute(name) != nil }

  /// A whole number; nil if the attribute is left out.
  func integer(_ name: String) throws(Problem) -> Int? {
    switch node.attribute(name) {
    case nil: return nil
    case .int(let value): return Int(value)
    default: throw Problem("the attribute '\(name)' is not a whole number")
    }
  }

  /// A whole number with a default.
  func integer(_ name: String, _ other: Int) throws(Problem) -> Int {
    try integer(name) ?? other
  }

  /// A truth value.
  func flag(_ name: String, _ other: Bool = false) throws(Problem) -> Bool {
    try integer(name).map { $0 != 0 } ?? other
  }

  /// Whole numbers; nil if the attribute is left out.
  func integers(_ name: String) throws(Problem) -> [Int]? {
    switch node.attribute(name) {
    case nil: return nil
    case .ints(let values): return values.map(Int.init)
    default: throw Problem("the attribute '\(name)' is not a list of whole numbers")
    }
  }

  /// A number.
  func number(_ name: String, _ other: Float) throws(Problem) -> Float {
    switch node.attribute(name) {
    case nil: return other
    case .float(let value): return value
    case .int(let value): return Float(value)
    default: throw Problem("the attribute '\(name)' is not a number")
    }
  }

  /// Numbers; nil if the attribute is left out.
  func numbers(_ name: String) throws(Problem) -> [Float]? {
    switch node.attribute(name) {
    case nil: return nil
    case .floats(let values): return values
    default: throw Problem("the attribute '\(name)' is not a list of numbers")
    }
  }

  /// A word; nil if the attribute is left out.
  func word(_ name: String) throws(Problem) -> String? {
    switch node.attribute(name) {
    case nil: return nil
    case .string(let bytes): return String(decoding: bytes, as: UTF8.self)
    default: throw Problem("the attribute '\(name)' is not a text")
    }
  }

  /// An array; nil if the attribute is left out.
  func tensor(_ name: String) throws(Problem) -> Tensor? {
    switch node.attribute(name) {
    case nil: return nil
    case .tensor(let tensor): return try Tensor(reading: tensor)
    default: throw Problem("the attribute '\(name)' is not an array")
    }
  }

  /// Gives an attribute of an older set of operators the place of an input.
  mutating func setInput(_ place: Int, to tensor: Tensor) {
    while inputs.count <= place { inputs.append(nil) }
    constants.append((place, tensor))
  }

  /// Gives whole numbers of an attribute the place of an input; nothing if it is left out.
  mutating func setInput(_ place: Int, toIntegers name: String) throws(Problem) {
    guard let values = try integers(name) else { return }
    setInput(
      place, to: Tensor(shape: [values.count], integers: values.map(Int64.init)))
  }

  /// Makes an operator whose numbers the file states.
  func made<Made>(_ make: () throws(LayerError) -> Made) throws(Problem) -> Made {
    do throws(LayerError) { return try make() } catch { throw Problem("\(error)") }
  }
}

extension Tensor {
  /// Reads the values of an array.
  ///
  /// - Parameter tensor: The record of the array.
  /// - Throws: `ONNXCall.Problem` with what is wrong.
  init(reading tensor: ONNXTensor) throws(ONNXCall.Problem) {
    guard let type = tensor.type.numberType else {
      throw ONNXCall.Problem("arrays of the type \(tensor.type) are not read")
    }
    do throws(ModelFileError) {
      if type.isFloating {
        self.init(shape: tensor.shape, values: try tensor.floats(), type: type)
      } else {
        self.init(shape: tensor.shape, integers: try tensor.integers(), type: type)
      }
    } catch {
      throw ONNXCall.Problem("\(error)")
    }
  }
}

extension ONNXDataType {
  /// The type of numbers; nil for others.
  var numberType: NumberType? { NumberType(rawValue: description) }
}
