public import Files
public import Filtering
import Spelling

/// The folders in which kernels without a path are looked up, in order.
public struct KernelCatalog: Sendable {
  /// The folders; of equal names the kernel of the first folder is taken.
  public let folders: [Path]

  /// Creates a catalogue of any folders.
  ///
  /// - Parameter folders: Folders that hold kernel files, in order; they need not exist.
  public init(folders: [Path]) { self.folders = folders }

  /// Creates the catalogue of the program.
  ///
  /// It has the user's folders, those of the environment variable `LENSLET_KERNELS` (separated by
  /// colons), and that of the shipped kernels, in this order.
  ///
  /// - Parameters:
  ///   - userFolders: Folders that the user named, looked up first.
  ///   - environment: The value of `LENSLET_KERNELS`; nil where it is not set.
  ///   - executable: Where the program lies, from which the shipped kernels are found; nil leaves
  ///     them out.
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
  /// - Throws: `DefinitionError`: `unknownKernel` with the nearest name where no folder has it,
  ///   `noKernels` where there is no folder, `file` where the file cannot be read, `kernel` or
  ///   `kernelArray` where it holds no kernel.
  public func load(_ reference: Path) throws(DefinitionError) -> KernelBank {
    try readKernelFile(locate(reference))
  }

  /// Finds the file of a kernel without reading it.
  ///
  /// - Parameter reference: A path or a name.
  /// - Returns: The file; where the reference is a path, the same, even if no such file exists.
  /// - Throws: `DefinitionError`: `unknownKernel` with the nearest name where no folder has it,
  ///   `noKernels` where there is no folder.
  public func locate(_ reference: Path) throws(DefinitionError) -> Path {
    if reference.hasSlash || (reference.isKernelFile && FileIdentity(of: reference) != nil) {
      return reference
    }
    for folder in folders {
      for name in reference.possibleFileNames {
        let candidate = folder.appending(name)
        if FileKind(of: candidate) == .regular { return candidate }
      }
    }
    let entries = entries
    let names = entries.map(\.name)
    if names.isEmpty { throw .noKernels(reference) }
    if let match = matchingName(reference.text, among: names),
      let entry = entries.first(where: { ExactName($0.name) == ExactName(match) })
    {
      return entry.path
    }
    throw .unknownKernel(reference, nearest: nearestName(to: reference.text, among: names))
  }

  /// The kernels of all folders in the order of their names; of equal names that of a look-up.
  ///
  /// Names are equal if their bytes are. The folders are listed anew each time; one that cannot be
  /// listed gives nothing.
  public var entries: [Entry] {
    var found: [Path: Path] = [:]
    for folder in folders {
      for file in (try? File.list(folder)) ?? [] where file.isKernelFile && !file.isHidden {
        let name = file.withoutExtension
        let path = folder.appending(file)
        if found[name] == nil, FileKind(of: path) == .regular { found[name] = path }
      }
    }
    return found.sorted { $0.key < $1.key }.map { Entry(name: $0.key.text, path: $0.value) }
  }

  /// A kernel that can be asked for by name.
  public struct Entry: Hashable, Sendable {
    /// The name.
    public let name: String

    /// Its file.
    public let path: Path

    /// Whether the file is not a kernel but a text for people, which may lie beside kernels: one
    /// that is named `.txt`, as kernels of ImageMagick are, and has none in it.
    public var isProse: Bool {
      guard path.fileExtension?.lowercased() == KernelFormat.imageMagick.fileExtension,
        let bytes = try? File.read(path, limit: KernelFile.maximumBytes)
      else { return false }
      return KernelFile.isProse(bytes)
    }
  }
}

extension Path {
  /// Extensions of kernel files, the first before the others where a folder has several.
  private static let kernelExtensions = ["kernel", "mat", "txt", "npy"]

  /// Whether the extension is one of kernel files.
  fileprivate var isKernelFile: Bool {
    fileExtension.map { Path.kernelExtensions.contains($0.lowercased()) } ?? false
  }

  /// The files that a name may stand for.
  fileprivate var possibleFileNames: [Path] {
    let named = Path.kernelExtensions.compactMap { Path(bytes: bytes + Array(".\($0)".utf8)) }
    return isKernelFile ? [self] + named : named
  }
}
