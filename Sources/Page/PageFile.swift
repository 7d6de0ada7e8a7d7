package import Files
import Reports

/// The file `index.html` while inputs are added to it, in the order in which they are added.
package struct PageFile: Sendable {
  private let file: GrowingFile<PageError>
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
    try wrapping(
      File.write(script, to: folder.appending(Self.stepsName), makesDirectories: true),
      as: PageError.file)
    file = try GrowingFile(
      folder.appending(Self.name), start: document.start + PageDocument.escapedForPage(opening),
      separator: Array(",\n".utf8), as: PageError.file)
    end = Array("]}".utf8) + document.end
  }

  /// Adds an input; after a failure nothing more is added.
  ///
  /// - Parameter image: What is told about it.
  package func add(_ image: PageImage) {
    file.add { () throws(PageError) in PageDocument.escapedForPage(try Self.json(image)) }
  }

  /// Gives the page its name.
  ///
  /// - Throws: `PageError` where something could not be added, or the file not be finished; then
  ///   there is no new page.
  package func finish() throws(PageError) { try file.finish(end: end) }

  private static func json(_ value: some Encodable) throws(PageError) -> String {
    try wrapping(jsonLine(value), as: PageError.report)
  }
}
