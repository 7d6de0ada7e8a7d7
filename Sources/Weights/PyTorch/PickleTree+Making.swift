import Spelling
import StoredNumbers

extension PickleTree {
  /// Notes a storage that the pickle names.
  ///
  /// - Parameter identifier: The tuple `('storage', type, key, place, count)`; the legacy container
  ///   has `None` after it.
  /// - Returns: The storage.
  /// - Throws: `WeightsError.malformed`.
  mutating func addStorage(_ identifier: PickleValue) throws(WeightsError) -> PickleValue {
    guard let parts = tuple(identifier), parts.count == 5 || parts.count == 6,
      case .string("storage") = parts[0], let type = storageType(parts[1]),
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
  /// - Returns: A dictionary, a tensor, an object or plain data.
  /// - Throws: `WeightsError.malformed` where name and arguments do not fit.
  mutating func make(
    _ maker: PickleValue, of arguments: PickleValue
  ) throws(WeightsError) -> PickleValue {
    guard let arguments = tuple(arguments) else {
      throw .pickle("an object is made of what makes none")
    }
    return try make(maker, of: arguments)
  }

  /// Makes what a name stands for, of a list of arguments.
  mutating func make(
    _ maker: PickleValue, of arguments: [PickleValue]
  ) throws(WeightsError) -> PickleValue {
    guard case .global(let global) = maker else {
      guard case .node(let index) = maker, case .object(let object) = nodes[index] else {
        throw .pickle("an object is made of what makes none")
      }
      return add(.object(PickleObject(name: object.name, parts: [maker] + arguments)))
    }
    switch global {
    case .dictionary: return try makeDictionary(of: arguments)
    case .tensor: return try makeTensor(of: arguments)
    case .typedTensor:
      guard arguments.count >= 7, let type = type(arguments[6]) else {
        throw .pickle("a tensor has no type")
      }
      return try makeTensor(of: arguments, type: type)
    case .parameter:
      switch arguments.first {
      case .tensor?, .node?: return arguments[0]
      default: throw .pickle("a parameter has no tensor")
      }
    case .rebuilding:
      // Only what makes tensors is called by another name, which ends here.
      guard arguments.count >= 3, let inner = tuple(arguments[2]) else {
        throw .pickle("an object is made of what makes none")
      }
      if case .global(.rebuilding) = arguments[0] {
        throw .pickle("an object is made of what makes none")
      }
      return try make(arguments[0], of: inner)
    case .encoded:
      if case .string? = arguments.first { return arguments[0] }
      return .plain
    case .plain, .type: return .plain
    case .storage: throw .pickle("a storage is inside the pickle")
    case .unknown(let name):
      return add(.object(PickleObject(name: className(of: name, arguments), parts: arguments)))
    }
  }

  /// The class that a function of Python makes an instance of, or the function's own name.
  private func className(of maker: String, _ arguments: [PickleValue]) -> String {
    let makers = ["copy_reg._reconstructor", "copyreg._reconstructor", "copyreg.__newobj_ex__"]
    if makers.contains(maker), case .global(.unknown(let name))? = arguments.first { return name }
    return maker
  }

  private func storageType(_ value: PickleValue) -> TorchType? {
    switch value {
    case .global(.storage(let type)): type
    case .global(.unknown(let name)): TorchType(storage: name)
    default: nil
    }
  }

  /// The type that a name of the module `torch` stands for.
  private func type(_ value: PickleValue) -> TorchType? {
    switch value {
    case .global(.type(let type)): type
    case .global(.unknown(let name)) where name.hasPrefix("torch."):
      TorchType(named: String(name.dropFirst("torch.".count)))
    default: nil
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
  ///
  /// The storage of a tensor that brings its type along is one of bytes.
  private mutating func makeTensor(
    of arguments: [PickleValue], type: TorchType? = nil
  ) throws(WeightsError) -> PickleValue {
    guard arguments.count >= 4, case .storage(let storage) = arguments[0],
      case .int(let offset) = arguments[1],
      let shape = integers(arguments[2], atMost: TensorEntry.maximumRank),
      let strides = integers(arguments[3], atMost: TensorEntry.maximumRank)
    else { throw .pickle("a tensor is described by what is no tensor's description") }
    var stored = storages[storage]
    if let type, type != stored.type {
      let (bytes, size) = (try stored.byteCount(), type.size)
      guard let bytes, stored.type == .untyped, bytes.isMultiple(of: size ?? 1) else {
        throw .pyTorch(
          "storage '\(stored.key.text.forOneLine)' has \(stored.count) numbers, which are no whole "
            + "numbers of \(type.name.forOneLine)")
      }
      stored = TorchStorage(key: stored.key, type: type, count: bytes / (size ?? 1))
    }
    return add(
      try TorchTensor(storage: stored, offset: offset, shape: shape, strides: strides))
  }
}
