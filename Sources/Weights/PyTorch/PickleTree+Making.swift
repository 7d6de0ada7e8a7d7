import Spelling

extension PickleTree {
  /// Notes a storage that the pickle names.
  ///
  /// - Parameter identifier: The tuple `('storage', type, key, place, count)`; the legacy container
  ///   has `None` after it.
  /// - Returns: The storage.
  /// - Throws: `WeightsError.malformed`.
  mutating func addStorage(_ identifier: PickleValue) throws(WeightsError) -> PickleValue {
    guard let parts = tuple(identifier), parts.count == 5 || parts.count == 6,
      case .string("storage") = parts[0], case .global(.storage(let type)) = parts[1],
      let key = storageKey(parts[2]), case .int(let count) = parts[4], count >= 0
    else { throw .pickle("a storage is described by what is no storage's description") }
    if parts.count == 6 {
      guard case .none = parts[5] else {
        throw .pyTorch(
          "storage '\(key.text.forOneLine)' is a part of another, as PyTorch 0.1 wrote it; save it anew"
        )
      }
    }
    return add(TorchStorage(key: key, type: type, count: count))
  }

  /// Makes what a name stands for.
  ///
  /// - Parameters:
  ///   - maker: The name.
  ///   - arguments: A tuple.
  /// - Returns: A dictionary, a tensor or plain data.
  /// - Throws: `WeightsError.malformed` where name and arguments do not fit.
  mutating func make(
    _ maker: PickleValue, of arguments: PickleValue
  ) throws(WeightsError) -> PickleValue {
    guard case .global(let global) = maker, let arguments = tuple(arguments) else {
      throw .pickle("an object is made of what makes none")
    }
    switch global {
    case .dictionary: return try makeDictionary(of: arguments)
    case .tensor: return try makeTensor(of: arguments)
    case .parameter:
      guard case .tensor? = arguments.first else { throw .pickle("a parameter has no tensor") }
      return arguments[0]
    case .size, .plain: return .plain
    case .storage: throw .pickle("a storage is inside the pickle")
    }
  }

  private func storageKey(_ value: PickleValue) -> ExactName? {
    switch value {
    case .string(let key): ExactName(key)
    case .int(let key): ExactName(String(key))
    default: nil
    }
  }

  /// A dictionary, of a list of pairs where there is one.
  private mutating func makeDictionary(
    of arguments: [PickleValue]
  ) throws(WeightsError) -> PickleValue {
    var pairs: [(key: PickleValue, value: PickleValue)] = []
    if let items = arguments.first {
      guard let items = elements(items) else {
        throw .pickle("an ordered dictionary is made of what is no list")
      }
      for item in items {
        guard let pair = elements(item), pair.count == 2 else {
          throw .pickle("an ordered dictionary is made of what are no pairs")
        }
        pairs.append((pair[0], pair[1]))
      }
    }
    return add(.dictionary(pairs))
  }

  /// A tensor of a storage, an offset, a shape and strides; what follows is of no use here.
  private mutating func makeTensor(
    of arguments: [PickleValue]
  ) throws(WeightsError) -> PickleValue {
    guard arguments.count >= 4, case .storage(let storage) = arguments[0],
      case .int(let offset) = arguments[1],
      let shape = integers(arguments[2], atMost: TensorEntry.maximumRank),
      let strides = integers(arguments[3], atMost: TensorEntry.maximumRank)
    else { throw .pickle("a tensor is described by what is no tensor's description") }
    return add(
      try TorchTensor(
        storage: storages[storage], offset: offset, shape: shape, strides: strides))
  }
}
