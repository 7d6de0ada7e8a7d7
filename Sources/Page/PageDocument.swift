import CPage

/// The page `index.html` around its data: one file that opens without a network or a server.
///
/// Style and scripts stand in the file itself, and its policy lets nothing else be run or fetched
/// but pictures and data files that lie beside it. Data stands between `start` and `end` as JSON
/// with `escapedForPage`; it reaches the document as text only, so that no name becomes markup.
public struct PageDocument {
  /// Everything before the data, in UTF-8.
  public let start: [UInt8]

  /// Everything after the data, in UTF-8.
  public let end: [UInt8]

  /// Prepares a page.
  ///
  /// - Parameter title: What a browser shows as the name of the page; any text.
  public init(title: String) {
    self.init(
      title: title, style: [lenslet_page_style()],
      scripts: (0..<lenslet_page_script_count()).map(lenslet_page_script))
  }

  /// Prepares a page of what a network says about pictures.
  ///
  /// - Parameters:
  ///   - subject: What a browser shows as the name of the page; any text.
  ///   - kind: What the page is about.
  package init(explanationsOf subject: String, _ kind: PageKind) {
    self.init(
      title: "\(subject) – lenslet \(kind.rawValue)",
      style: [lenslet_page_style(), lenslet_explained_style()],
      scripts: (0..<lenslet_explained_script_count()).map(lenslet_explained_script))
  }

  private init(title: String, style: [lenslet_page_part], scripts: [lenslet_page_part]) {
    let style = style.map(Self.text).joined()
    let scripts = scripts.map { "<script nonce=\"lenslet\">\n\(Self.text($0))</script>\n" }
    let page = Self.text(lenslet_page_markup())
      .replacing(first: "{{title}}", with: Self.escapedForMarkup(title))
      .replacing(first: "{{style}}", with: style)
      .replacing(first: "{{scripts}}", with: scripts.joined())
    let marker = "{{data}}"
    let parts = page.split(separator: marker, maxSplits: 1, omittingEmptySubsequences: false)
    precondition(parts.count == 2, "the page has a place for its data")
    start = Array(parts[0].utf8)
    end = Array(parts[1].utf8)
  }

  /// How the text of the page's data must be written: `<` could end the element that it stands in.
  ///
  /// - Parameter json: JSON, in which `<` stands only inside strings.
  /// - Returns: JSON of the same value without `<`.
  public static func escapedForPage(_ json: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(json.utf8.count)
    for byte in json.utf8 {
      if byte == UInt8(ascii: "<") { bytes += #"\u003c"#.utf8 } else { bytes.append(byte) }
    }
    return bytes
  }

  /// The JSON that stands in a page; nil where there is none.
  ///
  /// - Parameter page: The bytes of a page, of this version or an earlier one.
  /// - Returns: The bytes between the start and the end of the data, in which `<` is escaped.
  public static func data(of page: [UInt8]) -> [UInt8]? {
    let marker = Array(#"id="data">"#.utf8)
    guard let start = page.firstRange(of: marker)?.upperBound else { return nil }
    return page[start...].firstIndex(of: UInt8(ascii: "<")).map { Array(page[start..<$0]) }
  }

  private static func escapedForMarkup(_ text: String) -> String {
    text.map { character in
      switch character {
      case "<": "&lt;"
      case ">": "&gt;"
      case "&": "&amp;"
      case "\"": "&quot;"
      default: String(character)
      }
    }.joined()
  }

  private static func text(_ part: lenslet_page_part) -> String {
    String(decoding: UnsafeBufferPointer(start: part.start, count: part.count), as: UTF8.self)
  }
}

extension String {
  /// The text with the first occurrence of a marker replaced.
  fileprivate func replacing(first marker: String, with text: String) -> String {
    let parts = split(separator: marker, maxSplits: 1, omittingEmptySubsequences: false)
    precondition(parts.count == 2, "the page has every marker")
    return parts[0] + text + parts[1]
  }
}
