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
        path = candidate
        return
      } catch {
        if error.code != .exists { throw error }
      }
    }
  }

  /// Writes all bytes, closes the file, and reports what closing reports.
  func write(_ bytes: [UInt8]) throws(FileError) {
    var failure: FileError?
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty, failure == nil {
        do throws(FileError) {
          let piece = UnsafeRawBufferPointer(rebasing: rest)
          let count = try systemCall(.write, destination) { _ in
            Glibc.write(descriptor, piece.baseAddress, piece.count)
          }
          rest = rest.dropFirst(count)
        } catch {
          failure = error
        }
      }
    }
    let closed = close(descriptor)
    let closeCode = ErrorCode.last
    if let failure { throw failure }
    // A network file system may find the disk full only now.
    if closed == -1, closeCode != .interrupted { throw .system(.write, destination, closeCode) }
  }

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
