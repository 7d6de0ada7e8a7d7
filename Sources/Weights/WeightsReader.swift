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

/// A container of weights that `WeightsReader` tries.
protocol WeightsContainer: WeightsFile {
  /// Whether the content of a file that is not empty is of this container.
  static func recognises(_ file: MappedFile) -> Bool

  /// Whether a name is that of such a file.
  static func isMeant(by name: WeightsFileName) -> Bool

  /// Opens a file that was recognised, or whose name says what it is.
  init(_ file: MappedFile, name: WeightsFileName) throws(WeightsError)
}

/// The name of a weights file, taken apart.
struct WeightsFileName {
  /// The name without folders and extension.
  let stem: String

  /// What follows the last dot, in lower case; empty without one.
  let fileExtension: String

  /// Takes a name apart.
  init(_ name: String) {
    let last = Path(bytes: name.utf8)?.lastComponent ?? Path("")
    stem = last.withoutExtension.text
    fileExtension = last.fileExtension?.lowercased() ?? ""
  }
}
