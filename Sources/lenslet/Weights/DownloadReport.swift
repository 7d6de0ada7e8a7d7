import CommandLineKit
import Definitions
import Synchronization

/// Tells on standard error how far a download is.
final class DownloadReport: Sendable {
  private struct State {
    var lastShown: ContinuousClock.Instant?
    var isLineShown = false
  }

  private let state = Mutex(State())
  private let start = ContinuousClock.now
  private let isQuiet: Bool
  private let canRedraw = Terminal.canRedraw(.standardError)

  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  /// Shows how far it is: always the same line in a terminal, elsewhere one every ten seconds.
  func receive(_ progress: DownloadProgress) {
    guard !isQuiet else { return }
    state.withLock { state in
      let now = ContinuousClock.now
      let pause = canRedraw ? Duration.milliseconds(100) : .seconds(10)
      if let last = state.lastShown, now - last < pause { return }
      state.lastShown = now
      let line = progress.line(elapsed: Double((now - start) / .milliseconds(1)) / 1e3)
      if canRedraw {
        let shown = line.prefix(max(Terminal.columns(of: .standardError) - 1, 0))
        Terminal.write("\r\(shown)\u{1B}[K", to: .standardError)
        state.isLineShown = true
      } else {
        Terminal.write(line + "\n", to: .standardError)
      }
    }
  }

  /// Takes the line away.
  func end() { state.withLock { hideLine(&$0) } }

  /// Says that the download was stopped, whatever holds its thread up.
  func interrupt() {
    _ = state.withLockIfAvailable { hideLine(&$0) }
    Terminal.write(
      "lenslet: interrupted; the same command goes on where it stopped\n", to: .standardError)
  }

  private func hideLine(_ state: inout State) {
    if state.isLineShown { Terminal.write("\r\u{1B}[K", to: .standardError) }
    state.isLineShown = false
  }
}
