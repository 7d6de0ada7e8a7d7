import ModelFiles

/// Writes out the functions that a file defines, so that only operators are left.
struct ONNXFunctions {
  private let functions: [String: ONNXFunction]
  private var count = 0

  /// The most nodes that a network may have.
  static let nodeLimit = 1 << 18

  /// The most functions that may call each other in turn.
  private static let depthLimit = 32

  init(_ functions: [ONNXFunction]) {
    self.functions = Dictionary(functions.map { ("\($0.domain)::\($0.name)", $0) }) { first, _ in
      first
    }
  }

  /// Replaces each call of a function by its nodes.
  ///
  /// - Parameters:
  ///   - nodes: Nodes, some of which call functions.
  ///   - depth: How many functions are being written out.
  /// - Returns: Nodes that call none; values within a function are named after its call.
  /// - Throws: `NetworkFileError`: `functionDepth` or `tooManyNodes`.
  mutating func writtenOut(
    _ nodes: [ONNXNode], depth: Int = 0
  ) throws(NetworkFileError) -> [ONNXNode] {
    var result: [ONNXNode] = []
    for node in nodes {
      count += 1
      guard count <= Self.nodeLimit else { throw .tooManyNodes(limit: Self.nodeLimit) }
      guard let function = functions["\(node.domain)::\(node.operation)"] else {
        result.append(node)
        continue
      }
      guard depth < Self.depthLimit else { throw .functionDepth(function.name) }
      result += try writtenOut(function.body(calledBy: node), depth: depth + 1)
    }
    return result
  }
}

extension ONNXFunction {
  /// The nodes with the values and attributes of a call.
  fileprivate func body(calledBy call: ONNXNode) -> [ONNXNode] {
    var names: [String: String] = [:]
    for (index, name) in inputs.enumerated() {
      names[name] = call.inputs.indices.contains(index) ? call.inputs[index] : ""
    }
    for (name, given) in zip(outputs, call.outputs) where !given.isEmpty { names[name] = given }
    func renamed(_ name: String) -> String {
      name.isEmpty ? "" : names[name] ?? "\(call.displayName)/\(name)"
    }
    return nodes.map { node in
      var attributes: [ONNXAttribute] = []
      for attribute in node.attributes {
        guard case .reference(let name) = attribute.value else {
          attributes.append(attribute)
          continue
        }
        let given = call.attribute(name) ?? attributeDefaults.first { $0.name == name }?.value
        if let given { attributes.append(ONNXAttribute(name: attribute.name, value: given)) }
      }
      return ONNXNode(
        name: "\(call.displayName)/\(node.displayName)", operation: node.operation,
        domain: node.domain, inputs: node.inputs.map(renamed), outputs: node.outputs.map(renamed),
        attributes: attributes)
    }
  }
}
