/// A file that is written in pieces and appears whole or not at all.
///
/// The bytes go to a hidden file, as with `File.write`. Unless `finish` succeeds, the hidden file is
/// removed when nothing refers to the writer any more, and what had the name stays as it was.
public final class FileWriter {
  private let temporary: TemporaryFile
  private var isOpen = true
  private var isInPlace = false

  /// Starts a file.
  ///
  /// - Parameters:
  ///   - path: The file; its directory must exist. A symbolic link of that name is replaced, not
  ///     followed.
  ///   - makesDirectories: Whether its directory is made where it is missing.
  /// - Throws: `FileError.system`.
  public init(_ path: Path, makesDirectories: Bool = false) throws(FileError) {
    if makesDirectories { try File.makeDirectories(path.parent) }
    temporary = try TemporaryFile(for: path)
  }

  /// Writes bytes after those written before.
  ///
  /// - Parameter bytes: The next bytes.
  /// - Throws: `FileError.system` with the name of the file, not of the hidden one.
  public func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    precondition(isOpen, "a file that is finished takes no more bytes")
    try temporary.append(bytes)
  }

  /// Writes bytes at a place of their own, where no others are appended.
  ///
  /// - Parameters:
  ///   - bytes: The bytes.
  ///   - offset: Where the first of them stands in the file.
  /// - Throws: `FileError.system` with the name of the file, not of the hidden one.
  public func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileError) {
    precondition(isOpen, "a file that is finished takes no more bytes")
    try temporary.write(bytes, at: offset)
  }

  /// Gives the complete file its name.
  ///
  /// - Throws: `FileError.system`; then there is no new file.
  public func finish() throws(FileError) {
    precondition(isOpen, "a file is finished once")
    isOpen = false
    try temporary.finish()
    try temporary.rename()
    isInPlace = true
  }

  deinit {
    if isOpen { temporary.abandon() }
    if !isInPlace { temporary.remove() }
  }
}
