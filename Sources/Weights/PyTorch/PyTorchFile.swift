package import Files
import Spelling

/// A file of `torch.save`: `.pth` or `.pt`, in the zip or in the legacy container.
///
/// Its pickle is read by a `PickleMachine`, which executes nothing. Tensors are named by the path of dictionary keys that leads to
/// them; `PickleTree.namedTensors(of:)` has the details.
package struct PyTorchFile: WeightsFile {
  package let entries: [TensorEntry]

  private let tensors: [String: TorchTensor]
  private let storages: any TorchStorages

  /// Reads the names of an archive as PyTorch 1.6 and later write it.
  ///
  /// - Parameter archive: A zip archive with a `data.pkl`.
  /// - Throws: `WeightsError`: `refused` where the pickle asks for what is no tensor, `malformed` where anything is wrong.
  package init(_ archive: ZipArchive) throws(WeightsError) {
    let container = try TorchArchive(archive)
    let (tree, root) = try container.pickle()
    try self.init(tree.namedTensors(of: root), container)
  }

  /// Reads the names of a file as PyTorch wrote it before 1.6.
  ///
  /// - Parameter file: A file that starts with the magic number, see `isLegacy`.
  /// - Throws: `WeightsError`: `refused` where the pickle asks for what is no tensor, `malformed` where anything is wrong.
  package init(legacy file: MappedFile) throws(WeightsError) {
    var machine = PickleMachine(file.bytes)
    let root = try LegacyTorchFile.root(&machine)
    let container = try LegacyTorchFile(file, storagesOf: &machine)
    try self.init(machine.tree.namedTensors(of: root), container)
  }

  private init(
    _ named: [(name: String, tensor: TorchTensor)], _ storages: some TorchStorages
  ) throws(WeightsError) {
    for storage in Set(named.map(\.tensor.storage)) {
      let stored = try storages.byteCount(of: storage.key)
      guard try stored == storage.byteCount() else {
        throw .pyTorch(
          "storage '\(storage.key.forOneLine)' has \(stored) bytes, and should have "
            + "\(storage.count) numbers of \(storage.type.rawValue)")
      }
    }
    entries = named.map {
      TensorEntry(name: $0.name, shape: $0.tensor.shape, type: $0.tensor.storage.type)
    }
    tensors = Dictionary(named.map { ($0.name, $0.tensor) }) { _, last in last }
    self.storages = storages
  }

  /// Whether an archive holds a pickle of PyTorch.
  package static func recognises(_ archive: ZipArchive) -> Bool {
    TorchArchive.prefix(in: archive) != nil
  }

  /// Whether bytes start like a file of PyTorch before 1.6.
  package static func isLegacy(_ bytes: UnsafeRawBufferPointer) -> Bool {
    LegacyTorchFile.recognises(bytes)
  }

  package func tensor(named name: String) throws(WeightsError) -> Tensor {
    guard let tensor = tensors[name] else {
      throw .missing(name: name, nearest: nearestName(to: name, among: entries.map(\.name)))
    }
    let values = try storages.withBytes(of: tensor.storage.key) { bytes, isBigEndian in
      tensor.values(in: bytes, bigEndian: isBigEndian)
    }
    return Tensor(name: name, shape: tensor.shape, type: tensor.storage.type, values: values)
  }
}

/// Where the bytes of storages are.
protocol TorchStorages: Sendable {
  /// How many bytes there are for a storage.
  ///
  /// - Throws: `WeightsError.malformed` where there is no such storage.
  func byteCount(of key: String) throws(WeightsError) -> Int

  /// Hands over all bytes of a storage, and whether the highest byte of each number is first.
  func withBytes<Result>(
    of key: String, _ body: (UnsafeRawBufferPointer, _ isBigEndian: Bool) -> Result
  ) throws(WeightsError) -> Result
}
