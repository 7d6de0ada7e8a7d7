import Files
import Synchronization

/// Files in the order in which they were opened.
final class FileList: Sendable {
  private let opened = Mutex<[Path]>([])

  /// The files so far.
  var paths: [Path] { opened.withLock { $0 } }

  /// Notes a file.
  func add(_ path: Path) { opened.withLock { $0.append(path) } }
}
