import Glibc

/// The streams of this process.
public enum Terminal {
  /// A stream to write to.
  public enum Stream: Int32, Sendable {
    /// Data for machines and the screens that a user asks for.
    case standardOutput = 1

    /// Talk, progress and errors.
    case standardError = 2
  }

  /// Whether a person sees what is written to a stream.
  ///
  /// - Parameter stream: The stream.
  /// - Returns: False for a file or a pipe.
  public static func isTerminal(_ stream: Stream) -> Bool { isatty(stream.rawValue) == 1 }

  /// Whether a line can be drawn over: a person sees it, on a terminal that knows control sequences.
  ///
  /// - Parameter stream: The stream.
  /// - Returns: False for a file or a pipe, and where `TERM` is `dumb`, empty or not set.
  public static func canRedraw(_ stream: Stream) -> Bool {
    guard isTerminal(stream), let name = getenv("TERM") else { return false }
    return !["", "dumb"].contains(String(cString: name))
  }

  /// How many characters fit a line: `COLUMNS` or what the terminal says; 80 where it is none.
  ///
  /// - Parameter stream: The stream that will be written to.
  /// - Returns: 1 or more.
  public static func columns(of stream: Stream) -> Int {
    guard isTerminal(stream) else { return 80 }
    if let text = getenv("COLUMNS"), let columns = Int(String(cString: text)), columns > 0 {
      return columns
    }
    var size = winsize()
    guard ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Writes text at once, after what `print` has buffered.
  ///
  /// - Parameters:
  ///   - text: The text, may be empty.
  ///   - stream: Where it goes.
  /// - Returns: False where the text or what was buffered could not be written, as on a full disk.
  @discardableResult
  public static func write(_ text: String, to stream: Stream) -> Bool {
    let isFlushed = fflush(nil) == 0
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(stream.rawValue, $0) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return isFlushed
  }
}

/// The function of the system, which the method above hides.
extension Terminal {
  /// Puts something in the place of standard streams that were closed when the program began.
  ///
  /// Otherwise the next file that is opened takes the place, and messages are written into it.
  /// Writing to such a stream fails as before.
  static func occupyStandardStreams() {
    for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) == -1 {
      // The lowest free descriptor is taken, which is this one.
      _ = open("/dev/null", O_RDONLY)
    }
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}

extension ParsableCommand {
  /// Runs the program: the entry point of the type that `@main` marks.
  ///
  /// Help screens are as wide as the terminal, 40 to 100 characters. A standard output that does
  /// not take everything makes the status 1.
  public static func main() {
    Terminal.occupyStandardStreams()
    let columns = min(max(Terminal.columns(of: .standardOutput), 40), 100)
    let outcome = outcome(of: RawArgument.ofProcess, columns: columns)
    let isWritten = Terminal.write(outcome.output, to: .standardOutput)
    Terminal.write(outcome.diagnostics, to: .standardError)
    if !isWritten && outcome.exitCode == .success {
      let problem = "standard output cannot be written; the disk may be full"
      Terminal.write("\(commandName): \(problem)\n", to: .standardError)
      exit(ExitCode.failure.rawValue)
    }
    exit(outcome.exitCode.rawValue)
  }
}
