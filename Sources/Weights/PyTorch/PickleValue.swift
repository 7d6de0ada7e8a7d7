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

  /// A tuple, list, dictionary or object: its place in the tree.
  case node(Int)

  /// The place of a storage in the tree's storages.
  case storage(Int)

  /// The place of a tensor in the tree's tensors.
  case tensor(Int)

  /// Plain data that no tensor is made of, such as a device or a set; it is not kept.
  case plain
}

/// What an unknown name makes, as far as the pickle tells without making it.
struct PickleObject {
  /// The full name of its class, or of the function that returns it.
  let name: String

  /// What it is made of and its states.
  var parts: [PickleValue]

  /// What is set under a key of it or, with numbers as keys, appended to it: an unknown class may be
  /// a kind of dictionary or list.
  var items: [(key: PickleValue, value: PickleValue)] = []
}

/// The values of a pickle that hold others.
struct PickleTree {
  /// A tuple, a list, a dictionary or an object.
  enum Node {
    case tuple([PickleValue])
    case list([PickleValue])
    case dictionary([(key: PickleValue, value: PickleValue)])

    /// What an unknown name makes; it is never made.
    case object(PickleObject)
  }

  /// The tuples, lists, dictionaries and objects in the order in which the pickle makes them.
  private(set) var nodes: [Node] = []

  /// The first unknown name that the pickle asks for; nil where there is none.
  private(set) var firstUnknownName: String?

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
    case .object(let object): heldCount += object.parts.count + 1
    }
    nodes.append(node)
    return .node(nodes.count - 1)
  }

  /// Notes that the pickle asks for a name.
  mutating func note(_ global: PickleGlobal) {
    if case .unknown(let name) = global { firstUnknownName = firstUnknownName ?? name }
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

  /// Appends to a list or an object; false where there is none.
  mutating func append(_ items: [PickleValue], to value: PickleValue) -> Bool {
    guard case .node(let index) = value else { return false }
    // What a node holds is taken out while it changes, so that it is not copied.
    switch nodes[index] {
    case .list(var list):
      nodes[index] = .list([])
      list += items
      nodes[index] = .list(list)
    case .object(var object):
      nodes[index] = .list([])
      for item in items { object.items.append((.int(object.items.count), item)) }
      nodes[index] = .object(object)
    case .tuple, .dictionary: return false
    }
    heldCount += items.count
    return true
  }

  /// Sets keys and values, in turn, in a dictionary or an object; false where there is none or a
  /// value is missing.
  mutating func set(_ items: [PickleValue], in value: PickleValue) -> Bool {
    guard case .node(let index) = value, items.count.isMultiple(of: 2) else { return false }
    let pairs = stride(from: 0, to: items.count, by: 2).map { place in
      (key: items[place], value: items[place + 1])
    }
    switch nodes[index] {
    case .dictionary(var present):
      nodes[index] = .list([])
      present += pairs
      nodes[index] = .dictionary(present)
    case .object(var object):
      nodes[index] = .list([])
      object.items += pairs
      nodes[index] = .object(object)
    case .tuple, .list: return false
    }
    heldCount += items.count
    return true
  }

  /// Gives an object a state; a dictionary or tensor needs none, and it is left out.
  mutating func build(_ state: PickleValue, of value: PickleValue) {
    guard case .node(let index) = value, case .object(var object) = nodes[index] else { return }
    nodes[index] = .list([])
    object.parts.append(state)
    nodes[index] = .object(object)
    heldCount += 1
  }

  // MARK: Looking

  /// The elements of a tuple or list.
  func elements(_ value: PickleValue) -> [PickleValue]? {
    guard case .node(let index) = value else { return nil }
    switch nodes[index] {
    case .tuple(let items), .list(let items): return items
    case .dictionary, .object: return nil
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
