import Reports

extension PageDocument {
  /// A page of what a network says about pictures, around what it knows.
  ///
  /// - Parameters:
  ///   - contents: What it knows; its `kind` is the view.
  ///   - settings: What is told about the run.
  ///   - kind: What the page is about.
  /// - Returns: The file.
  /// - Throws: `PageError.report`.
  package static func page(
    of contents: some Encodable, _ settings: PageSettings, _ kind: PageKind
  ) throws(PageError) -> [UInt8] {
    let document = PageDocument(explanationsOf: settings.subject, kind)
    do throws(ReportError) {
      return document.start + escapedForPage(try jsonLine(contents)) + document.end
    } catch {
      throw .report(error)
    }
  }
}
