package import Files
package import Networks
package import Pixels

/// The part of a network that a page shows: what is computed from the input, one step per value.
///
/// Values that say shapes alone, and what does not depend on the input, are not steps.
package struct PageGraph: Sendable {
  /// The part of the network that is computed.
  private let slice: GraphSlice

  /// A value, the node that gives it, and its place among the node's outputs.
  private let made: [(value: Graph.Value, node: Graph.Node, output: Int)]

  /// The values, each behind those that it is computed from; a step has the number of its place.
  package var values: [Graph.Value] { made.map(\.value) }

  /// Looks what there is to show.
  ///
  /// - Parameter slice: The part of the network that is computed.
  package init(_ slice: GraphSlice) {
    self.slice = slice
    let graph = slice.graph
    let nodes = slice.nodes.map { graph.nodes[$0] }
    var isTaken = Set(slice.wanted)
    for node in nodes { isTaken.formUnion(node.inputs.compactMap(\.self)) }
    var isShown = Set(graph.inputs.map(\.value))
    var made: [(value: Graph.Value, node: Graph.Node, output: Int)] = []
    for node in nodes {
      // What works on extents alone gives extents.
      guard !["shape", "size"].contains(node.operation.kind),
        node.inputs.contains(where: { $0.map(isShown.contains) ?? false })
      else { continue }
      for (output, value) in node.outputs.enumerated() where isTaken.contains(value) {
        made.append((value, node, output))
        isShown.insert(value)
      }
    }
    self.made = made
  }

  /// What is known of every step for an input, before anything is computed.
  ///
  /// - Parameter input: The shape that goes in.
  /// - Returns: Extents, types, and the numbers that extents alone decide.
  /// - Throws: `LayerError.step` with the name of the first node that does not fit.
  package func facts(for input: Shape) throws(LayerError) -> PageFacts {
    let facts = try slice.facts(for: [Fact(input)])
    var known = PageFacts(extents: made.map { facts[$0.value]?.shape ?? [] })
    let shown = Set(values + slice.graph.inputs.map(\.value))
    for (number, step) in made.enumerated() {
      if let type = facts[step.value]?.type, !type.isFloating {
        known.types[String(number)] = type.rawValue
      }
      for (place, value) in step.node.inputs.enumerated() {
        guard let value, !shown.contains(value), slice.stored(value) == nil,
          let tensor = facts[value]?.constant
        else { continue }
        let numbers = PageArray(tensor.floats, shape: tensor.shape)
        known.constants[String(number), default: [:]][String(place)] = numbers
      }
    }
    return known
  }

  /// Describes every step with its numbers, as far as a page holds them.
  ///
  /// - Parameters:
  ///   - path: The file that its learned numbers come from, for errors.
  ///   - room: How many bytes of learned numbers there is room for.
  ///   - name: What a value is called on the page.
  /// - Returns: A step per value.
  /// - Throws: `PageError.learned` if what was learned cannot be read.
  package func steps(
    path: Path, room: Int = PageSettings.maximumLearnedBytes, name: (Graph.Value) -> String
  ) throws(PageError) -> [PageStep] {
    var numbers: [Graph.Value: Int] = [:]
    for input in slice.graph.inputs { numbers[input.value] = PageStep.input }
    var room = room
    var steps: [PageStep] = []
    for (value, node, output) in made {
      do throws(LayerError) {
        let sources = node.inputs.map { input in
          input.map { numbers[$0] ?? PageStep.constant } ?? PageStep.nothing
        }
        var step = PageStep(name(value), node, from: sources, output: output)
        room -= try step.learn(node, stored: slice.stored, room: room)
        steps.append(step)
      } catch {
        throw .learned(path, .step(name: node.name, error: error))
      }
      numbers[value] = steps.count - 1
    }
    return steps
  }
}
