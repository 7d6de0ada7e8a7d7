import Glibc

/// Another program that runs, and whose standard output is read line by line.
///
/// It starts with the signals as a shell would give them, whatever this program ignores or waits
/// for: a program whose output nobody reads any more ends.
public final class ChildProcess {
  private let process: pid_t
  private let output: CInt
  private var buffer: [UInt8] = []

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - program: Its path, or its name without a slash, which is looked up as a shell does.
  ///   - arguments: What follows its name.
  ///   - input: The file that is its standard input; by default nothing.
  /// - Throws: `FileError.system` with the program where it cannot be started.
  public init(
    _ program: Path, arguments: [Path], input: Path = Path("/dev/null")
  ) throws(FileError) {
    var ends: [CInt] = [-1, -1]
    _ = try systemCall(.run, program) { _ in pipe(&ends) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[1]) }
    output = ends[0]
    do throws(FileError) {
      process = try Self.spawn(program, arguments, input: input, output: ends[1])
    } catch {
      close(ends[0])
      throw error
    }
  }

  /// The next line of its standard output without the line break.
  ///
  /// Bytes that are not UTF-8 are replaced.
  ///
  /// - Returns: The line; nil where nothing more will come.
  public func nextLine() -> String? {
    while true {
      if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
        defer { buffer.removeFirst(end + 1) }
        return String(decoding: buffer[..<end], as: UTF8.self)
      }
      let chunk = [UInt8](unsafeUninitializedCapacity: 4096) { bytes, count in
        count = 0
        while true {
          let result = read(output, bytes.baseAddress, bytes.count)
          if result == -1, errno == EINTR { continue }
          count = max(result, 0)
          return
        }
      }
      buffer += chunk
      if chunk.isEmpty {
        defer { buffer = [] }
        return buffer.isEmpty ? nil : String(decoding: buffer, as: UTF8.self)
      }
    }
  }

  /// Waits for the end of the program; called once.
  ///
  /// - Returns: Its exit status, or as in a shell 128 and the signal that ended it.
  public func waitForEnd() -> Int {
    var status: CInt = 0
    while waitpid(process, &status, 0) == -1, errno == EINTR {}
    let signal = status & 0x7f
    return Int(signal == 0 ? (status >> 8) & 0xff : 128 + signal)
  }

  deinit { close(output) }

  private static func spawn(
    _ program: Path, _ arguments: [Path], input: Path, output: CInt
  ) throws(FileError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    _ = input.withCString { posix_spawn_file_actions_addopen(&actions, 0, $0, O_RDONLY, 0) }
    posix_spawn_file_actions_adddup2(&actions, output, 1)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGPIPE, SIGXFSZ] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    let texts = ([program] + arguments).map { path in path.withCString { strdup($0) } }
    defer { texts.forEach { free($0) } }
    var process: pid_t = 0
    let code = program.withCString {
      posix_spawnp(&process, $0, &actions, &attributes, texts + [nil], environ)
    }
    guard code == 0 else { throw .system(.run, program, ErrorCode(rawValue: code)) }
    return process
  }
}
