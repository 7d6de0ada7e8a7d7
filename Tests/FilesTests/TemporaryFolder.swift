import Files
import Glibc

/// A folder for one test, removed with all it holds when the test has ended.
final class TemporaryFolder: Sendable {
  let path: Path

  init() throws {
    var template = Array("/tmp/lenslet-files-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure.noFolder }
    path = Path(String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
  }

  deinit { remove(path) }

  /// A place in the folder.
  func callAsFunction(_ name: String) -> Path { path.appending(name) }

  /// Creates a symbolic link.
  func link(_ name: String, to target: String) {
    symlink(target, path.appending(name).display)
  }

  enum Failure: Error { case noFolder }
}

private func remove(_ path: Path) {
  if let names = try? directoryNames(path) {
    for name in names { remove(path.appending(name)) }
    rmdir(cString(path))
  } else {
    unlink(cString(path))
  }
}

/// All names in a folder, hidden ones too; nothing for a link to a folder.
func directoryNames(_ path: Path) throws -> [Path] {
  var status = stat()
  guard lstat(cString(path), &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
    let stream = opendir(cString(path))
  else { throw TemporaryFolder.Failure.noFolder }
  defer { closedir(stream) }
  var names: [Path] = []
  while let entry = readdir(stream) {
    let bytes = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
    if let name = Path(bytes: bytes), name != Path("."), name != Path("..") { names.append(name) }
  }
  return names.sorted()
}

private func cString(_ path: Path) -> [CChar] { path.bytes.map(CChar.init(bitPattern:)) + [0] }
