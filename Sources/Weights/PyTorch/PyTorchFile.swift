import Files
import Spelling
import StoredNumbers

/// A file of `torch.save`: `.pth` or `.pt`, in the zip or in the legacy container.
///
/// Its pickle is read by a `PickleMachine`, which executes nothing. Tensors are named by the path
/// of dictionary keys that leads to them; `PickleTree.namedTensors(of:)` has the details.
struct PyTorchFile: WeightsContainer {
  static let kind = WeightsKind.pyTorch

  let entries: [TensorEntry]

  /// Tensors of types that are not read, and objects of unknown classes that hold tensors.
  let unread: [UnreadTensor]

  private let tensors: [ExactName: TorchTensor]
  private let storages: any TorchStorages

  /// An archive has a `data.pkl`; the legacy container has a magic number.
  static func recognises(_ file: MappedFile) -> Bool {
    if LegacyTorchFile.recognises(file.bytes) { return true }
    guard file.bytes.starts(with: ZipArchive.magic) else { return false }
    return (try? ZipArchive(file)).flatMap(TorchArchive.prefix(in:)) != nil
  }

  /// A file of neither container has nothing that could be said about it.
  static func isMeant(by name: WeightsFileName) -> Bool { false }

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
      try self.init(root, of: machine.tree, container)
    } else {
      let container = try TorchArchive(ZipArchive(file))
      let (tree, root) = try container.pickle()
      try self.init(root, of: tree, container)
    }
  }

  private init(
    _ root: PickleValue, of tree: PickleTree, _ storages: some TorchStorages
  ) throws(WeightsError) {
    let named = try tree.namedTensors(of: root)
    guard !named.tensors.isEmpty else {
      if let name = tree.firstUnknownName { throw .refused(name: name.forOneLine) }
      throw .unsupported(container: "PyTorch", feature: "it holds no tensors")
    }
    for storage in Set(named.tensors.map(\.tensor.storage)) {
      let stored = try storages.byteCount(of: storage.key)
      guard try storage.byteCount().map({ $0 == stored }) ?? true else {
        throw .pyTorch(
          "storage '\(storage.key.text.forOneLine)' has \(stored) bytes, and should have "
            + "\(storage.count) numbers of \(storage.type.name)")
      }
    }
    var entries: [TensorEntry] = []
    var unread: [UnreadTensor] = []
    for (name, tensor) in named.tensors {
      if let type = tensor.storage.type.element {
        entries.append(TensorEntry(name: name, shape: tensor.shape, type: type))
      } else {
        unread.append(UnreadTensor(name: name, shape: tensor.shape, type: tensor.storage.type.name))
      }
    }
    for (name, className) in named.objects {
      unread.append(
        UnreadTensor(
          name: name, shape: nil, type: className,
          problem: .refused(name: className.forOneLine)))
    }
    (self.entries, self.unread) = (entries, unread)
    tensors = Dictionary(named.tensors.map { (ExactName($0.name), $0.tensor) }) { $1 }
    self.storages = storages
  }

  func doubles(named name: String) throws(WeightsError) -> [Double] {
    try values(of: name).values
  }

  func tensor(named name: String) throws(WeightsError) -> Tensor {
    let (entry, values): (TensorEntry, [Float]) = try values(of: name)
    return Tensor(name: name, shape: entry.shape, type: entry.type, values: values)
  }

  private func values<Value: StoredNumber>(
    of name: String
  ) throws(WeightsError) -> (entry: TensorEntry, values: [Value]) {
    guard let tensor = tensors[ExactName(name)], let type = tensor.storage.type.element else {
      throw absence(of: name)
    }
    let values: [Value] = try storages.withBytes(of: tensor.storage.key) { bytes, isBigEndian in
      tensor.values(in: bytes, as: type, bigEndian: isBigEndian)
    }
    return (TensorEntry(name: name, shape: tensor.shape, type: type), values)
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
