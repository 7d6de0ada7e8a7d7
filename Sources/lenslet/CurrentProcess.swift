import Files
import Glibc

/// What the system knows about this run of the program.
enum CurrentProcess {
  /// An environment variable with its bytes as they are, or nil where it is not set.
  static func environment(_ name: String) -> Path? {
    guard let value = getenv(name) else { return nil }
    let bytes = UnsafeRawBufferPointer(start: value, count: strlen(value))
    return Path(bytes: bytes)
  }

  /// Where the program lies, with symbolic links resolved.
  static var executable: Path? {
    var bytes = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = bytes.withUnsafeMutableBytes { buffer in
      buffer.baseAddress.map { readlink("/proc/self/exe", $0, buffer.count) } ?? 0
    }
    return count > 0 ? Path(bytes: bytes.prefix(count)) : nil
  }
}
