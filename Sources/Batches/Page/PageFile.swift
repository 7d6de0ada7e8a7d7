package import Files
import Reports
import Synchronization

/// The file `index.html` while inputs are added to it, in the order in which they are added.
///
/// It grows under a temporary name and takes its own at the end, so that a page is always whole.
package final class PageFile: Sendable {
  private struct State {
    var writer: FileWriter?
    var failure: BatchError?
    var isEmpty = true
  }

  private let state: Mutex<State>
  private let end: [UInt8]

  /// The name in the folder of the results.
  package static let name = "index.html"

  /// The name of the script with the steps and what they have learned.
  package static let stepsName = "index.js"

  /// Starts a page and writes the script of its steps.
  ///
  /// - Parameters:
  ///   - folder: The folder of the results; made where it is missing.
  ///   - head: What is known before any work.
  ///   - steps: The steps with their numbers.
  /// - Throws: `BatchError.file` or `report`.
  init(in folder: Path, head: PageHead, steps: [PageStep]) throws(BatchError) {
    let document = PageDocument(title: "\(head.subject) – lenslet \(head.kind)")
    let script = try pageScript(steps)
    let opening = #"{"head":"# + (try Self.json(head)) + #","images":["#
    do throws(FileError) {
      try File.makeDirectories(folder)
      try File.write(script, to: folder.appending(Self.stepsName))
      state = Mutex(State(writer: try FileWriter(folder.appending(Self.name))))
    } catch {
      throw .file(error)
    }
    end = Array("]}".utf8) + document.end
    append(document.start + PageDocument.escapedForPage(opening))
  }

  /// Adds an input; after a failure nothing more is added.
  ///
  /// - Parameter image: What is told about it.
  func add(_ image: PageImage) {
    do throws(BatchError) {
      let text = PageDocument.escapedForPage(try Self.json(image))
      let isFirst = state.withLock { state in
        defer { state.isEmpty = false }
        return state.isEmpty
      }
      append((isFirst ? [] : [UInt8(ascii: ","), UInt8(ascii: "\n")]) + text)
    } catch {
      state.withLock { $0.failure = $0.failure ?? error }
    }
  }

  /// Gives the page its name.
  ///
  /// - Throws: `BatchError` where something could not be added, or the file not be finished; then
  ///   there is no new page.
  func finish() throws(BatchError) {
    append(end)
    let failure = state.withLock { state -> BatchError? in
      if let failure = state.failure { return failure }
      do throws(FileError) { try state.writer?.finish() } catch { return .file(error) }
      state.writer = nil
      return nil
    }
    if let failure { throw failure }
  }

  private func append(_ bytes: [UInt8]) {
    state.withLock { state in
      guard state.failure == nil, let writer = state.writer else { return }
      let outcome = bytes.withUnsafeBytes { buffer in
        Result { () throws(FileError) in try writer.append(buffer) }
      }
      if case .failure(let error) = outcome { state.failure = .file(error) }
    }
  }

  private static func json(_ value: some Encodable) throws(BatchError) -> String {
    do throws(ReportError) { return try jsonLine(value) } catch { throw .report(error) }
  }
}

extension PageFile {
  /// Checks that neither a page or script of somebody else's, nor a page of filtered images in the
  /// place of one of maps or the other way round, nor a file that goes in would be replaced.
  ///
  /// - Parameters:
  ///   - folder: The folder of the results.
  ///   - kind: What the new page is about.
  ///   - protected: What goes in.
  /// - Throws: `BatchError`: `outputReplacesInput`, `foreignPage` or `pageOfOthers`.
  package static func check(
    _ folder: Path, _ kind: PageKind, _ protected: ProtectedFiles
  ) throws(BatchError) {
    let (page, steps) = (folder.appending(name), folder.appending(stepsName))
    for file in [page, steps] {
      if let input = protected.file(at: file) { throw .outputReplacesInput(file, input: input) }
    }
    if FileIdentity(of: page) != nil, !ResultsMark.isPage(page) { throw .foreignPage(page) }
    // The page of 'maps' or 'compare' goes with its other results when one of them begins.
    if let other = ResultsMark.pageKind(page), (other == .filter) != (kind == .filter) {
      throw .pageOfOthers(page, commands: other.commands)
    }
    if FileIdentity(of: steps) != nil, !ResultsMark.isPageScript(steps) {
      throw .foreignPage(steps)
    }
  }
}

/// What a page knows before any work.
struct PageHead: Encodable {
  /// `maps` for feature maps, `filter` for filtered images.
  let kind: String

  /// What was applied.
  let subject: String

  /// The command line.
  let command: String

  /// How images become the input; nil where that is not told.
  var input: String?

  /// How a picture is made of the input again.
  var view: PageInputView?

  /// Names and kinds of the steps.
  var steps: [PageStep]
}
