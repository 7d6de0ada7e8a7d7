import CLinux
import Glibc

/// A file of lines that several programs may add to at once.
///
/// A line is added in one piece. A line without an end, which a program that was killed has left, is
/// taken away where nobody else has the file open, and ended otherwise.
public final class SharedLog: Sendable {
  private let path: Path
  private let descriptor: CInt

  /// Opens a file.
  ///
  /// - Parameter path: The file; made where it is missing. A symbolic link is not followed.
  /// - Throws: `FileError.system`.
  /// - Complexity: O(bytes of the last line).
  public init(_ path: Path) throws(FileError) {
    self.path = path
    descriptor = try systemCall(.write, path) {
      open($0, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    }
    // Where the file system has no locks, whoever has the file is not known: nothing is cut off.
    let isAlone = flock(descriptor, LOCK_EX | LOCK_NB) == 0
    try endLastLine(cutting: isAlone)
    flock(descriptor, LOCK_SH)
  }

  deinit { close(descriptor) }

  /// Adds lines, in one piece where the system takes it so.
  ///
  /// - Parameter lines: Bytes that end with the end of a line.
  /// - Throws: `FileError.system`.
  public func append(_ lines: [UInt8]) throws(FileError) {
    var done = 0
    while done < lines.count {
      done += try systemCall(.write, path) { _ in
        lines[done...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      }
    }
  }

  /// Waits until the file is on the disk.
  ///
  /// - Throws: `FileError.system`.
  public func flush() throws(FileError) {
    _ = try systemCall(.write, path) { _ in fdatasync(descriptor) }
  }

  /// Waits until every file that was written is on the disk that has this one.
  ///
  /// One call for all of them: each alone would take about as long.
  ///
  /// - Throws: `FileError.system`.
  public func flushFileSystem() throws(FileError) {
    _ = try systemCall(.write, path) { _ in syncfs(descriptor) }
  }

  private func endLastLine(cutting isAlone: Bool) throws(FileError) {
    let length = try FileStatus(of: descriptor, path: path).byteCount
    var end = length
    var byte: UInt8 = 0
    while end > 0 {
      let count = try systemCall(.read, path) { _ in pread(descriptor, &byte, 1, end - 1) }
      if count == 0 || byte == UInt8(ascii: "\n") { break }
      end -= 1
    }
    if end == length { return }
    if isAlone {
      _ = try systemCall(.write, path) { _ in ftruncate(descriptor, end) }
    } else {
      try append([UInt8(ascii: "\n")])
    }
  }
}
