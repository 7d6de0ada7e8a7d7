public import Files
import Glibc

/// Files for readers that take names, in the folder that `FUZZ_FOLDER` names.
public enum Scratch {
  /// The folder.
  public static let folder = Path(getenv("FUZZ_FOLDER").map { String(cString: $0) } ?? "/tmp")

  /// Writes a file in place, without the care that results are written with.
  ///
  /// - Parameters:
  ///   - bytes: Its content.
  ///   - name: Its name in the folder.
  /// - Returns: Its path.
  @discardableResult
  public static func write(_ bytes: [UInt8], _ name: String) -> Path {
    let path = folder.appending(name)
    let descriptor = open(path.display, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    precondition(descriptor >= 0, "FUZZ_FOLDER is a folder")
    precondition(Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
    return path
  }
}
