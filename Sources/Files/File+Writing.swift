import Glibc

extension File {
  /// Writes a file that appears whole or not at all.
  ///
  /// The bytes go to a hidden file with a name of its own in the same directory, which then takes
  /// the place of whatever had the name. When anything fails, the hidden file is removed and what
  /// had the name stays as it was.
  ///
  /// - Parameters:
  ///   - bytes: The whole content.
  ///   - path: The file; its directory must exist. A symbolic link of that name is replaced, not
  ///     followed.
  ///   - makesDirectories: Whether its directory is made where it is missing.
  /// - Throws: `FileError.system` with the name of the file, not of the hidden one.
  public static func write(
    _ bytes: [UInt8], to path: Path, makesDirectories: Bool = false
  ) throws(FileError) {
    let writer = try FileWriter(path, makesDirectories: makesDirectories)
    var failure: FileError?
    bytes.withUnsafeBytes { buffer in
      do throws(FileError) { try writer.append(buffer) } catch { failure = error }
    }
    if let failure { throw failure }
    try writer.finish()
  }

  /// Makes a directory and those above it; one that exists is fine.
  ///
  /// - Parameter path: The directory.
  /// - Throws: `FileError.system` with the directory that could not be made, `exists` where a file
  ///   has its name.
  public static func makeDirectories(_ path: Path) throws(FileError) {
    if let kind = FileKind(of: path) {
      if kind == .directory { return }
      throw .system(.makeDirectory, path, .exists)
    }
    let parent = path.parent
    if parent != path, parent.bytes.count < path.bytes.count { try makeDirectories(parent) }
    do throws(FileError) {
      _ = try systemCall(.makeDirectory, path) { mkdir($0, 0o777) }
    } catch {
      // Another thread or program may have made it in the meantime.
      if error.code == .exists, FileKind(of: path) == .directory { return }
      throw error
    }
  }

  /// Gives a file another name in the same file system, in place of what has that name.
  ///
  /// - Parameters:
  ///   - path: The file; a symbolic link is renamed itself.
  ///   - name: The new path.
  /// - Throws: `FileError.system` with the new path; then nothing has changed.
  public static func rename(_ path: Path, to name: Path) throws(FileError) {
    _ = try systemCall(.write, name) { target in
      path.withCString { Glibc.rename($0, target) }
    }
  }

  /// Removes a file or a symbolic link; one that is not there is fine.
  ///
  /// - Parameter path: The file.
  /// - Throws: `FileError.system`.
  public static func remove(_ path: Path) throws(FileError) {
    do throws(FileError) {
      _ = try systemCall(.write, path) { unlink($0) }
    } catch {
      if error.code != .notFound { throw error }
    }
  }

  /// Removes a directory if it is empty; a symbolic link to one stays.
  ///
  /// - Parameter path: The directory.
  /// - Returns: Whether it was removed.
  @discardableResult
  public static func removeEmptyDirectory(_ path: Path) -> Bool {
    path.withCString { rmdir($0) } == 0
  }

  /// Checks that files can be made in a directory, or that it can be made; nothing is made.
  ///
  /// - Parameter path: The directory.
  /// - Throws: `FileError.system` with the reason why not, as far as it is known before writing.
  public static func checkWritable(_ path: Path) throws(FileError) {
    let path = path.settled
    var place = path
    while FileKind(of: place) == nil, place != place.parent { place = place.parent }
    let operation = place == path ? FileError.Operation.write : .makeDirectory
    guard FileKind(of: place) == .directory else {
      throw .system(operation, path, .notDirectory)
    }
    _ = try systemCall(operation, path) { _ in
      place.withCString { access($0, W_OK | X_OK) }
    }
  }
}
