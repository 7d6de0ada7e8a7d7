import StoredNumbers

/// The type of the numbers of a tensor, as PyTorch calls it.
struct TorchType: Hashable {
  /// The name, for example `float32`.
  let name: String

  /// Bytes of a number; nil where the type is not known.
  let size: Int?

  /// How its numbers are read; nil where they are not.
  let element: ElementType?

  /// A type whose numbers are read.
  init(_ element: ElementType) {
    (name, size, self.element) = (element.rawValue, element.size, element)
  }

  /// The type of a name in the module `torch`; of any other name nothing but that is known.
  ///
  /// - Parameter name: For example `float8_e4m3fn`.
  init(named name: String) {
    self.name = name
    element = ElementType(rawValue: name)
    size = element?.size ?? Self.sizes[name]
  }

  /// The type of the numbers of a storage.
  ///
  /// - Parameter name: The full name of its class, for example `torch.ComplexFloatStorage`; nil is
  ///   returned where it is no storage's.
  init?(storage name: String) {
    guard let module = ["torch.cuda.", "torch.storage.", "torch."].first(where: name.hasPrefix),
      let kind = String(name.dropFirst(module.count)).withoutEnding("Storage"), !kind.isEmpty
    else { return nil }
    self.init(named: Self.storages[kind] ?? kind)
  }

  /// Bytes without a type, which a tensor brings along.
  static let untyped = TorchType(named: "untyped")

  /// Types by the names of their storages.
  private static let storages = [
    "Float": "float32", "Double": "float64", "Half": "float16", "BFloat16": "bfloat16",
    "Long": "int64", "Int": "int32", "Short": "int16", "Char": "int8", "Byte": "uint8",
    "Bool": "bool", "ComplexHalf": "complex32", "ComplexFloat": "complex64",
    "ComplexDouble": "complex128", "QInt8": "qint8", "QUInt8": "quint8", "QInt32": "qint32",
    "QUInt4x2": "quint4x2", "QUInt2x4": "quint2x4", "Untyped": "untyped",
  ]

  /// Bytes of a number of types that are not read.
  private static let sizes = [
    "complex32": 4, "complex64": 8, "complex128": 16, "qint8": 1, "quint8": 1, "qint32": 4,
    "quint4x2": 1, "quint2x4": 1, "untyped": 1, "float8_e4m3fn": 1, "float8_e5m2": 1,
    "float8_e4m3fnuz": 1, "float8_e5m2fnuz": 1, "float8_e8m0fnu": 1, "float4_e2m1fn_x2": 1,
    "bits8": 1, "bits16": 2, "bits1x8": 1, "bits2x4": 1, "bits4x2": 1,
  ]
}
