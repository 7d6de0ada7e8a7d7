import Files
import Glibc
import Threads

/// Ends the program cleanly when the user or the system asks it to.
enum SignalWatch {
  /// Waits in a thread of its own for a request to end.
  ///
  /// Then unfinished files are removed, it is told, and the program ends with the status
  /// 128 + signal, which is 130 after Ctrl-C. A second request ends it at once.
  ///
  /// Threads started later do not see these signals. A request that was ignored when the program
  /// began, as under `nohup`, stays ignored. A pipe that nobody reads and a file that may not grow
  /// become errors of the call instead of ending the program.
  static func start(_ tell: @escaping @Sendable () -> Void) {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    var set = sigset_t()
    sigemptyset(&set)
    for request in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(request) { sigaddset(&set, request) }
    pthread_sigmask(SIG_BLOCK, &set, nil)
    if let thread = SystemThread({ [set] in wait(for: set, tell) }) {
      thread.detach()
    } else {
      pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }
  }

  private static func isIgnored(_ signal: CInt) -> Bool {
    var action = sigaction()
    guard sigaction(signal, nil, &action) == 0 else { return false }
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private static func wait(for signals: sigset_t, _ tell: () -> Void) -> Never {
    var set = signals
    var received: CInt = 0
    while sigwait(&set, &received) != 0 {}
    TemporaryFiles.removeAllBeforeExit()
    // A request that comes now ends the program as if nobody watched; one may have come twice.
    var none = timespec()
    while sigtimedwait(&set, nil, &none) > 0 {}
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    tell()
    _exit(128 + received)
  }
}
