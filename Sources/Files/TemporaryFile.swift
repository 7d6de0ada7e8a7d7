import Glibc

/// A hidden file beside the one that it will become.
struct TemporaryFile {
  /// The file that it will become.
  let destination: Path

  /// Its own name.
  let path: Path

  private let descriptor: CInt

  /// Creates an empty hidden file in the directory of the destination.
  init(for destination: Path) throws(FileError) {
    self.destination = destination
    while true {
      let candidate = destination.parent.appending(TemporaryFiles.nextName())
      do throws(FileError) {
        descriptor = try TemporaryFiles.add(candidate) { () throws(FileError) in
          try systemCall(.write, destination) { _ in
            candidate.withCString { open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) }
          }
        }
        // The lock ends with the program, and tells that the file is not abandoned.
        flock(descriptor, LOCK_EX | LOCK_NB)
        path = candidate
        return
      } catch {
        if error.code != .exists { throw error }
      }
    }
  }

  /// Writes all bytes after those written before.
  func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest)
      let count = try systemCall(.write, destination) { _ in
        Glibc.write(descriptor, piece.baseAddress, piece.count)
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Writes all bytes at a place of their own.
  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileError) {
    var done = 0
    while done < bytes.count {
      done += try systemCall(.write, destination) { _ in
        pwrite(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, offset + done)
      }
    }
  }

  /// Closes the file, and reports what closing reports.
  func finish() throws(FileError) {
    let closed = close(descriptor)
    let code = ErrorCode.last
    // A network file system may find the disk full only now.
    if closed == -1, code != .interrupted { throw .system(.write, destination, code) }
  }

  /// Closes the file after something else failed.
  func abandon() { close(descriptor) }

  /// Gives the file its final name, in place of what had it.
  func rename() throws(FileError) {
    _ = try systemCall(.write, destination) { target in
      path.withCString { Glibc.rename($0, target) }
    }
    TemporaryFiles.forget(path)
  }

  /// Removes the file.
  func remove() {
    _ = path.withCString { unlink($0) }
    TemporaryFiles.forget(path)
  }
}
