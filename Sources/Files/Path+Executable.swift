import Glibc

extension Path {
  /// Where the running program lies, with symbolic links resolved; nil where that is not known.
  public static var executable: Path? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    guard count > 0, count < buffer.count else { return nil }
    return Path(bytes: buffer[..<count].map(UInt8.init(bitPattern:)))
  }
}
