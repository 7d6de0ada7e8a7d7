/// Pickles of tests, written instruction by instruction.
enum Pickle {
  static let mark: [UInt8] = [0x28]
  static let emptyDictionary: [UInt8] = [0x7d]
  static let emptyList: [UInt8] = [0x5d]
  static let emptyTuple: [UInt8] = [0x29]
  static let tuple: [UInt8] = [0x74]
  static let setItem: [UInt8] = [0x73]
  static let setItems: [UInt8] = [0x75]
  static let append: [UInt8] = [0x61]
  static let reduce: [UInt8] = [0x52]
  static let none: [UInt8] = [0x4e]
  static let persistent: [UInt8] = [0x51]
  static let build: [UInt8] = [0x62]

  /// A pickle of protocol 2.
  static func whole(_ body: [UInt8]) -> [UInt8] { [0x80, 2] + body + [0x2e] }

  static func text(_ text: String) -> [UInt8] {
    [0x58] + littleEndian(UInt32(text.utf8.count)) + Array(text.utf8)
  }

  static func int(_ value: Int) -> [UInt8] { [0x8a, 8] + littleEndian(Int64(value)) }

  static func tuple(_ values: [Int]) -> [UInt8] { mark + values.flatMap(int) + tuple }

  static func global(_ module: String, _ name: String) -> [UInt8] {
    Array("c\(module)\n\(name)\n".utf8)
  }

  static func put(_ index: UInt8) -> [UInt8] { [0x71, index] }

  static func get(_ index: UInt8) -> [UInt8] { [0x68, index] }

  /// A reference to a storage as `torch.save` writes it before PyTorch 1.6.
  static func storage(_ key: String, type: String = "Float", count: Int) -> [UInt8] {
    mark + text("storage") + global("torch", "\(type)Storage") + text(key) + text("cpu")
      + int(count) + none + tuple + persistent
  }

  /// A tensor of a storage.
  static func tensor(
    of storage: [UInt8], offset: Int = 0, shape: [Int], strides: [Int]
  ) -> [UInt8] {
    global("torch._utils", "_rebuild_tensor_v2") + mark + storage + int(offset) + tuple(shape)
      + tuple(strides) + [0x89] + global("collections", "OrderedDict") + emptyTuple + reduce + tuple
      + reduce
  }

  /// A dictionary of tensors or other values, each already pickled.
  static func dictionary(_ items: [(key: String, value: [UInt8])]) -> [UInt8] {
    emptyDictionary + mark + items.flatMap { text($0.key) + $0.value } + setItems
  }

  /// A file as PyTorch before 1.6 writes it.
  ///
  /// - Parameters:
  ///   - content: The instructions of the content.
  ///   - storages: The keys and the bytes of each storage.
  /// - Returns: The bytes of the file.
  static func legacyFile(
    _ content: [UInt8], storages: [(key: String, count: Int, bytes: [UInt8])] = []
  ) -> [UInt8] {
    let magic: [UInt8] = [
      0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19,
    ]
    let keys = emptyList + mark + storages.flatMap { text($0.key) } + [0x65]
    return whole(magic) + whole([0x4d, 0xe9, 0x03]) + whole(emptyDictionary) + whole(content)
      + whole(keys) + storages.flatMap { littleEndian(Int64($0.count)) + $0.bytes }
  }

  /// The bytes of numbers of single precision.
  static func singles(_ values: [Float]) -> [UInt8] {
    values.flatMap { littleEndian($0.bitPattern) }
  }

  static func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }
}
