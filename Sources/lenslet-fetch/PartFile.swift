import Foundation

/// What has come of a file so far, for this program alone.
final class PartFile {
  private let path: String
  private let descriptor: CInt

  /// The bytes that it has.
  private(set) var count: Int

  /// Opens or creates a file, and keeps its first bytes.
  ///
  /// The lock ends with the program: it keeps two downloads from mixing their bytes.
  init(_ path: String, keeping count: Int) throws(FetchError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
    self.count = 0
    guard descriptor >= 0 else { throw .notWritten(errno) }
    // One that was just stopped needs a moment to end.
    var triesLeft = 20
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK else { throw .notWritten(errno) }
      guard triesLeft > 0 else { throw .inUse }
      triesLeft -= 1
      usleep(100_000)
    }
    let length = lseek(descriptor, 0, SEEK_END)
    try shorten(to: min(count, Int(length)))
  }

  /// Drops what follows the first bytes.
  func shorten(to count: Int) throws(FetchError) {
    guard ftruncate(descriptor, count) == 0, lseek(descriptor, count, SEEK_SET) == count else {
      throw .notWritten(errno)
    }
    self.count = count
  }

  /// Writes bytes after those before.
  func append(_ data: Data) throws(FetchError) {
    let failure: CInt? = data.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = UnsafeRawBufferPointer(rebasing: rest)
        let written = write(descriptor, piece.baseAddress, piece.count)
        if written < 0, errno == EINTR { continue }
        guard written > 0 else { return errno }
        rest = rest.dropFirst(written)
      }
      return nil
    }
    if let failure { throw .notWritten(failure) }
    count += data.count
  }

  /// Removes the file if there is nothing in it to go on from.
  func removeIfEmpty() { if count == 0 { unlink(path) } }

  deinit { if descriptor >= 0 { close(descriptor) } }
}
