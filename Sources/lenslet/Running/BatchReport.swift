import Batches
import CommandLineKit
import Escaping
import Files
import Reports
import Synchronization

/// Tells about a batch while it runs: records to standard output, the rest to standard error.
final class BatchReport: Sendable {
  private struct State {
    var progress: BatchProgress
    var isBarShown = false
    var lastShown: ContinuousClock.Instant
    var explained: Set<String> = []
    var errors = RepeatedErrors()
    var isOutputLost = false
  }

  private let state: Mutex<State>
  private let start = ContinuousClock.now
  /// What is printed for an input; nil prints nothing.
  private let recordLines: (@Sendable (ImageResult) throws(ReportError) -> [String])?
  private let isQuiet: Bool
  private let explains: Bool
  private let canRedraw: Bool

  /// Prepares the report of a batch.
  ///
  /// - Parameters:
  ///   - total: Inputs of the batch.
  ///   - options: Whether only errors are told, and whether records are printed.
  ///   - explains: Whether it is told how each kernel was computed.
  ///   - lines: The records of an input.
  init(
    total: Int, options: BatchOptions, explains: Bool = false,
    lines: @escaping @Sendable (ImageResult) throws(ReportError) -> [String]
  ) {
    state = Mutex(State(progress: BatchProgress(total: total), lastShown: start))
    recordLines = options.json ? lines : nil
    isQuiet = options.quiet
    self.explains = explains
    canRedraw = Terminal.canRedraw(.standardError)
  }

  /// Whether an image failed, or what was printed was lost.
  var hasFailures: Bool { state.withLock { $0.progress.failed > 0 || $0.isOutputLost } }

  /// Says which folders gave no image.
  ///
  /// - Parameters:
  ///   - empty: Folders without images.
  ///   - results: Folders of results that were not walked through.
  ///   - hasInputs: Whether there is anything to work on.
  /// - Throws: `ExitCode.noInput` where there is not; the folders are told then in any case.
  func checkFolders(empty: [Path], results: [Path], hasInputs: Bool) throws {
    if !isQuiet || !hasInputs {
      if let first = results.first {
        let others = results.count - 1
        tell(
          "lenslet: \(first)"
            + (others == 0 ? "" : " and \(others) other folder\(others == 1 ? "" : "s")")
            + ": results of lenslet are not taken as images; name the folder itself to take them")
      }
      for folder in empty {
        tell("lenslet: \(folder): no images: files named .png, .jpg or .jpeg are taken")
      }
    }
    if !hasInputs {
      if empty.isEmpty, results.isEmpty { tell("lenslet: there is no input: no name was given") }
      throw ExitCode.noInput
    }
  }

  /// Says that images in the folder of the results are not taken.
  ///
  /// - Parameter images: The images, by their names in the folder.
  func tell(imagesAmongResults images: [Path]) {
    guard let first = images.first, !isQuiet else { return }
    tell(
      "lenslet: the folder of the results is not searched for images, and has "
        + (images.count == 1 ? "one" : "\(images.count)") + " that lenslet has not made: \(first)"
        + (images.count == 1 ? "" : " and others"))
  }

  /// Says that a page of an earlier run stays.
  func warn(earlierPage page: Path) {
    guard !isQuiet else { return }
    tell("lenslet: warning: \(page): shows an earlier run, not this one: --page writes it anew")
  }

  /// Says that files stay which look like results and may be taken for those of this run.
  ///
  /// - Parameters:
  ///   - files: The files.
  ///   - folder: The folder of the results.
  func warn(strays files: [Path], in folder: Path) {
    guard let first = files.first, !isQuiet else { return }
    tell(
      "lenslet: warning: \(folder): "
        + (files.count == 1 ? "a file that is" : "\(files.count) files that are")
        + " not of this run \(files.count == 1 ? "stays" : "stay"), as no index tells of "
        + "\(files.count == 1 ? "it" : "them"): \(first)"
        + (files.count == 1 ? "" : " and others"))
  }

  /// Says that results of earlier runs stay, as nothing was written.
  ///
  /// - Parameter folder: The folder of the results.
  func tellKept(in folder: Path) {
    guard !isQuiet else { return }
    state.withLock { state in
      hideBar(&state)
      tell("lenslet: \(Self.keptWords(in: folder))")
    }
  }

  /// What is said where nothing came of any input.
  ///
  /// - Parameter folder: The folder of the results.
  /// - Returns: The words.
  static func keptWords(in folder: Path) -> String {
    "\(folder): results of an earlier run stay: none of the inputs can be used"
  }

  /// Says that results of earlier runs make place.
  ///
  /// - Parameters:
  ///   - count: How many files are removed.
  ///   - folder: The folder of the results.
  ///   - isPlanned: Whether they would only be.
  func tellRemoval(of count: Int, from folder: Path, isPlanned: Bool = false) {
    guard count > 0, !isQuiet else { return }
    state.withLock { state in
      hideBar(&state)
      tell(
        "lenslet: \(folder): \(count) file\(count == 1 ? "" : "s") of an earlier run "
          + (isPlanned ? "would be removed" : "\(count == 1 ? "is" : "are") removed"))
    }
  }

  /// Says which file shows what was done.
  ///
  /// - Parameter folder: The folder of the results.
  func tellPage(in folder: Path) {
    guard !isQuiet else { return }
    tell("lenslet: open \(folder.appending("index.html"))")
  }

  /// Shows that nothing is done yet.
  func begin() {
    state.withLock { showProgress(&$0) }
  }

  /// Counts an image and tells what is to be told about it.
  func receive(_ result: ImageResult) {
    state.withLock { state in
      state.progress.add(result)
      let lines = told(about: result, &state) + newExplanations(of: result, &state)
      if !lines.isEmpty || recordLines != nil || !result.classes.isEmpty { hideBar(&state) }
      lines.forEach(tell)
      printRecords(of: result, &state)
      if state.progress.finished < state.progress.total { showProgress(&state) }
    }
  }

  /// Counts an image that was only planned, and prints where its results would go.
  func receivePlan(_ result: ImageResult) {
    receive(result)
    if recordLines != nil { return }
    let lines = result.outputs.filter(\.isPlanned).map { output in
      let count =
        if case .plannedPictures(let count) = output.status {
          "/ (\(count) picture\(count == 1 ? "" : "s"))"
        } else { "" }
      return "\(result.input) -> \(output.path)\(count)\n"
    }
    state.withLock { output(lines.joined(), &$0) }
  }

  /// Whether what a batch ends with was told of an input already, as a full disk is.
  func repeats(_ error: BatchError) -> Bool {
    state.withLock { $0.errors.repeats(error.sharedReason) }
  }

  /// Closes the report of a batch that has run to its end, or could not begin.
  func end() {
    state.withLock { state in
      hideBar(&state)
      tellRepetitions(state)
      let hasBegun = state.progress.finished > 0
      if !isQuiet, let notices = state.progress.noticeSummary { tell(notices) }
      if !isQuiet, hasBegun { tell(state.progress.summary(elapsed: elapsed)) }
    }
  }

  /// Closes the report of a batch that is being stopped.
  ///
  /// A worker that waits for whoever reads standard output must not hold this up.
  func interrupt() {
    ResultsIndex.commitBeforeExit()
    let isTold: Void? = state.withLockIfAvailable { state in
      hideBar(&state)
      tellRepetitions(state)
      tell("lenslet: \(state.progress.interruption)")
    }
    if isTold == nil { tell("lenslet: interrupted") }
  }

  /// Closes the report of a batch that was only planned.
  func endRehearsal() {
    state.withLock { state in
      tellRepetitions(state)
      if !isQuiet { tell(state.progress.rehearsal) }
    }
  }

  private var elapsed: Double {
    let passed = (ContinuousClock.now - start).components
    return Double(passed.seconds) + Double(passed.attoseconds) * 1e-18
  }

  /// What went wrong, and unless only that is wanted, what is odd.
  private func told(about result: ImageResult, _ state: inout State) -> [String] {
    let errors = state.errors.lines(for: result).map { "lenslet: \($0)" }
    return isQuiet ? errors : errors + result.warnings.map { "lenslet: warning: \($0)" }
  }

  /// How many inputs failed alike.
  private func tellRepetitions(_ state: State) {
    for line in state.errors.closing { tell("lenslet: \(line)") }
  }

  /// Prints one line an output, and says where a record cannot be made.
  private func printRecords(of result: ImageResult, _ state: inout State) {
    guard let recordLines else {
      let text = result.classes.enumerated().map { place, score in
        "\(result.input): \(place + 1). \(score.text)\n"
      }
      return output(text.joined(), &state)
    }
    do throws(ReportError) {
      output(try recordLines(result).map { $0 + "\n" }.joined(), &state)
    } catch {
      state.isOutputLost = true
      tell("lenslet: \(result.input): \(error)")
    }
  }

  /// Prints for machines, and says once where that cannot be done.
  private func output(_ text: String, _ state: inout State) {
    if Terminal.write(text, to: .standardOutput) || state.isOutputLost { return }
    state.isOutputLost = true
    tell("lenslet: standard output cannot be written; what should be printed there is lost")
  }

  private func tell(_ line: String) { Terminal.write(line + "\n", to: .standardError) }

  /// How each kernel was computed, where that was asked for and not told before.
  private func newExplanations(of result: ImageResult, _ state: inout State) -> [String] {
    guard explains else { return [] }
    var lines: [String] = []
    for output in result.outputs {
      guard case .written(let written) = output.status, let plan = written.plan else { continue }
      let line = "\(output.kernel): \(plan)"
      if state.explained.insert(line).inserted { lines.append(line) }
    }
    return lines
  }

  /// Draws the bar ten times a second at most, or prints a line every ten seconds.
  private func showProgress(_ state: inout State) {
    guard !isQuiet, state.progress.total > 0 else { return }
    let now = ContinuousClock.now
    if canRedraw {
      guard !state.isBarShown || now - state.lastShown >= .milliseconds(100) else {
        return
      }
      let line = state.progress.line(
        elapsed: elapsed, columns: Terminal.columns(of: .standardError))
      Terminal.write("\r\(line)\u{1B}[K", to: .standardError)
      state.isBarShown = true
      state.lastShown = now
    } else if now - state.lastShown >= .seconds(10) {
      tell(state.progress.line(elapsed: elapsed))
      state.lastShown = now
    }
  }

  /// Takes the bar away so that a line can be printed in its place.
  private func hideBar(_ state: inout State) {
    guard state.isBarShown else { return }
    Terminal.write("\r\u{1B}[K", to: .standardError)
    state.isBarShown = false
  }
}

extension ClassScore {
  /// The class and its probability.
  fileprivate var text: String {
    let name = label.map { "\(escapedForTerminal($0)) (\(number))" } ?? "class \(number)"
    return "\(name) \(probability.text(decimals: 4))"
  }
}
