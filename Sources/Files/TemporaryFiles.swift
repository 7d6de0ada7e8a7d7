import Glibc
import Synchronization

/// The hidden files that are being written, so that an interrupted program can remove them.
public enum TemporaryFiles {
  private struct State {
    var paths: Set<Path> = []
    var isClosed = false
  }

  private static let state = Mutex(State())
  private static let counter = Atomic<Int>(0)

  /// Removes all hidden files and keeps other threads from making new ones.
  ///
  /// The program must end after this: a thread that starts or ends a file waits until it does. Not
  /// for signal handlers, but for a thread that waits for signals.
  public static func removeAllBeforeExit() {
    state.withLock { state in
      state.isClosed = true
      for path in state.paths { _ = path.withCString { unlink($0) } }
    }
  }

  /// A name that no other file of this program has.
  static func nextName() -> String {
    name(getpid(), counter.wrappingAdd(1, ordering: .relaxed).newValue)
  }

  /// Removes the hidden files that a program which was killed has left in a directory.
  ///
  /// Only regular files with such a name go, where no program of that number runs and none has the
  /// file open for writing; what cannot be looked at stays.
  ///
  /// - Parameter folder: The directory; it need not exist.
  public static func removeAbandoned(in folder: Path) {
    for name in (try? File.list(folder)) ?? [] {
      guard let process = process(of: name), kill(process, 0) == -1, errno == ESRCH else {
        continue
      }
      let path = folder.appending(name)
      let descriptor = path.withCString { open($0, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) }
      guard descriptor != -1 else { continue }
      defer { close(descriptor) }
      if (try? FileStatus(of: descriptor, path: path))?.kind == .regular,
        flock(descriptor, LOCK_EX | LOCK_NB) == 0
      {
        _ = path.withCString { unlink($0) }
      }
    }
  }

  /// The number of the program that makes hidden files of a name; nil where it is none of ours.
  private static func process(of name: Path) -> pid_t? {
    guard name.bytes.starts(with: ".lenslet-".utf8) else { return nil }
    let parts = name.display.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == ".lenslet", parts[2].hasSuffix(".tmp"),
      let process = pid_t(parts[1]), process > 0, let number = Int(parts[2].dropLast(4)),
      number > 0,
      name == Path(self.name(process, number))
    else { return nil }
    return process
  }

  private static func name(_ process: pid_t, _ number: Int) -> String {
    ".lenslet-\(process)-\(number).tmp"
  }

  /// Makes and notes a file; waits for the end of a program that is ending.
  ///
  /// Both happen under the lock: a file that is made after the others were removed would stay.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - make: Makes it.
  /// - Returns: The result of `make`.
  /// - Throws: What `make` throws; no file is noted then.
  static func add<Result>(
    _ path: Path, _ make: () throws(FileError) -> Result
  ) throws(FileError) -> Result {
    try state.withLock { state throws(FileError) in
      while state.isClosed { pause() }
      let result = try make()
      state.paths.insert(path)
      return result
    }
  }

  /// Forgets a file that has got its final name or was removed.
  ///
  /// Waits for the end of a program that is ending: that its file was removed is no error to tell.
  static func forget(_ path: Path) {
    state.withLock { state in
      while state.isClosed { pause() }
      state.paths.remove(path)
    }
  }
}
