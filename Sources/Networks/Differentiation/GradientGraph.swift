/// A graph that computes a value and, backwards from it, the gradients of others: reverse mode.
///
/// The gradient of a value is that of `Σ seed · target`: with a seed of one 1 and zeros that of one
/// number of the target. The graph is made for inputs of known shapes, but for any seed, so that
/// one session serves every class. Only nodes between the sources and the target are gone through
/// backwards; of the forward direction is kept what their gradients take.
public struct GradientGraph: Sendable {
  /// The graph of both directions; its last input is the seed.
  public let graph: Graph

  /// The value whose gradients are computed.
  public let target: Graph.Value

  /// The input for the gradient that everything starts from, of the shape of the target.
  public let seed: Graph.Value

  /// The gradients of the sources, each of the shape of its source; none for a source on which the
  /// target does not depend.
  public let gradients: [Graph.Value: Graph.Value]

  /// Adds what computes gradients to a graph.
  ///
  /// - Parameters:
  ///   - graph: The graph.
  ///   - target: A value of it, of floating-point numbers.
  ///   - sources: Values of it, learned ones among them.
  ///   - inputs: What goes in, in the order of the graph's inputs.
  ///   - rectifiers: What passes rectifiers on the way back.
  /// - Throws: `LayerError.step` with the name of a node that does not fit, or whose operator has
  ///   no gradient (`noGradient`).
  /// - Complexity: O(nodes and their inputs), and the cost of nodes without variable inputs.
  public init(
    _ graph: Graph, of target: Graph.Value, withRespectTo sources: [Graph.Value], inputs: [Fact],
    rectifiers: RectifierGradient = .exact
  ) throws(LayerError) {
    let slice = try GraphSlice(graph, wanted: [target])
    var builder = GradientBuilder(graph, facts: try slice.facts(for: inputs))
    builder.rectifiers = rectifiers
    let dependents = Self.dependents(of: sources, slice, builder)
    seed = builder.seed(of: target)
    self.target = target
    var parts: [Graph.Value: [Graph.Value]] = [:]
    if dependents.contains(target) { parts[target] = [seed] }
    let isSource = Set(sources)
    var gradients: [Graph.Value: Graph.Value] = [:]
    for index in slice.nodes.reversed() {
      let node = graph.nodes[index]
      let wanted = node.inputs.indices.filter { place in
        node.inputs[place].map(dependents.contains) ?? false
      }
      builder.prefix = "\(node.name).gradient"
      do throws(LayerError) {
        var upstream: [Graph.Value?] = []
        for value in node.outputs {
          let sum = try builder.sum(parts.removeValue(forKey: value) ?? [])
          upstream.append(sum)
          if let sum, isSource.contains(value) { gradients[value] = sum }
        }
        guard !wanted.isEmpty, upstream.contains(where: { $0 != nil }) else { continue }
        guard let operation = node.operation as? any Differentiable else {
          throw .noGradient(kind: node.operation.kind)
        }
        let call = GradientCall(
          inputs: node.inputs, outputs: node.outputs, upstreams: upstream, wanted: Set(wanted))
        let found = try operation.gradients(of: call, in: &builder)
        for place in wanted {
          if let value = node.inputs[place], let gradient = found[place] {
            parts[value, default: []].append(gradient)
          }
        }
      } catch {
        throw .step(name: node.name, error: error)
      }
    }
    for source in sources where gradients[source] == nil {
      builder.prefix = "\(graph.names[source]).gradient"
      gradients[source] = try builder.sum(parts[source] ?? [])
    }
    builder.finish([target] + sources.compactMap { gradients[$0] })
    self.graph = builder.graph
    self.gradients = gradients
  }

  /// The values that change with others, as far as they are floating-point numbers.
  private static func dependents(
    of sources: [Graph.Value], _ slice: GraphSlice, _ builder: GradientBuilder
  ) -> Set<Graph.Value> {
    var found = Set(sources)
    for index in slice.nodes {
      let node = slice.graph.nodes[index]
      guard node.inputs.contains(where: { $0.map(found.contains) ?? false }) else { continue }
      for value in node.outputs where builder.fact(of: value)?.type.isFloating ?? false {
        found.insert(value)
      }
    }
    return found
  }
}

extension GradientBuilder {
  /// Adds up values of the same shape.
  ///
  /// - Parameter values: Values of the graph.
  /// - Returns: Their sum; nil for none.
  /// - Throws: `LayerError` if the shapes differ.
  fileprivate mutating func sum(_ values: [Graph.Value]) throws(LayerError) -> Graph.Value? {
    guard var sum = values.first else { return nil }
    for value in values.dropFirst() { sum = try add(Arithmetic(.add), [sum, value]) }
    return sum
  }
}
