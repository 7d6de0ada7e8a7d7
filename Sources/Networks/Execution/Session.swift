/// A graph made ready to compute some of its values: nothing else is computed.
///
/// What the graph has learned is read here, once, as far as the wanted values need it.
public struct Session: Sendable {
  /// The part of the graph that is computed.
  public let slice: GraphSlice

  /// What is computed, in its order.
  let steps: [ExecutionStep]

  /// What goes into steps and does not depend on what goes into the graph.
  private let constants: [Graph.Value: Tensor]

  /// How many steps take each value.
  private let consumers: [Int]

  /// Reads what is learned, and puts together what can be computed at once.
  ///
  /// - Parameter slice: The part of a graph that some values need.
  /// - Throws: `LayerError.step` with the node if what is learned cannot be read or does not fit.
  /// - Complexity: O(parameters that are needed).
  public init(_ slice: GraphSlice) throws(LayerError) {
    self.slice = slice
    let graph = slice.graph
    var constants: [Graph.Value: Tensor] = [:]
    for (value, tensor) in zip(
      slice.wanted, try graph.known(slice.wanted, slice.constants))
    { constants[value] = tensor }
    var bound: [Int: any BoundOperator] = [:]
    for index in slice.nodes {
      let node = graph.nodes[index]
      do throws(LayerError) {
        let known = try graph.known(node.inputs, slice.constants)
        // The first input is computed, what else there is must be known.
        let isLearned = zip(node.inputs, known).dropFirst().allSatisfy { $0 == nil || $1 != nil }
        if isLearned, let operation = try node.operation.bound(to: known) {
          bound[index] = operation
        } else {
          for (value, tensor) in zip(node.inputs, known) {
            if let value, let tensor { constants[value] = tensor }
          }
        }
      } catch {
        throw .step(name: node.name, error: error)
      }
    }
    self.constants = constants
    steps = Fusion(graph, nodes: slice.nodes, bound: bound, wanted: Set(slice.wanted)).steps
    var consumers = [Int](repeating: 0, count: graph.names.count)
    for step in steps {
      for value in step.inputs.compactMap(\.self) { consumers[value] += 1 }
    }
    self.consumers = consumers
  }

  /// Computes the wanted values and hands each out as soon as it is there.
  ///
  /// A value is freed when the last node that takes it is done, unless the receiver keeps it. Values
  /// between which nobody looks may be computed at once, with the same bits and less memory.
  ///
  /// - Parameters:
  ///   - inputs: What goes in, in the order of the graph's inputs.
  ///   - finish: Is told what was just computed: the numbers of the nodes, and what computed them.
  ///   - receive: Takes a wanted value and its tensor.
  /// - Throws: `LayerError.step` before anything is computed if an input does not fit, and whatever
  ///   the receiver throws, which ends the computation.
  public func run(
    _ inputs: [Tensor], finish: ((_ nodes: [Int], _ plan: String) -> Void)? = nil,
    receive: (_ value: Graph.Value, _ tensor: Tensor) throws -> Void
  ) throws {
    let graph = slice.graph
    precondition(inputs.count == graph.inputs.count, "a tensor goes into each input")
    let facts = try slice.facts(for: inputs.map(\.fact))
    let isWanted = Set(slice.wanted)
    var (values, left) = (constants, consumers)
    func hand(_ value: Graph.Value, _ tensor: Tensor) throws {
      if left[value] > 0 { values[value] = tensor }
      if isWanted.contains(value) { try receive(value, tensor) }
    }
    for (input, tensor) in zip(graph.inputs, inputs) { try hand(input.value, tensor) }
    for value in slice.wanted {
      if let constant = constants[value] { try receive(value, constant) }
    }
    for step in steps {
      let known = step.outputs.compactMap { facts[$0]?.constant }
      let outputs: [Tensor]
      do throws(LayerError) {
        outputs =
          known.count == step.outputs.count
          ? known : try step.compute(step.inputs.map { value in value.flatMap { values[$0] } })
      } catch {
        throw LayerError.step(name: graph.nodes[step.nodes[0]].name, error: error)
      }
      finish?(step.nodes, step.planName)
      for value in step.inputs.compactMap(\.self) {
        left[value] -= 1
        if left[value] == 0 { values[value] = nil }
      }
      for (value, tensor) in zip(step.outputs, outputs) { try hand(value, tensor) }
    }
  }
}

extension Tensor {
  /// What is known of the tensor as an input: whole numbers and short lists say shapes, so that their
  /// values count.
  public var fact: Fact {
    let isKnown = !type.isFloating || (shape.count <= 1 && count <= 64)
    return isKnown ? Fact(constant: self) : Fact(shape: shape, type: type)
  }
}
