import Glibc

/// A file that is read from its start in pieces.
///
/// Nothing is mapped, so that a file that shrinks meanwhile just ends early.
public final class FileReader {
  /// The file.
  public let path: Path

  /// What the system said about the file when it was opened.
  public let status: FileStatus

  private let descriptor: CInt

  /// Opens a file.
  ///
  /// - Parameter path: The file; symbolic links are followed.
  /// - Throws: `FileError.system`, for a directory too.
  public init(_ path: Path) throws(FileError) {
    self.path = path
    descriptor = try systemCall(.read, path) { open($0, O_RDONLY | O_CLOEXEC) }
    do throws(FileError) {
      status = try FileStatus(of: descriptor, path: path)
      if status.kind == .directory { throw .system(.read, path, .isDirectory) }
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit { close(descriptor) }

  /// Reads the next bytes.
  ///
  /// - Parameter buffer: Room for them.
  /// - Returns: How many were read; possibly fewer than there is room for; 0 at the end.
  /// - Throws: `FileError.system`.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    try systemCall(.read, path) { _ in
      Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    }
  }
}
