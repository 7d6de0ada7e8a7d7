public import Files
public import Kernels
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
  ///   `kernelsOfOneName` where a folder has several, `noKernels` where there is no folder, `file`
  ///   where the file cannot be read, `kernel` or `kernelArray` where it holds no kernel.
  public func load(_ reference: Path) throws(DefinitionError) -> KernelBank {
    try readKernelFile(locate(reference))
  }

  /// Finds the file of a kernel without reading it.
  ///
  /// - Parameter reference: A path or a name.
  /// - Returns: The file; where the reference is a path, the same, even if no such file exists.
  /// - Throws: `DefinitionError`: `unknownKernel` with the nearest name where no folder has it,
  ///   `kernelsOfOneName` where a folder has several, `noKernels` where there is no folder.
  public func locate(_ reference: Path) throws(DefinitionError) -> Path {
    if reference.hasSlash || (reference.isKernelFile && FileIdentity(of: reference) != nil) {
      return reference
    }
    for folder in folders {
      if reference.isKernelFile {
        let exact = folder.appending(reference)
        if FileKind(of: exact) == .regular { return exact }
      }
      let found = Self.files(named: reference, in: folder)
      if found.count > 1 { throw .kernelsOfOneName(reference, found) }
      if let only = found.first { return only }
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

  /// The files of a folder that a name may stand for; texts for people beside others are none.
  private static func files(named name: Path, in folder: Path) -> [Path] {
    let found = name.possibleFileNames.map(folder.appending)
      .filter { FileKind(of: $0) == .regular }
    return kernels(found)
  }

  /// The files without the texts for people, where there are several.
  private static func kernels(_ files: [Path]) -> [Path] {
    guard files.count > 1 else { return files }
    return files.filter { !Entry(name: $0.text, path: $0).isProse }
  }

  /// The kernels of all folders in the order of their names; of equal names that of a look-up.
  ///
  /// Names are equal if their bytes are. Where a folder has several files of one name, each has its
  /// extension in the name. The folders are listed anew each time; one that cannot be listed gives
  /// nothing.
  public var entries: [Entry] {
    var found: [Path: [Path]] = [:]
    for folder in folders {
      var files: [Path: [Path]] = [:]
      for file in (try? File.list(folder)) ?? [] where file.isKernelFile && !file.isHidden {
        let path = folder.appending(file)
        if FileKind(of: path) == .regular { files[file.withoutExtension, default: []].append(path) }
      }
      found.merge(files.mapValues(Self.kernels)) { first, _ in first }
    }
    return found.sorted { $0.key < $1.key }.flatMap { name, files in
      files.map {
        Entry(name: files.count == 1 ? name.text : $0.lastComponent.text, path: $0)
      }
    }
  }

  /// The files that only their extensions tell apart.
  ///
  /// - Returns: One list a name, in the order of the names.
  public var filesOfOneName: [[Path]] {
    var lists: [[Path]] = []
    for path in entries.map(\.path) {
      if lists.last?.first?.withoutExtension == path.withoutExtension {
        lists[lists.count - 1].append(path)
      } else {
        lists.append([path])
      }
    }
    return lists.filter { $0.count > 1 }
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
  /// Extensions of kernel files.
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
