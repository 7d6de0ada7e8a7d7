import CommandLineKit
import Dreaming
import Escaping
import Files
import Reports
import Synchronization

/// Tells about a search while it runs: records to standard output, the rest to standard error.
final class DreamReport: Sendable {
  private struct State {
    var layer = ""
    var isLineShown = false
    /// What failed: photographs, which are looked at for each layer.
    var failures: Set<String> = []
    var start = ContinuousClock.now
    var lastShown = ContinuousClock.now
  }

  private let state = Mutex(State())
  private let isJSON: Bool
  private let isQuiet: Bool
  private let canRedraw = Terminal.canRedraw(.standardError)

  /// Prepares a report.
  ///
  /// - Parameters:
  ///   - isJSON: Whether records are printed.
  ///   - isQuiet: Whether only errors are told.
  init(isJSON: Bool, isQuiet: Bool) {
    (self.isJSON, self.isQuiet) = (isJSON, isQuiet)
  }

  /// Tells what has happened.
  func receive(_ event: DreamEvent) {
    state.withLock { state in
      switch event {
      case .layer(let name, let units, let channels, let side):
        state.layer = escapedForTerminal(name)
        (state.start, state.lastShown) = (.now, .now)
        let count = units == channels ? "all \(channels)" : "\(units) of \(channels)"
        tell(
          "lenslet: \(state.layer): \(count) channel\(channels == 1 ? "" : "s"), pictures of "
            + "\(side)x\(side)", &state)
      case .steps(let done, let all): showProgress("", done, all, &state)
      case .photographs(let done, let all):
        showProgress(", photographs", done, all, &state)
        if done == all { state.start = .now }
      case .failure(let error):
        guard state.failures.insert("\(error)").inserted else { return }
        hideLine(&state)
        Terminal.write("lenslet: \(escapedForTerminal("\(error)"))\n", to: .standardError)
      case .picture(let record): print(record, &state)
      }
    }
  }

  /// Tells that results of earlier runs make place.
  ///
  /// - Parameters:
  ///   - count: How many files are removed.
  ///   - folder: The folder of the results.
  func tellRemoval(of count: Int, from folder: Path) {
    state.withLock { state in
      let files = count == 1 ? "file of an earlier run is" : "files of an earlier run are"
      tell("lenslet: \(folder): \(count) \(files) removed", &state)
    }
  }

  /// Tells that the user has ended the program.
  func interrupt() {
    state.withLock { state in
      hideLine(&state)
      Terminal.write("lenslet: interrupted\n", to: .standardError)
    }
  }

  /// Takes what is not to stay away.
  func end() { state.withLock { hideLine(&$0) } }

  private func print(_ record: DreamRecord, _ state: inout State) {
    if isJSON, let line = try? jsonLine(record) {
      hideLine(&state)
      Terminal.write(line + "\n", to: .standardOutput)
    }
    for note in record.notes {
      tell("lenslet: \(state.layer):\(record.channel): \(note)", &state)
    }
  }

  /// Whether a photograph failed.
  var hasFailures: Bool { state.withLock { !$0.failures.isEmpty } }

  private func showProgress(_ what: String, _ done: Int, _ all: Int, _ state: inout State) {
    let now = ContinuousClock.now
    let pause: Duration = canRedraw ? .milliseconds(100) : .seconds(30)
    guard !isQuiet, done < all, state.lastShown.duration(to: now) >= pause else { return }
    state.lastShown = now
    let elapsed = Double(state.start.duration(to: now) / .seconds(1))
    let left = (elapsed * Double(all - done) / Double(done)).clock
    let text = "\(state.layer)\(what): \(100 * done / all) %, \(left) left"
    if canRedraw {
      let columns = Terminal.columns(of: .standardError)
      Terminal.write("\r\u{1B}[K" + text.prefix(max(0, columns - 1)), to: .standardError)
      state.isLineShown = true
    } else {
      Terminal.write("lenslet: \(text)\n", to: .standardError)
    }
  }

  private func tell(_ line: String, _ state: inout State) {
    if isQuiet { return }
    hideLine(&state)
    Terminal.write(line + "\n", to: .standardError)
  }

  private func hideLine(_ state: inout State) {
    guard state.isLineShown else { return }
    Terminal.write("\r\u{1B}[K", to: .standardError)
    state.isLineShown = false
  }
}
