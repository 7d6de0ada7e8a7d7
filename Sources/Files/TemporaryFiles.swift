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
    let number = counter.wrappingAdd(1, ordering: .relaxed).newValue
    return ".lenslet-\(getpid())-\(number).tmp"
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
