import Codecs
public import Files

/// Opens weights files of every container.
public enum WeightsReader {
  /// Opens a file as what its content says it is; the name decides only where that is not enough.
  ///
  /// - Parameters:
  ///   - file: The mapped file.
  ///   - name: Its name, with or without folders; a single array is named after it.
  /// - Returns: The tensors' names and shapes; values are read when they are asked for.
  /// - Throws: `WeightsError` where it is of no known container, or damaged.
  public static func open(
    _ file: MappedFile, name: String
  ) throws(WeightsError) -> any WeightsFile {
    guard !file.bytes.isEmpty else { throw .empty }
    let name = WeightsFileName(name)
    if let container = containers.first(where: { $0.recognises(file) }) {
      return try container.init(file, name: name)
    }
    if let file = try archive(in: file, name: name) { return file }
    let content = FileContent(weights: file.bytes, name: name)
    if case .unknown = content, let container = containers.first(where: { $0.isMeant(by: name) }) {
      // What is wrong with it is its reader's to say.
      return try container.init(file, name: name)
    }
    throw .unknownContainer(content)
  }

  /// An archive of arrays or of PyTorch behind other bytes, such as a program that unpacks it.
  private static func archive(
    in file: MappedFile, name: WeightsFileName
  ) throws(WeightsError) -> (any WeightsFile)? {
    guard ZipDirectory.isBehindOthers(file.bytes) else { return nil }
    let archive = try ZipArchive(file)
    if TorchArchive.prefix(in: archive) != nil { return try PyTorchFile(file, name: name) }
    let hasArrays = archive.entries.contains { $0.name.withoutEnding(".npy") != nil }
    return hasArrays ? try NpzFile(file, name: name) : nil
  }

  /// What is tried, in this order: containers that are surer of themselves come first.
  private static let containers: [any WeightsContainer.Type] = [
    NpyFile.self, PyTorchFile.self, NpzFile.self, SafetensorsFile.self, CaffeFile.self,
  ]
}
