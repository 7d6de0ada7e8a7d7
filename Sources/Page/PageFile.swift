package import Files
import Reports
import Synchronization

/// The file `index.html` while inputs are added to it, in the order in which they are added.
///
/// It grows under a temporary name and takes its own at the end, so that a page is always whole.
package final class PageFile: Sendable {
  private struct State {
    var writer: FileWriter?
    var failure: PageError?
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
  /// - Throws: `PageError.file` or `report`.
  package init(in folder: Path, head: PageHead, steps: [PageStep]) throws(PageError) {
    let document = PageDocument(title: "\(head.subject) – lenslet \(head.kind.rawValue)")
    let script = try pageScript(steps)
    let opening = #"{"head":"# + (try Self.json(head)) + #","images":["#
    do throws(FileError) {
      try File.write(script, to: folder.appending(Self.stepsName), makesDirectories: true)
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
  package func add(_ image: PageImage) {
    do throws(PageError) {
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
  /// - Throws: `PageError` where something could not be added, or the file not be finished; then
  ///   there is no new page.
  package func finish() throws(PageError) {
    append(end)
    let failure = state.withLock { state -> PageError? in
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

  private static func json(_ value: some Encodable) throws(PageError) -> String {
    try wrapping(jsonLine(value), as: PageError.report)
  }
}
