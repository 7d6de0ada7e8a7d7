public import Files
import Glibc

/// A folder for one test, removed with all it holds when nothing refers to it any more.
public final class TemporaryFolder: Sendable {
  /// The folder.
  public let path: Path

  /// Makes an empty folder.
  ///
  /// - Throws: `Failure.noFolder`.
  public init() throws {
    var template = Array("/tmp/lenslet-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure.noFolder }
    path = Path(String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
  }

  deinit { remove(path) }

  /// A place in the folder.
  ///
  /// - Parameter name: A relative path.
  /// - Returns: The path with that of the folder before it.
  public func callAsFunction(_ name: String) -> Path { path.appending(name) }

  /// Creates a symbolic link.
  ///
  /// - Parameters:
  ///   - name: The name of the link in the folder.
  ///   - target: What it leads to, as it is written into the link.
  public func link(_ name: String, to target: String) {
    symlink(target, path.appending(name).display)
  }

  /// All names below the folder, hidden ones too, in the order of their bytes.
  ///
  /// - Parameter name: A folder below it; without one the folder itself.
  /// - Returns: Names as they are shown; nothing where there is no such folder.
  public func names(in name: String = "") -> [String] {
    ((try? File.list(path.appending(name))) ?? []).map(\.display)
  }

  /// Why a test has no folder.
  public enum Failure: Error {
    /// The system gave none.
    case noFolder
  }
}

/// Removes a file, a link, or a folder with all it holds.
private func remove(_ path: Path) {
  let name = path.bytes.map(CChar.init(bitPattern:)) + [0]
  if unlink(name) == 0 { return }
  chmod(name, 0o700)
  for entry in (try? File.list(path)) ?? [] { remove(path.appending(entry)) }
  rmdir(name)
}

/// Shortens a file in place.
///
/// - Parameters:
///   - path: The file.
///   - byteCount: What is left of it.
public func truncate(_ path: Path, to byteCount: Int) {
  _ = Glibc.truncate(path.bytes.map(CChar.init(bitPattern:)) + [0], byteCount)
}
