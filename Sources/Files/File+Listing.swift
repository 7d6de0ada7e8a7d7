import Glibc

extension File {
  /// The names in a directory but `.` and `..`, in the order of their bytes.
  ///
  /// - Parameter path: The directory.
  /// - Returns: Names without the directory.
  /// - Throws: `FileError.system` where the directory cannot be opened or read.
  public static func list(_ path: Path) throws(FileError) -> [Path] {
    let (stream, code) = path.withCString { name in
      let stream = opendir(name)
      return (stream, ErrorCode.last)
    }
    guard let stream else { throw .system(.list, path, code) }
    defer { closedir(stream) }
    var names: [Path] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw .system(.list, path, .last) }
        return names.sorted()
      }
      let name = entryName(entry)
      if name != Path("."), name != Path("..") { names.append(name) }
    }
  }

  /// The name of an entry, read in place: the structure may be shorter than its declaration.
  private static func entryName(_ entry: UnsafeMutablePointer<dirent>) -> Path {
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else {
      preconditionFailure("an entry of a directory has a name")
    }
    let start = UnsafeRawPointer(entry) + offset
    let length = strlen(start.assumingMemoryBound(to: CChar.self))
    return Path(unchecked: Array(UnsafeRawBufferPointer(start: start, count: length)))
  }
}
