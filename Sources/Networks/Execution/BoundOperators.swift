import Synchronization

/// The operators of a session with what they have learned, as long as it is needed.
///
/// Loops on blocks have weights in orders of their own, so that those of the definition are let go as
/// soon as the first plan is made. Where inputs of another shape come they are read again, and kept.
final class BoundOperators: Sendable {
  private struct State {
    var operators: [Int: any BoundOperator]
    var dropped: Set<Int> = []
    var isKept = false
  }

  private let slice: GraphSlice
  private let state: Mutex<State>

  /// Keeps operators.
  ///
  /// - Parameters:
  ///   - operators: The operators, by the numbers of their nodes.
  ///   - slice: The graph that they were read from.
  init(_ operators: [Int: any BoundOperator], of slice: GraphSlice) {
    self.slice = slice
    state = Mutex(State(operators: operators))
  }

  /// The operators, by the numbers of their nodes.
  ///
  /// - Returns: All of them.
  /// - Throws: `LayerError.step` with the node if what was let go cannot be read again.
  func all() throws(LayerError) -> [Int: any BoundOperator] {
    let (found, dropped) = state.withLock { ($0.operators, $0.dropped) }
    if dropped.isEmpty { return found }
    var operators = found
    for index in dropped {
      let node = slice.graph.nodes[index]
      do throws(LayerError) {
        operators[index] = try node.operation.bound(
          to: try slice.graph.known(node.inputs, slice.constants))
      } catch {
        throw .step(name: node.name, error: error)
      }
    }
    let all = operators
    state.withLock { $0 = State(operators: all, isKept: true) }
    return all
  }

  /// Lets operators go, unless they were read twice.
  ///
  /// - Parameter nodes: The numbers of their nodes.
  func drop(_ nodes: [Int]) {
    state.withLock { state in
      guard !state.isKept else { return }
      for node in nodes where state.operators.removeValue(forKey: node) != nil {
        state.dropped.insert(node)
      }
    }
  }
}
