import Spelling

/// The zip container of PyTorch 1.6 and later.
///
/// In one folder of any name there are the pickle `data.pkl`, perhaps `byteorder`, and the storages
/// `data/0`, `data/1` and so on.
struct TorchArchive: TorchStorages {
  /// The most bytes of a pickle.
  private static let pickleLimit = 1 << 26

  private let archive: ZipArchive
  private let prefix: String
  private let files: [ExactName: ZipArchive.Entry]
  private let isBigEndian: Bool

  /// Finds the parts of an archive.
  init(_ archive: ZipArchive) throws(WeightsError) {
    guard let prefix = Self.prefix(in: archive) else { throw .pyTorch("it has no data.pkl") }
    self.archive = archive
    self.prefix = prefix
    files = Dictionary(archive.entries.map { (ExactName($0.name), $0) }) { first, _ in first }
    guard let order = files[ExactName(prefix + "byteorder")] else {
      isBigEndian = false
      return
    }
    switch String(decoding: try archive.prefix(16, of: order), as: UTF8.self) {
    case "little": isBigEndian = false
    case "big": isBigEndian = true
    default: throw .pyTorch("its byte order is neither 'little' nor 'big'")
    }
  }

  /// The folder of the pickle, with a slash.
  static func prefix(in archive: ZipArchive) -> String? {
    for entry in archive.entries {
      guard let prefix = entry.name.withoutEnding("data.pkl") else { continue }
      let slashes = prefix.utf8.count { $0 == 0x2f }
      if prefix.isEmpty || (slashes == 1 && prefix.utf8.last == 0x2f) { return prefix }
    }
    return nil
  }

  /// Reads the pickle.
  func pickle() throws(WeightsError) -> (tree: PickleTree, root: PickleValue) {
    let entry = try entry("data.pkl")
    guard entry.size <= Self.pickleLimit else {
      throw .pyTorch("its pickle has \(entry.size) bytes; at most \(Self.pickleLimit) are read")
    }
    return try archive.withContents(of: entry) { bytes throws(WeightsError) in
      var machine = PickleMachine(bytes)
      let root = try machine.run()
      return (machine.tree, root)
    }
  }

  func byteCount(of key: ExactName) throws(WeightsError) -> Int { try data(of: key).size }

  func withBytes<Result>(
    of key: ExactName, _ body: (UnsafeRawBufferPointer, _ isBigEndian: Bool) -> Result
  ) throws(WeightsError) -> Result {
    try archive.withContents(of: try data(of: key)) { body($0, isBigEndian) }
  }

  private func data(of key: ExactName) throws(WeightsError) -> ZipArchive.Entry {
    try entry("data/" + key.text)
  }

  private func entry(_ name: String) throws(WeightsError) -> ZipArchive.Entry {
    guard let entry = files[ExactName(prefix + name)] else {
      throw .pyTorch("'\(name.forOneLine)' is missing in the archive")
    }
    return entry
  }
}
