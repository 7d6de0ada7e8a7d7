import Glibc

/// A file that grows in place, and that one program at a time may have.
///
/// The lock ends with the program, however that ends; the file stays until `remove`.
public final class LockedLog: Sendable {
  private let path: Path
  private let descriptor: CInt

  /// Takes a log; nil where another program, or another log of this one, has it.
  ///
  /// What it holds from before stays until `clear`.
  ///
  /// - Parameter path: The file; made where it is missing. A symbolic link is not followed.
  /// - Throws: `FileError.system`.
  public init?(_ path: Path) throws(FileError) {
    var descriptor = try Self.open(path)
    // Who had the lock may have removed the file in the meantime; a few file systems never tell.
    for _ in 0..<16 {
      guard Self.lock(descriptor) else {
        close(descriptor)
        return nil
      }
      let locked = try? FileStatus(of: descriptor, path: path).identity
      if locked == FileIdentity(of: path) { break }
      close(descriptor)
      descriptor = try Self.open(path)
    }
    self.path = path
    self.descriptor = descriptor
  }

  private static func open(_ path: Path) throws(FileError) -> CInt {
    try systemCall(.write, path) {
      Glibc.open($0, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    }
  }

  /// Whether nobody else has the lock; where the file system has no locks, nobody has.
  private static func lock(_ descriptor: CInt) -> Bool {
    flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK
  }

  deinit { close(descriptor) }

  /// Makes the file empty.
  ///
  /// - Throws: `FileError.system`.
  public func clear() throws(FileError) {
    _ = try systemCall(.write, path) { _ in ftruncate(descriptor, 0) }
  }

  /// Writes bytes at the end, in one piece where the system takes it so.
  ///
  /// - Parameter bytes: The bytes.
  /// - Throws: `FileError.system`.
  public func append(_ bytes: [UInt8]) throws(FileError) {
    var done = 0
    while done < bytes.count {
      done += try systemCall(.write, path) { _ in
        bytes[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      }
    }
  }

  /// Removes the file, whose work is done.
  ///
  /// - Throws: `FileError.system`.
  public func remove() throws(FileError) { try File.remove(path) }
}
