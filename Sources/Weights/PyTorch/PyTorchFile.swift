import Files
import Spelling

/// A file of `torch.save`: `.pth` or `.pt`, in the zip or in the legacy container.
///
/// Its pickle is read by a `PickleMachine`, which executes nothing. Tensors are named by the path
/// of dictionary keys that leads to them; `PickleTree.namedTensors(of:)` has the details.
struct PyTorchFile: WeightsContainer {
  let entries: [TensorEntry]

  private let tensors: [ExactName: TorchTensor]
  private let storages: any TorchStorages

  /// An archive needs a `data.pkl`, unless the name says what it is; the legacy container has a
  /// magic number.
  static func recognises(_ file: MappedFile, name: WeightsFileName) -> Bool {
    if LegacyTorchFile.recognises(file.bytes) { return true }
    guard file.bytes.starts(with: ZipArchive.magic) else { return false }
    if ["pth", "pt"].contains(name.fileExtension) { return true }
    return (try? ZipArchive(file)).flatMap(TorchArchive.prefix(in:)) != nil
  }

  /// Reads the names of the tensors.
  ///
  /// - Parameters:
  ///   - file: A file that was recognised.
  ///   - name: Its name.
  /// - Throws: `WeightsError`: `refused` where the pickle asks for what is no tensor, `unsupported`
  ///   where it has no tensors, `malformed` where anything is wrong.
  init(_ file: MappedFile, name: WeightsFileName) throws(WeightsError) {
    if LegacyTorchFile.recognises(file.bytes) {
      var machine = PickleMachine(file.bytes)
      let root = try LegacyTorchFile.root(&machine)
      let container = try LegacyTorchFile(file, storagesOf: &machine)
      try self.init(machine.tree.namedTensors(of: root), container)
    } else {
      let container = try TorchArchive(ZipArchive(file))
      let (tree, root) = try container.pickle()
      try self.init(tree.namedTensors(of: root), container)
    }
  }

  private init(
    _ named: [(name: String, tensor: TorchTensor)], _ storages: some TorchStorages
  ) throws(WeightsError) {
    guard !named.isEmpty else {
      throw .unsupported(container: "PyTorch", feature: "it holds no tensors")
    }
    for storage in Set(named.map(\.tensor.storage)) {
      let stored = try storages.byteCount(of: storage.key)
      guard try stored == storage.byteCount() else {
        throw .pyTorch(
          "storage '\(storage.key.text.forOneLine)' has \(stored) bytes, and should have "
            + "\(storage.count) numbers of \(storage.type.rawValue)")
      }
    }
    entries = named.map {
      TensorEntry(name: $0.name, shape: $0.tensor.shape, type: $0.tensor.storage.type)
    }
    tensors = Dictionary(named.map { (ExactName($0.name), $0.tensor) }) { _, last in last }
    self.storages = storages
  }

  func tensor(named name: String) throws(WeightsError) -> Tensor {
    guard let tensor = tensors[ExactName(name)] else {
      throw absence(of: name)
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
  func byteCount(of key: ExactName) throws(WeightsError) -> Int

  /// Hands over all bytes of a storage, and whether the highest byte of each number is first.
  func withBytes<Result>(
    of key: ExactName, _ body: (UnsafeRawBufferPointer, _ isBigEndian: Bool) -> Result
  ) throws(WeightsError) -> Result
}
