public import Files
public import Filtering
import Spelling

/// The folders in which kernels without a path are looked up, in order.
public struct KernelCatalog: Sendable {
  /// The folders; the first that has a name wins.
  public let folders: [Path]

  /// Creates a catalogue of any folders.
  ///
  /// - Parameter folders: Folders that hold kernel files, in order; they need not exist.
  public init(folders: [Path]) { self.folders = folders }

  /// Creates the catalogue of the program: the user's folders, those of the environment variable
  /// `LENSLET_KERNELS` (separated by colons), and the shipped kernels.
  ///
  /// - Parameters:
  ///   - userFolders: Folders that the user named, looked up first.
  ///   - environment: The value of `LENSLET_KERNELS`; nil where it is not set.
  ///   - executable: Where the program lies, from which the shipped kernels are found.
  public init(userFolders: [Path], environment: Path?, executable: Path?) {
    let fromEnvironment = (environment?.bytes ?? []).split(separator: UInt8(ascii: ":"))
    folders =
      userFolders + fromEnvironment.compactMap { Path(bytes: $0) }
      + [executable.flatMap(shippedKernels(besides:))].compactMap { $0 }
  }

  /// Finds and reads a kernel.
  ///
  /// What has a slash is a path, and so is the name of an existing file with the extension of a
  /// kernel file. Anything else is the name of a kernel in one of the folders, with or without
  /// extension.
  ///
  /// - Parameter reference: A path or a name.
  /// - Returns: The kernel or bank of kernels.
  /// - Throws: `PipelineError`: `unknownKernel` with the nearest name, `noKernels`, `kernel`,
  ///   `kernelArray` or `file`.
  public func load(_ reference: Path) throws(PipelineError) -> KernelBank {
    try readKernelFile(locate(reference))
  }

  /// Finds the file of a kernel without reading it.
  ///
  /// - Parameter reference: A path or a name.
  /// - Returns: The file; where the reference is a path, the same, even if no such file exists.
  /// - Throws: `PipelineError`: `unknownKernel` with the nearest name, or `noKernels`.
  public func locate(_ reference: Path) throws(PipelineError) -> Path {
    if reference.hasSlash || (reference.isKernelFile && FileIdentity(of: reference) != nil) {
      return reference
    }
    for folder in folders {
      for name in reference.possibleFileNames {
        let candidate = folder.appending(name)
        if candidate.isRegularFile { return candidate }
      }
    }
    let names = entries.map(\.name)
    if names.isEmpty { throw .noKernels(reference) }
    throw .unknownKernel(reference, nearest: nearestName(to: reference.text, among: names))
  }

  /// The kernels of all folders by name; of equal names the one that a look-up finds.
  public var entries: [Entry] {
    var found: [String: Path] = [:]
    for folder in folders {
      for file in (try? File.list(folder)) ?? [] where file.isKernelFile && !file.isHidden {
        let name = file.withoutExtension.text
        let path = folder.appending(file)
        if found[name] == nil, path.isRegularFile { found[name] = path }
      }
    }
    return found.map { Entry(name: $0.key, path: $0.value) }.sorted { $0.name < $1.name }
  }

  /// A kernel that can be asked for by name.
  public struct Entry: Hashable, Sendable {
    /// The name.
    public let name: String

    /// Its file.
    public let path: Path
  }
}

extension Path {
  /// Extensions of kernel files, the first before the others where a folder has several.
  private static let kernelExtensions = ["kernel", "mat", "txt", "npy"]

  /// Whether the extension is one of kernel files.
  fileprivate var isKernelFile: Bool {
    fileExtension.map { Path.kernelExtensions.contains($0.lowercased()) } ?? false
  }

  /// Whether it is a file with content: a pipe would wait for its writer.
  fileprivate var isRegularFile: Bool { (try? FileStatus(of: self))?.kind == .regular }

  /// The files that a name may stand for.
  fileprivate var possibleFileNames: [Path] {
    let named = Path.kernelExtensions.compactMap { Path(bytes: bytes + Array(".\($0)".utf8)) }
    return isKernelFile ? [self] + named : named
  }
}
