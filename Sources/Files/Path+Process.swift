import Glibc

extension Path {
  /// Where the running program lies, with symbolic links resolved; nil where that is not known.
  public static var executable: Path? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    guard count > 0, count < buffer.count else { return nil }
    return Path(bytes: buffer[..<count].map(UInt8.init(bitPattern:)))
  }

  /// An environment variable with its bytes as they are; nil where it is not set.
  ///
  /// - Parameter name: Its name.
  /// - Returns: The bytes as a path, or as several with colons between them.
  public static func environment(_ name: String) -> Path? {
    guard let value = getenv(name) else { return nil }
    return Path(bytes: UnsafeRawBufferPointer(start: value, count: strlen(value)))
  }
}
