/// What a pickle can hold as far as tensors need it.
///
/// Tuples, lists and dictionaries are numbers of nodes in a `PickleTree`: a pickle may share them,
/// nest them to any depth and put them into themselves.
enum PickleValue {
  case none
  case bool(Bool)
  case int(Int)
  case float(Double)
  case string(String)

  /// A whole number of more than 64 bits, lowest byte first.
  case longInteger([UInt8])

  /// One of the names that a pickle may ask for.
  case global(PickleGlobal)

  /// A tuple, list or dictionary: its place in the tree.
  case node(Int)

  /// The place of a storage in the tree's storages.
  case storage(Int)

  /// The place of a tensor in the tree's tensors.
  case tensor(Int)

  /// Plain data that no tensor is made of, such as a device or a set; it is not kept.
  case plain
}

/// The values of a pickle that hold others.
struct PickleTree {
  /// A tuple, a list or a dictionary.
  enum Node {
    case tuple([PickleValue])
    case list([PickleValue])
    case dictionary([(key: PickleValue, value: PickleValue)])
  }

  /// The tuples, lists and dictionaries in the order in which the pickle makes them.
  private(set) var nodes: [Node] = []

  /// The storages that the pickle refers to.
  private(set) var storages: [TorchStorage] = []

  /// The tensors that the pickle describes.
  private(set) var tensors: [TorchTensor] = []

  /// How many values all of them hold together, for a limit.
  private(set) var heldCount = 0

  // MARK: Adding

  /// Adds a tuple, list or dictionary.
  mutating func add(_ node: Node) -> PickleValue {
    switch node {
    case .tuple(let items), .list(let items): heldCount += items.count + 1
    case .dictionary(let items): heldCount += 2 * items.count + 1
    }
    nodes.append(node)
    return .node(nodes.count - 1)
  }

  /// Adds a storage.
  mutating func add(_ storage: TorchStorage) -> PickleValue {
    heldCount += 1
    storages.append(storage)
    return .storage(storages.count - 1)
  }

  /// Adds a tensor.
  mutating func add(_ tensor: TorchTensor) -> PickleValue {
    heldCount += 1 + 2 * tensor.shape.count
    tensors.append(tensor)
    return .tensor(tensors.count - 1)
  }

  /// Appends to a list; false where there is none.
  mutating func append(_ items: [PickleValue], to value: PickleValue) -> Bool {
    guard case .node(let index) = value, case .list(var list) = nodes[index] else { return false }
    nodes[index] = .list([])
    list += items
    nodes[index] = .list(list)
    heldCount += items.count
    return true
  }

  /// Sets keys and values, in turn, in a dictionary; false where there is none or a value is
  /// missing.
  mutating func set(_ items: [PickleValue], in value: PickleValue) -> Bool {
    guard case .node(let index) = value, case .dictionary(var pairs) = nodes[index],
      items.count.isMultiple(of: 2)
    else { return false }
    nodes[index] = .dictionary([])
    for place in stride(from: 0, to: items.count, by: 2) {
      pairs.append((items[place], items[place + 1]))
    }
    nodes[index] = .dictionary(pairs)
    heldCount += items.count
    return true
  }

  // MARK: Looking

  /// The elements of a tuple or list.
  func elements(_ value: PickleValue) -> [PickleValue]? {
    guard case .node(let index) = value else { return nil }
    switch nodes[index] {
    case .tuple(let items), .list(let items): return items
    case .dictionary: return nil
    }
  }

  /// The elements of a tuple.
  func tuple(_ value: PickleValue) -> [PickleValue]? {
    guard case .node(let index) = value, case .tuple(let items) = nodes[index] else { return nil }
    return items
  }

  /// The elements of a tuple or list of few elements that are all whole numbers.
  func integers(_ value: PickleValue, atMost limit: Int) -> [Int]? {
    guard let items = elements(value), items.count <= limit else { return nil }
    var integers: [Int] = []
    for item in items {
      guard case .int(let integer) = item else { return nil }
      integers.append(integer)
    }
    return integers
  }

  /// The elements of a dictionary.
  func dictionary(_ value: PickleValue) -> [(key: PickleValue, value: PickleValue)]? {
    guard case .node(let index) = value, case .dictionary(let items) = nodes[index] else {
      return nil
    }
    return items
  }

  /// The last value that a dictionary has for a key.
  func value(of key: String, in dictionary: PickleValue) -> PickleValue? {
    self.dictionary(dictionary)?.last { item in
      if case .string(key) = item.key { true } else { false }
    }?.value
  }
}
