/// The names that a pickle of tensors may ask for; nothing is looked up or called by them.
enum PickleGlobal: Hashable {
  /// Makes a dictionary.
  case dictionary

  /// Makes a tensor of a storage, an offset, a shape and strides.
  case tensor

  /// Marks a tensor as a parameter.
  case parameter

  /// The type of the elements of a storage.
  case storage(ElementType)

  /// Makes a tuple of extents.
  case size

  /// Makes plain data that no tensor is made of.
  case plain

  /// Finds what a name stands for.
  ///
  /// - Parameters:
  ///   - name: The name in its module, for example `_rebuild_tensor_v2`.
  ///   - module: The module, for example `torch._utils`.
  /// - Returns: What it stands for.
  /// - Throws: `WeightsError.refused` for every name that tensors do not need.
  static func named(_ name: String, in module: String) throws(WeightsError) -> PickleGlobal {
    guard let global = known["\(module).\(name)"] else {
      throw .refused(name: "\(module).\(name)".forOneLine)
    }
    return global
  }

  private static let known: [String: PickleGlobal] = {
    var known: [String: PickleGlobal] = [
      "collections.OrderedDict": .dictionary,
      "torch._utils._rebuild_tensor": .tensor,
      "torch._utils._rebuild_tensor_v2": .tensor,
      "torch._utils._rebuild_parameter": .parameter,
      "torch._utils._rebuild_parameter_with_state": .parameter,
      "torch.Size": .size,
      "torch.device": .plain,
      "torch.serialization._get_layout": .plain,
      "collections.Counter": .plain,
      "_codecs.encode": .plain,
      "builtins.set": .plain,
      "__builtin__.set": .plain,
    ]
    let storages: [(name: String, type: ElementType)] = [
      ("Float", .float32), ("Double", .float64), ("Half", .float16), ("BFloat16", .bfloat16),
      ("Long", .int64), ("Int", .int32), ("Short", .int16), ("Char", .int8), ("Byte", .uint8),
      ("Bool", .bool),
    ]
    for (name, type) in storages {
      known["torch.\(name)Storage"] = .storage(type)
      known["torch.cuda.\(name)Storage"] = .storage(type)
    }
    for type in ElementType.allCases { known["torch.\(type.rawValue)"] = .plain }
    return known
  }()
}
