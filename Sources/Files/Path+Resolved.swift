import Glibc

extension Path {
  /// The absolute path with every link followed; nil where there is no such file.
  public var resolved: Path? {
    guard let text = withCString({ realpath($0, nil) }) else { return nil }
    defer { free(text) }
    return Path(bytes: UnsafeRawBufferPointer(start: text, count: strlen(text)))
  }
}
