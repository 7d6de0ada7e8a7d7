/// The files that go into a run, which nothing that it writes may replace.
///
/// Files are told apart by device and number, so that links, other spellings of a path and, where
/// the file system passes over it, upper and lower case make no difference.
public struct ProtectedFiles: Sendable {
  private var paths: [FileIdentity: Path] = [:]

  /// Protects files.
  ///
  /// - Parameter paths: The files; those that are not there are passed over.
  public init(_ paths: [Path] = []) {
    for path in paths { insert(path) }
  }

  /// Protects another file; one that is not there is passed over.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - identity: Which file it is, where that was found out before.
  public mutating func insert(_ path: Path, identity: FileIdentity? = nil) {
    if let identity = identity ?? FileIdentity(of: path) { paths[identity] = path }
  }

  /// The protected file that would be lost, or be in the way, if another were written under a name.
  ///
  /// - Parameter output: The name; it and its folders need not exist.
  /// - Returns: The protected file; nil if there is none.
  /// - Complexity: One look-up in the file system where the name is found.
  public func file(at output: Path) -> Path? {
    do throws(FileError) {
      return paths[try FileStatus(of: output).identity]
    } catch {
      if error.code == .notDirectory { return fileAmongFolders(of: output) }
      let settled = output.settled
      return settled == output ? nil : file(at: settled)
    }
  }

  /// The protected file that is opened by a name through a symbolic link, which must stay for it.
  ///
  /// - Parameter link: The link.
  /// - Returns: The protected file; nil if there is none.
  /// - Complexity: O(protected files), with a look-up for each part of their paths.
  public func file(through link: Path) -> Path? {
    guard let identity = try? FileStatus(ofEntry: link).identity else { return nil }
    return paths.values.sorted().first { path in
      var place = path
      while (try? FileStatus(ofEntry: place).identity) != identity {
        if place.parent.bytes.count >= place.bytes.count { return false }
        place = place.parent
      }
      return true
    }
  }

  /// The protected file that has the name of a folder above a path.
  private func fileAmongFolders(of path: Path) -> Path? {
    var folder = path.parent
    while folder.bytes.count < path.bytes.count, folder != folder.parent {
      if let identity = FileIdentity(of: folder) { return paths[identity] }
      folder = folder.parent
    }
    return nil
  }
}
