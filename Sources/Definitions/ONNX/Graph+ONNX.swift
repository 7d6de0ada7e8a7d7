public import ModelFiles
public import Networks
import Spelling
import StoredNumbers

extension Graph {
  /// The versions of ONNX's operator set that are read.
  static let operatorSets: ClosedRange<Int64> = 1...26

  /// Translates the records of an ONNX file.
  ///
  /// Values keep the names of the file. A node that cannot be computed stands in the graph and fails
  /// when a value that needs it is asked for. Weights are read when a session needs them.
  ///
  /// - Parameter model: The records.
  /// - Throws: `NetworkFileError` if they do not make a network.
  /// - Complexity: O(nodes and their inputs).
  public init(_ model: ONNXModel) throws(NetworkFileError) {
    self.init()
    let sets = model.operatorSets.filter { ["", "ai.onnx"].contains($0.domain) }
    guard !model.operatorSets.isEmpty else { throw .operatorSet(nil) }
    // A file of other operators alone has none of ONNX's set.
    let version = sets.map(\.version).max() ?? 1
    guard Self.operatorSets.contains(version) else { throw .operatorSet(version) }
    var values: [ExactName: Value] = [:]
    for tensor in model.graph.initializers {
      let parameter = try StoredParameter(tensor)
      guard
        values.updateValue(addParameter(tensor.name, parameter), forKey: ExactName(tensor.name))
          == nil
      else { throw .repeatedValue(tensor.name) }
    }
    for input in model.graph.inputs where values[ExactName(input.name)] == nil {
      values[ExactName(input.name)] = try addInput(input)
    }
    var functions = ONNXFunctions(model.functions)
    let nodes = try functions.writtenOut(model.graph.nodes)
      .ordered(
        knowing: Set(values.keys).union(model.graph.sparseInitializers.map { ExactName($0) }))
    var versions: [String: Int64] = [:]
    for set in model.operatorSets { versions[set.domain] = set.version }
    versions[""] = version
    for node in nodes { add(node, versions, &values) }
    outputs = []
    for output in model.graph.outputs {
      guard let value = values[ExactName(output.name)] else {
        throw .missingValue(output.name, node: "the end of the network")
      }
      outputs.append(value)
    }
  }

  private mutating func addInput(_ input: ONNXValue) throws(NetworkFileError) -> Value {
    switch input.kind {
    case .tensor(let type, let extents):
      guard let type = type.numberType else { throw .input(input.name, kind: "\(type) array") }
      let dimensions = extents?.enumerated().map { place, extent -> Dimension in
        switch extent {
        case .fixed(let count): .fixed(count)
        case .named(let name): .named(name)
        case .unknown: .named("\(input.name)[\(place)]")
        }
      }
      return addInput(input.name, dimensions: dimensions, type: type)
    case .other(let kind): throw .input(input.name, kind: kind)
    case .unknown: return addInput(input.name)
    }
  }

  private mutating func add(
    _ node: ONNXNode, _ versions: [String: Int64], _ values: inout [ExactName: Value]
  ) {
    let domain = ["", "ai.onnx"].contains(node.domain) ? "" : node.domain
    let kind = (domain.isEmpty ? "" : domain + ".") + node.operation
    let version = versions[domain]
    var outputs = node.outputs
    while outputs.last == "" { outputs.removeLast() }
    guard !outputs.isEmpty else { return }
    var call = ONNXCall(
      node, operatorSet: version ?? 1,
      inputs: node.inputs.map { $0.isEmpty ? nil : values[ExactName($0)] },
      in: self)
    let operation: any Operator
    do throws(ONNXCall.Problem) {
      if kind == "Constant", let name = outputs.first {
        values[ExactName(name)] = addParameter(name, StoredParameter(try call.constant()))
        return
      }
      for (name, value) in zip(node.inputs, call.inputs) where value == nil && !name.isEmpty {
        throw ONNXCall.Problem("'\(name)' is stored sparsely")
      }
      guard let translate = ONNXTranslations.all[kind] else {
        throw ONNXCall.Problem(
          "not one of the operators that lenslet has"
            + (version.map { " of set \($0)" } ?? "; the file names no set of its domain"))
      }
      operation = try translate(&call)
    } catch {
      operation = UnsupportedOperator(kind: kind, reason: error.reason)
    }
    for (place, tensor) in call.constants {
      call.inputs[place] = addParameter(
        "\(node.displayName)/\(place)", StoredParameter(tensor))
    }
    let made = addNode(
      node.displayName, operation, inputs: call.inputs, outputs: outputs)
    for (name, value) in zip(outputs, made) where !name.isEmpty {
      values[ExactName(name)] = value
    }
  }
}

extension StoredParameter {
  /// The place of an initializer in its file.
  fileprivate init(_ tensor: ONNXTensor) throws(NetworkFileError) {
    var count = 1
    for extent in tensor.shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: extent)
      guard extent >= 0, !overflow else { throw .extents(tensor.name, tensor.shape) }
      count = product
    }
    self.init(shape: tensor.shape, type: tensor.type.numberType ?? .float32) {
      () throws(LayerError) in
      do throws(ONNXCall.Problem) { return try Tensor(reading: tensor) } catch {
        throw .unreadable(error.reason)
      }
    }
  }
}

extension ONNXCall {
  /// The value of a constant in any of its forms.
  fileprivate func constant() throws(Problem) -> Tensor {
    if let tensor = try tensor("value") { return tensor }
    if has("value_float") { return Tensor(shape: [], values: [try number("value_float", 0)]) }
    if let values = try numbers("value_floats") {
      return Tensor(shape: [values.count], values: values)
    }
    if let value = try integer("value_int") {
      return Tensor(shape: [], integers: [Int64(value)])
    }
    if let values = try integers("value_ints") {
      return Tensor(shape: [values.count], integers: values.map(Int64.init))
    }
    throw Problem("it holds no array of numbers")
  }
}
