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

  /// Directories below the root that were left out by what they hold.
  public private(set) var leftOut: [Path] = []

  private let root: Path
  private let excluded: FileIdentity?
  private let isLeftOut: (Path, [Path]) -> Bool

  /// Walks through a directory; what cannot be listed is told in `problems`.
  ///
  /// - Parameters:
  ///   - root: The directory.
  ///   - excluded: A directory that is left out with all it holds.
  ///   - isLeftOut: Whether a directory below the root is left out, with all it holds: asked for
  ///     each with its path and the names in it.
  /// - Complexity: O(*n* log *n*) for *n* files.
  public init(
    _ root: Path, excluding excluded: FileIdentity? = nil,
    leavingOut isLeftOut: @escaping (_ folder: Path, _ names: [Path]) -> Bool = { _, _ in false }
  ) {
    self.root = root
    self.excluded = excluded
    self.isLeftOut = isLeftOut
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
    if !folder.bytes.isEmpty, isLeftOut(place, names) {
      leftOut.append(place)
      return
    }
    for name in names where !name.isHidden {
      let relative = folder.appending(name)
      guard let status = try? FileStatus(of: root.appending(relative)) else {
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
