public import Pixels

/// The part of a graph that some of its values need.
///
/// Nodes whose inputs are all learned or constant are computed here; of what else is learned no
/// number is read.
public struct GraphSlice: Sendable {
  /// The graph.
  public let graph: Graph

  /// The values that are asked for, ascending.
  public let wanted: [Graph.Value]

  /// The numbers of the nodes that depend on what goes in, ascending.
  public let nodes: [Int]

  /// Values that do not depend on what goes in, as far as they are known without reading weights.
  let constants: [Graph.Value: Tensor]

  /// Cuts out what is needed.
  ///
  /// - Parameters:
  ///   - graph: The graph.
  ///   - wanted: The values that are asked for; without them the outputs of the graph.
  /// - Throws: `LayerError.step` with the node if what it computes from constants is not possible.
  /// - Complexity: O(nodes and their inputs), and the cost of nodes without variable inputs.
  public init(_ graph: Graph, wanted: [Graph.Value]? = nil) throws(LayerError) {
    let wanted = wanted ?? graph.outputs
    var constants: [Graph.Value: Tensor] = [:]
    var nodes: [Int] = []
    for index in graph.nodes(neededFor: wanted) {
      let node = graph.nodes[index]
      let inputs = node.inputs.compactMap(\.self)
      do throws(LayerError) {
        if inputs.allSatisfy({ constants[$0] != nil || graph.parameters[$0] != nil }) {
          let known = try graph.known(node.inputs, constants)
          for (value, tensor) in zip(node.outputs, try node.operation.compute(known)) {
            constants[value] = tensor
          }
        } else {
          nodes.append(index)
          for value in inputs {
            if let parameter = graph.parameters[value], parameter.saysShapes {
              constants[value] = try parameter.tensor()
            }
          }
        }
      } catch {
        throw .step(name: node.name, error: error)
      }
    }
    self.graph = graph
    self.wanted = Array(Set(wanted)).sorted()
    self.nodes = nodes
    self.constants = constants
  }

  /// What a value that does not depend on what goes in is, and how it is read.
  ///
  /// - Parameter value: A value of the graph.
  /// - Returns: Its numbers, those of files not yet read; nil if it is computed from what goes in.
  package func stored(_ value: Graph.Value) -> StoredParameter? {
    constants[value].map(StoredParameter.init) ?? graph.parameters[value]
  }

  /// Works out what is known of every value, before anything is computed.
  ///
  /// - Parameter inputs: What goes in, in the order of the graph's inputs.
  /// - Returns: What is known of each value that the wanted ones need.
  /// - Throws: `LayerError.step` with the name of the first node that does not fit.
  public func facts(for inputs: [Fact]) throws(LayerError) -> [Graph.Value: Fact] {
    var facts = constants.mapValues { Fact(constant: $0) }
    for (input, fact) in zip(graph.inputs, inputs) { facts[input.value] = fact }
    for index in nodes {
      let node = graph.nodes[index]
      do throws(LayerError) {
        let outputs = try Self.outputs(of: node, for: self.facts(of: node, facts))
        for (value, fact) in zip(node.outputs, outputs) { facts[value] = fact }
      } catch {
        throw .step(name: node.name, error: error)
      }
    }
    return facts
  }

  /// Works out every node for an input, before anything is computed.
  ///
  /// - Parameter inputs: What goes in, in the order of the graph's inputs.
  /// - Returns: One summary per node that the wanted values need.
  /// - Throws: `LayerError.step` with the name of the first node that does not fit.
  public func summaries(for inputs: [Fact]) throws(LayerError) -> [NodeSummary] {
    let facts = try facts(for: inputs)
    var fields: [Graph.Value: ReceptiveField] = [:]
    for input in graph.inputs { fields[input.value] = .identity }
    var summaries: [NodeSummary] = []
    for index in nodes {
      let node = graph.nodes[index]
      let known = self.facts(of: node, facts)
      do throws(LayerError) {
        let window = try node.operation.window(for: known)
        let seen = node.inputs.compactMap { value in value.flatMap { fields[$0] } }
        let field = seen.dropFirst().reduce(seen.first ?? .identity) { $0.union($1) }
          .seen(through: window)
        for value in node.outputs { fields[value] = field }
        summaries.append(
          NodeSummary(
            node: index, name: node.name, inputs: known.compactMap { $0?.shape },
            outputs: node.outputs.map { facts[$0]?.shape ?? [] },
            parameterCount: graph.parameterCount(of: node),
            learnedCount: graph.learnedCount(of: node),
            multiplyAdds: try node.operation.multiplyAdds(for: known), window: window,
            receptiveField: field))
      } catch {
        throw .step(name: node.name, error: error)
      }
    }
    return summaries
  }

  private func facts(of node: Graph.Node, _ facts: [Graph.Value: Fact]) -> [Fact?] {
    node.inputs.map { value in
      guard let value else { return nil }
      return facts[value]
        ?? graph.parameters[value].map { Fact(shape: $0.shape, type: $0.type) }
    }
  }

  /// What a node gives; computed at once if all that goes in is known and what comes out is small.
  private static func outputs(
    of node: Graph.Node, for inputs: [Fact?]
  ) throws(LayerError) -> [Fact] {
    let largest = 1 << 16
    let outputs = try node.operation.outputs(for: inputs)
    let isKnown = inputs.allSatisfy { $0 == nil || $0?.constant != nil }
    let isSmall = outputs.allSatisfy { fact in
      fact.shape.reduce(1) { $0.multiplied(by: $1) } <= largest
    }
    guard isKnown, isSmall, outputs.contains(where: { $0.constant == nil }) else { return outputs }
    return try node.operation.compute(inputs.map { $0?.constant }).map { Fact(constant: $0) }
  }
}

extension StoredParameter {
  /// Whether the numbers may be extents or places that shapes depend on.
  fileprivate var saysShapes: Bool {
    isBound && (!type.isFloating || (shape.count <= 1 && count <= 64))
  }
}

extension Graph {
  /// Values that are constant or learned, which are read.
  ///
  /// - Parameters:
  ///   - values: Values of the graph; nil for an input that is left out.
  ///   - constants: Those that are known.
  /// - Returns: A tensor per value; nil if it is neither or left out.
  /// - Throws: `LayerError.unreadable`.
  func known(
    _ values: [Value?], _ constants: [Value: Tensor]
  ) throws(LayerError) -> [Tensor?] {
    var known: [Tensor?] = []
    for value in values {
      guard let value else {
        known.append(nil)
        continue
      }
      if let constant = constants[value] {
        known.append(constant)
      } else {
        known.append(try parameters[value]?.tensor())
      }
    }
    return known
  }

  /// Works out every node of a graph of one input of maps.
  ///
  /// - Parameter input: The shape that goes in.
  /// - Returns: One summary per node that its outputs need.
  /// - Throws: `LayerError.step` with the name of the first node that does not fit.
  public func summaries(for input: Shape) throws(LayerError) -> [NodeSummary] {
    try GraphSlice(self).summaries(for: [Fact(input)])
  }
}
