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
}
