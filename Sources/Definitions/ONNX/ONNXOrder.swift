import ModelFiles
import Spelling

extension [ONNXNode] {
  /// The nodes in an order in which they can be computed: that of the file, as far as it is one.
  ///
  /// - Parameter known: Values that no node gives.
  /// - Returns: All nodes.
  /// - Throws: `NetworkFileError`: `missingValue`, `cycle` or `repeatedValue`.
  /// - Complexity: O(nodes and their inputs).
  func ordered(knowing known: Set<ExactName>) throws(NetworkFileError) -> [ONNXNode] {
    var makers: [ExactName: Int] = [:]
    for (index, node) in enumerated() {
      for name in node.outputs where !name.isEmpty {
        let key = ExactName(name)
        guard makers.updateValue(index, forKey: key) == nil, !known.contains(key) else {
          throw .repeatedValue(name)
        }
      }
    }
    var order: [ONNXNode] = []
    var state = [State](repeating: .untouched, count: count)
    for first in indices {
      var path = [first]
      while let index = path.last {
        if state[index] == .done {
          path.removeLast()
          continue
        }
        state[index] = .waiting
        var isReady = true
        for name in self[index].inputs where !name.isEmpty && !known.contains(ExactName(name)) {
          guard let maker = makers[ExactName(name)] else {
            throw .missingValue(name, node: self[index].displayName)
          }
          switch state[maker] {
          case .done: continue
          case .waiting:
            throw .cycle(nodes: path.drop { $0 != maker }.map { self[$0].displayName })
          case .untouched:
            path.append(maker)
            isReady = false
          }
          break
        }
        guard isReady else { continue }
        state[index] = .done
        order.append(self[index])
        path.removeLast()
      }
    }
    return order
  }

  private enum State {
    case untouched
    case waiting
    case done
  }
}

extension ONNXNode {
  /// The name, or that of what the node gives if it has none.
  var displayName: String {
    name.isEmpty ? outputs.first { !$0.isEmpty } ?? operation : name
  }
}
