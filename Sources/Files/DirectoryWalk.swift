/// The files below a directory, in an order that does not depend on the file system.
///
/// Names that start with a dot are skipped. Symbolic links are followed, but not into a directory
/// that is being walked already. Pipes, sockets and devices are left out. A link that leads
/// nowhere counts as a file, so that reading it says so.
public struct DirectoryWalk: Sendable {
  /// The files relative to the directory: byte by byte in each directory, files among folders.
  public private(set) var files: [Path] = []

  /// Directories that could not be listed.
  public private(set) var problems: [FileError] = []

  private let root: Path
  private let excluded: FileIdentity?

  /// Walks through a directory; what cannot be listed is told in `problems`.
  ///
  /// - Parameters:
  ///   - root: The directory.
  ///   - excluded: A directory that is left out with all it holds.
  /// - Complexity: O(*n* log *n*) for *n* files.
  public init(_ root: Path, excluding excluded: FileIdentity? = nil) {
    self.root = root
    self.excluded = excluded
    do throws(FileError) {
      let status = try FileStatus(of: root)
      try walk(Path(""), ancestors: [status.identity])
    } catch {
      problems.append(error)
    }
  }

  private mutating func walk(_ folder: Path, ancestors: [FileIdentity]) throws(FileError) {
    let place = folder.bytes.isEmpty ? root : root.appending(folder)
    for name in try File.list(place) where !name.isHidden {
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
