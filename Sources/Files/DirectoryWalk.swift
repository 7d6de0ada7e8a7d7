/// The files below a directory, in an order that does not depend on the file system.
///
/// Names that start with a dot are skipped. Symbolic links are followed, but not into a directory
/// that is being walked already. Pipes, sockets and devices are left out. A link that leads
/// nowhere counts as a file, so that reading it says so.
public struct DirectoryWalk {
  /// The files relative to the directory: byte by byte in each directory, files among folders.
  public private(set) var files: [Path] = []

  /// Directories that could not be listed.
  public private(set) var problems: [FileError] = []

  /// Directories in which files were left out by what the directories hold.
  public private(set) var leftOut: [Path] = []

  private let root: Path
  private let excluded: FileIdentity?
  private let filesLeftOut: (Path, [Path]) -> [Path]

  /// For each file that is left out, by its path below the root, the directory that told so.
  private var owners: [Path: Path] = [:]

  /// Walks through a directory; what cannot be listed is told in `problems`.
  ///
  /// - Parameters:
  ///   - root: The directory.
  ///   - excluded: A directory that is left out with all it holds.
  ///   - filesLeftOut: The files that are left out: asked for the root and each directory with its
  ///     path and the names in it, and answered with paths below that directory.
  /// - Complexity: O(*n* log *n*) for *n* files.
  public init(
    _ root: Path, excluding excluded: FileIdentity? = nil,
    leavingOut filesLeftOut: @escaping (_ folder: Path, _ names: [Path]) -> [Path] = { _, _ in [] }
  ) {
    self.root = root
    self.excluded = excluded
    self.filesLeftOut = filesLeftOut
    do throws(FileError) {
      let status = try FileStatus(of: root)
      try walk(Path(""), ancestors: [status.identity])
    } catch {
      problems.append(error)
    }
  }

  private mutating func walk(_ folder: Path, ancestors: [FileIdentity]) throws(FileError) {
    let place = folder.bytes.isEmpty ? root : root.appending(folder)
    let names = try File.list(place)
    for file in filesLeftOut(place, names) { owners[folder.appending(file)] = place }
    for name in names where !name.isHidden {
      let relative = folder.appending(name)
      let status = try? FileStatus(of: root.appending(relative))
      if let owner = owners[relative], status?.kind != .directory {
        if leftOut.last != owner, !leftOut.contains(owner) { leftOut.append(owner) }
        continue
      }
      guard let status else {
        files.append(relative)
        continue
      }
      switch status.kind {
      case .regular:
        files.append(relative)
      case .directory:
        if ancestors.contains(status.identity) || status.identity == excluded { continue }
        do throws(FileError) {
          try walk(relative, ancestors: ancestors + [status.identity])
        } catch {
          problems.append(error)
        }
      case .other:
        continue
      }
    }
  }
}
