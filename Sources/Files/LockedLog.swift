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
    while true {
      let descriptor = try systemCall(.write, path) {
        open($0, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
      }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        close(descriptor)
        return nil
      }
      // Who had the lock may have removed the file in the meantime.
      if let locked = try? FileStatus(of: descriptor, path: path).identity,
        locked == FileIdentity(of: path)
      {
        self.path = path
        self.descriptor = descriptor
        return
      }
      close(descriptor)
    }
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
