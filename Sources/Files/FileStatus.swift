import Glibc

/// What the system says about a file: which one it is, what kind, how large.
public struct FileStatus: Hashable, Sendable {
  /// Which file it is, whatever it is called.
  public let identity: FileIdentity

  /// What it is.
  public let kind: FileKind

  /// Its length in bytes.
  public let byteCount: Int

  /// When it was last changed, in nanoseconds since 1970.
  public let modified: Int

  /// Looks a file up, following symbolic links.
  ///
  /// - Parameter path: The file or directory.
  /// - Throws: `FileError.system` where nothing has that name, or it may not be looked up.
  public init(of path: Path) throws(FileError) {
    var status = stat()
    _ = try systemCall(.read, path) { stat($0, &status) }
    self.init(status)
  }

  /// Looks an entry of a directory up without following it where it is a symbolic link.
  ///
  /// - Parameter path: The entry.
  /// - Throws: `FileError.system` where nothing has that name, or it may not be looked up.
  public init(ofEntry path: Path) throws(FileError) {
    var status = stat()
    _ = try systemCall(.read, path) { lstat($0, &status) }
    self.init(status)
  }

  /// Looks an open file up.
  init(of descriptor: CInt, path: Path) throws(FileError) {
    var status = stat()
    _ = try systemCall(.read, path) { _ in fstat(descriptor, &status) }
    self.init(status)
  }

  private init(_ status: stat) {
    identity = FileIdentity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
    kind = FileKind(mode: status.st_mode)
    byteCount = Int(status.st_size)
    modified = Int(status.st_mtim.tv_sec) * 1_000_000_000 + Int(status.st_mtim.tv_nsec)
  }
}

/// Which file it is, whatever it is called: the same through links and other spellings.
public struct FileIdentity: Hashable, Sendable {
  /// The device that holds it.
  let device: UInt64

  /// Its number on the device.
  let number: UInt64

  /// Looks a file up, following symbolic links; nil where there is none or it may not be looked up.
  ///
  /// - Parameter path: The file or directory.
  public init?(of path: Path) {
    guard let status = try? FileStatus(of: path) else { return nil }
    self = status.identity
  }

  /// Creates an identity from the system's numbers.
  init(device: UInt64, number: UInt64) {
    self.device = device
    self.number = number
  }
}

/// What has a name in a directory.
public enum FileKind: Hashable, Sendable {
  /// A file with content.
  case regular

  /// A directory.
  case directory

  /// A pipe, a socket, a device, or a symbolic link that is not followed.
  case other

  /// Looks a name up, following symbolic links; nil where it leads nowhere or may not be looked up.
  ///
  /// - Parameter path: The file or directory.
  public init?(of path: Path) {
    guard let status = try? FileStatus(of: path) else { return nil }
    self = status.kind
  }

  /// Looks an entry of a directory up without following it where it is a symbolic link; nil where
  /// there is none or it may not be looked up.
  ///
  /// - Parameter path: The entry.
  public init?(ofEntry path: Path) {
    guard let status = try? FileStatus(ofEntry: path) else { return nil }
    self = status.kind
  }

  /// Whether an entry of a directory is a symbolic link, wherever it leads.
  ///
  /// - Parameter path: The entry.
  /// - Returns: Whether it is.
  public static func isLink(_ path: Path) -> Bool {
    var status = stat()
    return path.withCString { lstat($0, &status) } == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// The kind in the system's `st_mode`.
  init(mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: self = .regular
    case S_IFDIR: self = .directory
    default: self = .other
    }
  }
}
