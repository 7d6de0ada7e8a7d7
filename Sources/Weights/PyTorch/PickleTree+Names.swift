import Spelling

extension PickleTree {
  /// The tensors of a pickle with the path to each, `layers.0.weight` for example.
  struct NamedTensors {
    /// Names and tensors in the order of the file, no two of the same name.
    fileprivate(set) var tensors: [(name: String, tensor: TorchTensor)] = []

    /// Objects of classes that are not known, and that hold tensors.
    fileprivate(set) var objects: [(name: String, className: String)] = []
  }

  /// Finds the tensors of a pickle.
  ///
  /// Dictionaries, lists and tuples are entered, and what is set in an object as in a dictionary or
  /// list; what is no tensor, and what a number or text does not lead to, is left out. Where the
  /// outermost dictionary has a dictionary `state_dict` or `model_state_dict`, only that is read,
  /// and its name is no part of the paths. A tensor by itself is named `tensor`.
  ///
  /// - Parameter root: What the pickle holds.
  /// - Returns: The tensors.
  /// - Throws: `WeightsError.malformed` for nesting or names beyond all reason, and where two
  ///   tensors have the same name, as keys with points in them may have once they are joined.
  func namedTensors(of root: PickleValue) throws(WeightsError) -> NamedTensors {
    var found = NamedTensors()
    var indices: [ExactName: Int] = [:]
    var work = 0
    var nameBytes = 0
    lazy var holders = tensorHolders()
    var pending = [Visit(value: unwrapped(root), name: "", depth: 0)]
    while let visit = pending.popLast() {
      guard visit.depth <= Visit.greatestDepth else {
        throw .pyTorch(
          "its tensors are nested too deeply, in more than \(Visit.greatestDepth) others, or in themselves"
        )
      }
      switch visit.value {
      case .tensor(let index):
        let name = visit.name.isEmpty ? "tensor" : visit.name
        switch indices.updateValue(index, forKey: ExactName(name)) {
        case nil: found.tensors.append((name, tensors[index]))
        case index: break
        default: throw .pyTorch("two of its tensors have the name '\(name)': rename one")
        }
      case .node(let index):
        work += size(of: nodes[index])
        guard work <= PickleMachine.limit else {
          throw .pyTorch("it holds more than \(PickleMachine.limit) values")
        }
        if case .object(let object) = nodes[index], object.parts.contains(where: holders.holds) {
          found.objects.append((visit.name, object.name))
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
    case .object(let object): object.parts.count + object.items.count + 1
    }
  }

  /// What may hold tensors in a node, with the name of each.
  private func parts(of node: Node) -> [(key: String, value: PickleValue)] {
    let named: [(key: String, value: PickleValue)]
    switch node {
    case .tuple(let items), .list(let items):
      named = items.enumerated().map { (String($0.offset), $0.element) }
    case .dictionary(let items): named = texts(of: items)
    case .object(let object): named = texts(of: object.items)
    }
    return named.filter { part in
      switch part.value {
      case .tensor, .node: true
      default: false
      }
    }
  }

  /// What numbers and texts lead to; of equal keys the last counts, and `5` is another than `'5'`.
  private func texts(
    of items: [(key: PickleValue, value: PickleValue)]
  ) -> [(key: String, value: PickleValue)] {
    var found: [(key: String, value: PickleValue)] = []
    var (texts, numbers): ([ExactName: Int], [Int: Int]) = ([:], [:])
    for item in items {
      let key: String
      let place: Int?
      switch item.key {
      case .string(let text):
        key = text
        place = texts[ExactName(text)]
        texts[ExactName(text)] = place ?? found.count
      case .int(let number):
        key = String(number)
        place = numbers[number]
        numbers[number] = place ?? found.count
      default: continue
      }
      if let place { found[place].value = item.value } else { found.append((key, item.value)) }
    }
    return found
  }

  /// The nodes from which a tensor can be reached.
  private struct Holders {
    var nodes: Set<Int> = []

    func holds(_ value: PickleValue) -> Bool {
      switch value {
      case .tensor: true
      case .node(let index): nodes.contains(index)
      default: false
      }
    }
  }

  /// Finds the nodes from which a tensor can be reached, each looked at once.
  private func tensorHolders() -> Holders {
    var parents: [Int: [Int]] = [:]
    var holders = Holders()
    var pending: [Int] = []
    for (index, node) in nodes.enumerated() {
      for value in values(in: node) {
        switch value {
        case .tensor: pending.append(index)
        case .node(let inner): parents[inner, default: []].append(index)
        default: break
        }
      }
    }
    while let index = pending.popLast() {
      if holders.nodes.insert(index).inserted { pending += parents[index] ?? [] }
    }
    return holders
  }

  /// All values that a node holds.
  private func values(in node: Node) -> [PickleValue] {
    switch node {
    case .tuple(let items), .list(let items): items
    case .dictionary(let items): items.map(\.value)
    case .object(let object): object.parts + object.items.map(\.value)
    }
  }
}
