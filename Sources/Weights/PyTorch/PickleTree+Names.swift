import Spelling

extension PickleTree {
  /// The tensors of a pickle with the path to each, `layers.0.weight` for example.
  ///
  /// Dictionaries, lists and tuples are entered; what is no tensor, and what a number or text does
  /// not lead to, is left out. Where the outermost dictionary has a dictionary `state_dict` or
  /// `model_state_dict`, only that is read, and its name is no part of the paths. A tensor by
  /// itself is named `tensor`.
  ///
  /// - Parameter root: What the pickle holds.
  /// - Returns: Names and tensors in the order of the file; of equal names the last.
  /// - Throws: `WeightsError.malformed` for nesting or names beyond all reason.
  func namedTensors(
    of root: PickleValue
  ) throws(WeightsError) -> [(name: String, tensor: TorchTensor)] {
    var found: [(name: String, tensor: TorchTensor)] = []
    var places: [ExactName: Int] = [:]
    var work = 0
    var nameBytes = 0
    var pending = [Visit(value: unwrapped(root), name: "", depth: 0)]
    while let visit = pending.popLast() {
      guard visit.depth <= Visit.greatestDepth else {
        throw .pyTorch("its tensors are nested too deeply, or in themselves")
      }
      switch visit.value {
      case .tensor(let index):
        let name = visit.name.isEmpty ? "tensor" : visit.name
        if let place = places[ExactName(name)] {
          found[place].tensor = tensors[index]
        } else {
          places[ExactName(name)] = found.count
          found.append((name, tensors[index]))
        }
      case .node(let index):
        work += size(of: nodes[index])
        guard work <= PickleMachine.limit else {
          throw .pyTorch("it holds more than \(PickleMachine.limit) values")
        }
        for part in parts(of: nodes[index]).reversed() {
          // Checked before the name is put together: many paths may share one long key.
          let length = visit.name.utf8.count + part.key.utf8.count + 1
          nameBytes += length
          guard length <= Visit.longestName, nameBytes <= Visit.nameByteLimit else {
            throw .pyTorch("the names of its tensors are too long")
          }
          let name = visit.name.isEmpty ? part.key : "\(visit.name).\(part.key)"
          pending.append(Visit(value: part.value, name: name, depth: visit.depth + 1))
        }
      default: break
      }
    }
    return found
  }

  private struct Visit {
    static let greatestDepth = 64
    static let longestName = 1024
    static let nameByteLimit = 1 << 26

    let value: PickleValue
    let name: String
    let depth: Int
  }

  private func unwrapped(_ root: PickleValue) -> PickleValue {
    for key in ["state_dict", "model_state_dict"] {
      if let inner = value(of: key, in: root), dictionary(inner) != nil { return inner }
    }
    return root
  }

  private func size(of node: Node) -> Int {
    switch node {
    case .tuple(let items), .list(let items): items.count + 1
    case .dictionary(let items): items.count + 1
    }
  }

  /// What may hold tensors in a node, with the name of each.
  private func parts(of node: Node) -> [(key: String, value: PickleValue)] {
    let named: [(key: String, value: PickleValue)]
    switch node {
    case .tuple(let items), .list(let items):
      named = items.enumerated().map { (String($0.offset), $0.element) }
    case .dictionary(let items):
      named = items.compactMap { item in
        switch item.key {
        case .string(let key): (key, item.value)
        case .int(let key): (String(key), item.value)
        default: nil
        }
      }
    }
    return named.filter { part in
      switch part.value {
      case .tensor, .node: true
      default: false
      }
    }
  }
}
