import Files
import Spelling
import StoredNumbers

/// The container of PyTorch before 1.6.
///
/// Five pickles (magic number, protocol, machine, content, keys of storages), then for each key a
/// count of 64 bits and the numbers, always with the lowest byte first.
struct LegacyTorchFile: TorchStorages {
  /// 0x1950a86a20f9469cfc6c, lowest byte first.
  private static let magic: [UInt8] = [
    0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19,
  ]

  private let file: MappedFile
  private let ranges: [ExactName: Range<Int>]

  /// The magic number as protocol 1 writes it.
  private static let magicLine = Array("L119547037146038801333356L\n".utf8)

  /// Whether bytes start with the pickle of the magic number, in protocol 1 or a later one.
  static func recognises(_ bytes: UnsafeRawBufferPointer) -> Bool {
    if bytes.starts(with: magicLine) { return true }
    guard bytes.first == 0x80 else { return false }
    let start = bytes.prefix(32)
    return start.indices.contains { start[$0...].starts(with: magic) }
  }

  /// Reads the first four pickles.
  ///
  /// - Parameter machine: Stands at the start of the file, and after that before the keys.
  /// - Returns: The content.
  /// - Throws: `WeightsError`, as the machine does, and where the first numbers are others.
  static func root(_ machine: inout PickleMachine) throws(WeightsError) -> PickleValue {
    guard case .longInteger(magic) = try machine.run() else {
      throw .pyTorch("it does not start with the magic number")
    }
    guard case .int(1001) = try machine.run() else {
      throw .pyTorch("its protocol is not 1001")
    }
    _ = try machine.run()
    return try machine.run()
  }

  /// Finds the storages.
  ///
  /// - Parameters:
  ///   - file: The whole file.
  ///   - machine: Stands before the keys.
  /// - Throws: `WeightsError.malformed` where a storage is unknown or the file ends inside it.
  init(_ file: MappedFile, storagesOf machine: inout PickleMachine) throws(WeightsError) {
    self.file = file
    let keys = try machine.run()
    let tree = machine.tree
    guard let keys = tree.elements(keys) else { throw .pyTorch("it has no list of storages") }
    let types = Dictionary(tree.storages.map { ($0.key, $0.type) }) { first, _ in first }
    var ranges: [ExactName: Range<Int>] = [:]
    var offset = machine.offset
    for key in keys {
      guard case .string(let name) = key, case let key = ExactName(name), let type = types[key]
      else {
        throw .pyTorch("its list of storages has what its tensors do not use")
      }
      guard let size = type.size else {
        throw .unsupported(
          container: "PyTorch",
          feature: "the numbers of storage '\(name.forOneLine)' are of type "
            + "'\(type.name.forOneLine)', whose size is not known")
      }
      guard let count = file.bytes.littleEndian(at: offset, as: Int64.self),
        case let (length, overflow) = Int(count).multipliedReportingOverflow(by: size),
        !overflow, let range = file.bytes.range(at: offset + 8, count: length)
      else {
        throw .pyTorch(
          "it ends inside storage '\(name.forOneLine)': it was cut off, copy or download it again")
      }
      ranges[key] = range
      offset = range.upperBound
    }
    self.ranges = ranges
  }

  func byteCount(of key: ExactName) throws(WeightsError) -> Int { try range(of: key).count }

  func withBytes<Result>(
    of key: ExactName, _ body: (UnsafeRawBufferPointer, _ isBigEndian: Bool) -> Result
  ) throws(WeightsError) -> Result {
    body(file.bytes.slice(try range(of: key)), false)
  }

  private func range(of key: ExactName) throws(WeightsError) -> Range<Int> {
    guard let range = ranges[key] else {
      throw .pyTorch("storage '\(key.text.forOneLine)' is missing in its list of storages")
    }
    return range
  }
}
