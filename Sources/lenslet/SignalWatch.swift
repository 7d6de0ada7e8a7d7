import Files
import Glibc

/// Ends the program cleanly when the user or the system asks it to.
enum SignalWatch {
  /// Waits in a thread of its own for a request to end: then removes unfinished files, tells
  /// about it, and ends with the status 128 + signal, which is 130 after Ctrl-C.
  ///
  /// Threads started later do not see these signals. A request that was ignored when the program
  /// began, as under `nohup`, stays ignored. A pipe that nobody reads and a file that may not grow
  /// become errors of the call instead of ending the program.
  static func start(_ tell: @escaping @Sendable () -> Void) {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    let requests = [SIGINT, SIGTERM, SIGHUP].filter { !isIgnored($0) }
    var set = sigset_t()
    sigemptyset(&set)
    for request in requests { sigaddset(&set, request) }
    pthread_sigmask(SIG_BLOCK, &set, nil)
    let watch = Unmanaged.passRetained(Watch(signals: set, tell: tell))
    var thread = pthread_t()
    let status = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Watch>.fromOpaque(argument).takeRetainedValue().wait() }
        return nil
      }, watch.toOpaque())
    if status == 0 {
      pthread_detach(thread)
    } else {
      watch.release()
      pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }
  }

  private static func isIgnored(_ signal: CInt) -> Bool {
    var action = sigaction()
    guard sigaction(signal, nil, &action) == 0 else { return false }
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}

/// What the waiting thread needs.
private final class Watch: Sendable {
  private let signals: sigset_t
  private let tell: @Sendable () -> Void

  init(signals: sigset_t, tell: @escaping @Sendable () -> Void) {
    self.signals = signals
    self.tell = tell
  }

  func wait() {
    var set = signals
    var received: CInt = 0
    while sigwait(&set, &received) != 0 {}
    TemporaryFiles.removeAllBeforeExit()
    tell()
    _exit(128 + received)
  }
}
