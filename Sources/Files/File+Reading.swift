import Glibc

/// Whole files.
public enum File {
  /// Reads a whole file, or a pipe to its end.
  ///
  /// - Parameters:
  ///   - path: The file; symbolic links are followed.
  ///   - limit: The greatest number of bytes that is read.
  /// - Returns: All bytes.
  /// - Throws: `FileError`: `system` for a directory and where the system refuses, `tooLarge` above
  ///   the limit, before anything is read where the length is known.
  public static func read(_ path: Path, limit: Int) throws(FileError) -> [UInt8] {
    try withDescriptor(.read, path, flags: O_RDONLY) { descriptor throws(FileError) in
      let status = try FileStatus(of: descriptor, path: path)
      if status.kind == .directory { throw .system(.read, path, .isDirectory) }
      if status.byteCount > limit { throw .tooLarge(path, limit: limit) }
      return try readToEnd(descriptor, path: path, expected: status.byteCount, limit: limit)
    }
  }

  /// Reads the standard input to its end.
  ///
  /// - Parameter limit: The greatest number of bytes that is read.
  /// - Returns: All bytes.
  /// - Throws: `FileError`.
  public static func readStandardInput(limit: Int) throws(FileError) -> [UInt8] {
    try readToEnd(STDIN_FILENO, path: Path("-"), expected: 0, limit: limit)
  }

  /// Reads the first bytes of a regular file.
  ///
  /// - Parameters:
  ///   - path: The file; symbolic links are followed.
  ///   - count: How many bytes are wanted.
  /// - Returns: The bytes, fewer where the file is shorter, and what the system says about the
  ///   file.
  /// - Throws: `FileError`: `system` for a directory and where the system refuses, `notRegular`
  ///   before a pipe is opened, which would wait for its writer.
  public static func readStart(
    of path: Path, count: Int
  ) throws(FileError) -> (bytes: [UInt8], status: FileStatus) {
    switch try FileStatus(of: path).kind {
    case .directory: throw .system(.read, path, .isDirectory)
    case .other: throw .notRegular(path)
    case .regular: break
    }
    return try withDescriptor(.read, path, flags: O_RDONLY) { descriptor throws(FileError) in
      let status = try FileStatus(of: descriptor, path: path)
      return (try readOnce(descriptor, path: path, count: count), status)
    }
  }

  /// Reads until nothing comes, in one piece where the length is known.
  private static func readToEnd(
    _ descriptor: CInt, path: Path, expected: Int, limit: Int
  ) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var wanted = expected + 1
    while true {
      let chunk = try readOnce(descriptor, path: path, count: wanted)
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      if chunk.isEmpty { return bytes }
      if bytes.count > limit { throw .tooLarge(path, limit: limit) }
      wanted = max(65_536, expected + 1 - bytes.count)
    }
  }

  /// Reads what one call gives, nothing at the end.
  private static func readOnce(
    _ descriptor: CInt, path: Path, count: Int
  ) throws(FileError) -> [UInt8] {
    var failure: FileError?
    let chunk = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(FileError) {
        filled = try systemCall(.read, path) { _ in
          Glibc.read(descriptor, buffer.baseAddress, count)
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return chunk
  }
}
