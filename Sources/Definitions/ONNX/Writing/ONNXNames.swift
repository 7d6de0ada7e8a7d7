import Networks

/// The names of values in a file, each once.
struct ONNXNames {
  private var names: [Graph.Value: String] = [:]
  private(set) var taken: Set<String> = [""]

  /// Names what some nodes take and give, as in the graph.
  ///
  /// Names that occur twice get a number. What passes inside a layer of several nodes, and has no
  /// name, gets that of the layer's part.
  init(_ graph: Graph, nodes: [Int]) {
    let values = Set(
      nodes.flatMap { index in
        graph.nodes[index].inputs.compactMap(\.self) + graph.nodes[index].outputs
      }
    ).union(graph.inputs.map(\.value)).sorted()
    for value in values where !graph.names[value].isEmpty {
      names[value] = Self.free(graph.names[value], &taken)
    }
    let needed = Set(nodes.flatMap { graph.nodes[$0].inputs.compactMap(\.self) })
    for node in nodes.map({ graph.nodes[$0] }) {
      for value in node.outputs where needed.contains(value) && names[value] == nil {
        names[value] = Self.free("\(node.name)/\(node.operation.kind)", &taken)
      }
    }
  }

  /// The name of a value; empty for one that nobody takes.
  subscript(value: Graph.Value) -> String { names[value] ?? "" }

  /// Notes the names that a node has taken for its parts.
  mutating func take(_ form: ONNXForm) { taken = form.taken }

  /// A name that is not taken.
  static func free(_ name: String, _ taken: inout Set<String>) -> String {
    var (free, number) = (name, 1)
    while !taken.insert(free).inserted {
      number += 1
      free = "\(name)#\(number)"
    }
    return free
  }

  /// What goes in or comes out of the network; the extent nil is that of the images.
  static func end(_ name: String, _ type: NumberType, _ extents: [Int?]) -> ProtobufMessage {
    var (shape, tensor) = (ProtobufMessage(), ProtobufMessage())
    for extent in extents {
      var dimension = ProtobufMessage()
      if let extent { dimension.add(1, Int64(extent)) } else { dimension.add(2, "N") }
      shape.add(1, dimension)
    }
    tensor.add(1, Int64(type.onnxCode))
    tensor.add(2, shape)
    var (kind, value) = (ProtobufMessage(), ProtobufMessage())
    kind.add(1, tensor)
    value.add(1, name)
    value.add(2, kind)
    return value
  }
}

extension ONNXForm {
  /// Takes a node of a graph.
  init(
    _ node: Graph.Node, in graph: Graph, _ facts: [Graph.Value: Fact], _ names: ONNXNames
  ) {
    self.init(
      node.operation, inputs: node.inputs.map { $0.map { names[$0] } ?? "" },
      outputs: node.outputs.map { names[$0] },
      facts: node.inputs.map { value in
        guard let value else { return nil }
        return facts[value]
          ?? graph.parameters[value].map { Fact(shape: $0.shape, type: $0.type) }
      },
      output: facts[node.outputs[0]] ?? Fact(shape: []), taken: names.taken,
      weights: node.inputs.count > 1 ? node.inputs[1].flatMap { graph.parameters[$0] } : nil)
  }
}

extension ONNXForm.Call {
  /// The message `NodeProto`.
  func message(name: String) -> ProtobufMessage {
    var message = ProtobufMessage()
    for input in inputs { message.add(1, input) }
    for output in outputs { message.add(2, output) }
    message.add(3, name)
    message.add(4, operation)
    for (name, value) in attributes { message.add(5, value.message(name: name)) }
    return message
  }
}

extension ONNXForm.Attribute {
  /// The message `AttributeProto`.
  fileprivate func message(name: String) -> ProtobufMessage {
    var message = ProtobufMessage()
    message.add(1, name)
    switch self {
    case .float(let value):
      message.add(2, single: value)
      message.add(20, 1)
    case .int(let value):
      message.add(3, Int64(value))
      message.add(20, 2)
    case .string(let text):
      message.add(4, text)
      message.add(20, 3)
    case .tensor(let tensor):
      message.add(5, tensor.message)
      message.add(20, 4)
    case .ints(let values):
      message.add(8, packed: values.map(Int64.init))
      message.add(20, 7)
    }
    return message
  }
}
