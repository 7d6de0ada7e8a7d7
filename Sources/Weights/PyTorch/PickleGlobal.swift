import StoredNumbers

/// The names that a pickle may ask for; nothing is looked up or called by them.
enum PickleGlobal: Hashable {
  /// Makes a dictionary.
  case dictionary

  /// Makes a tensor of a storage, an offset, a shape and strides.
  case tensor

  /// Makes a tensor of the same and, as the seventh argument, its type.
  case typedTensor

  /// Marks a tensor as a parameter.
  case parameter

  /// Calls another name, the first argument, with the third.
  case rebuilding

  /// The type of the elements of a storage.
  case storage(TorchType)

  /// The type of the elements of a tensor.
  case type(TorchType)

  /// Makes bytes of a text, which keeps standing for them.
  case encoded

  /// Makes plain data that no tensor is made of.
  case plain

  /// Makes what is not known: the full name. It is never made, and read past.
  case unknown(String)

  /// Finds what a name stands for.
  ///
  /// - Parameters:
  ///   - name: The name in its module, for example `_rebuild_tensor_v2`.
  ///   - module: The module, for example `torch._utils`.
  /// - Returns: What it stands for.
  /// - Throws: `WeightsError.refused` for a name that a sound file never asks for, as it runs
  ///   programs or code.
  static func named(_ name: String, in module: String) throws(WeightsError) -> PickleGlobal {
    let fullName = "\(module).\(name)"
    if let global = known[fullName] { return global }
    let package = module.prefix { $0 != "." }
    if systemModules.contains(String(package)) { throw .refused(name: fullName.forOneLine) }
    return .unknown(fullName)
  }

  /// Modules whose functions run programs or code.
  ///
  /// A file that asks for them was made to do harm; what of them is harmless is known.
  private static let systemModules: Set<String> = [
    "__builtin__", "builtins", "code", "commands", "ctypes", "importlib", "nt", "os", "posix",
    "pty", "runpy", "shutil", "socket", "subprocess", "sys", "webbrowser",
  ]

  private static let known: [String: PickleGlobal] = {
    var known: [String: PickleGlobal] = [
      "collections.OrderedDict": .dictionary,
      "torch._utils._rebuild_tensor": .tensor,
      "torch._utils._rebuild_tensor_v2": .tensor,
      "torch._utils._rebuild_qtensor": .tensor,
      "torch._utils._rebuild_tensor_v3": .typedTensor,
      "torch._utils._rebuild_parameter": .parameter,
      "torch._utils._rebuild_parameter_with_state": .parameter,
      "torch._tensor._rebuild_from_type": .rebuilding,
      "torch._tensor._rebuild_from_type_v2": .rebuilding,
      "torch.Size": .plain,
      "torch.device": .plain,
      "torch.serialization._get_layout": .plain,
      "collections.Counter": .plain,
      "_codecs.encode": .encoded,
    ]
    let harmless = [
      "bool", "bytearray", "bytes", "complex", "dict", "float", "frozenset", "int", "list", "long",
      "object", "range", "set", "slice", "str", "tuple", "unicode", "xrange",
    ]
    for name in harmless {
      known["builtins.\(name)"] = .plain
      known["__builtin__.\(name)"] = .plain
    }
    let storages: [(name: String, type: ElementType)] = [
      ("Float", .float32), ("Double", .float64), ("Half", .float16), ("BFloat16", .bfloat16),
      ("Long", .int64), ("Int", .int32), ("Short", .int16), ("Char", .int8), ("Byte", .uint8),
      ("Bool", .bool),
    ]
    for (name, type) in storages {
      known["torch.\(name)Storage"] = .storage(TorchType(type))
      known["torch.cuda.\(name)Storage"] = .storage(TorchType(type))
    }
    for type in ElementType.allCases { known["torch.\(type.rawValue)"] = .type(TorchType(type)) }
    return known
  }()
}
