import Glibc

/// A reason that the system gives for refusing, with our words for the common ones.
public struct ErrorCode: RawRepresentable, Hashable, Sendable {
  /// The value of `errno`.
  public let rawValue: CInt

  /// Creates a reason.
  ///
  /// - Parameter rawValue: A value of `errno`.
  public init(rawValue: CInt) { self.rawValue = rawValue }

  /// Nothing has that name (`ENOENT`).
  public static let notFound = ErrorCode(rawValue: ENOENT)

  /// Something has that name already (`EEXIST`).
  public static let exists = ErrorCode(rawValue: EEXIST)

  /// A directory where a file was expected (`EISDIR`).
  public static let isDirectory = ErrorCode(rawValue: EISDIR)

  /// Something else where a directory was expected (`ENOTDIR`).
  public static let notDirectory = ErrorCode(rawValue: ENOTDIR)

  /// The user may not do it (`EACCES`).
  public static let notPermitted = ErrorCode(rawValue: EACCES)

  /// There is no room left on the device (`ENOSPC`).
  public static let diskFull = ErrorCode(rawValue: ENOSPC)

  /// There is no room left for this user (`EDQUOT`).
  public static let quotaUsedUp = ErrorCode(rawValue: EDQUOT)

  /// Nothing can be written on the device (`EROFS`).
  public static let readOnly = ErrorCode(rawValue: EROFS)

  /// A call was cut short by a signal (`EINTR`).
  static let interrupted = ErrorCode(rawValue: EINTR)

  /// The reason for which the last call of this thread failed.
  static var last: ErrorCode { ErrorCode(rawValue: errno) }
}

extension ErrorCode: CustomStringConvertible {
  /// The reason in plain words.
  public var description: String {
    switch rawValue {
    case ENOENT: "no such file or directory"
    case EACCES, EPERM: "permission denied"
    case EISDIR: "it is a directory"
    case ENOTDIR: "a part of the path is not a directory"
    case EEXIST: "something with that name exists"
    case ENOSPC: "the disk is full"
    case EDQUOT: "the disk quota is used up"
    case EROFS: "the file system is read-only"
    case EFBIG: "it would exceed the limit on the size of a file"
    case ENAMETOOLONG: "the name is too long"
    case ELOOP: "too many symbolic links, or links in a circle"
    case EMFILE, ENFILE: "too many files are open"
    case EIO: "the device reports an input or output error"
    default: systemText
    }
  }

  /// The system's own words.
  private var systemText: String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard strerror_r(rawValue, &buffer, buffer.count) == 0 else { return "error \(rawValue)" }
    let bytes = buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
    return String(decoding: bytes, as: UTF8.self).lowercased()
  }
}
