package import Files
import Page

/// The names of the files that a comparison leaves below its folder, which a later run in the same
/// folder removes.
package enum ComparisonFileNames {
  /// The record of everything.
  package static let record = "compare.json"

  /// The table of the filters.
  package static let table = "filters.csv"

  /// The record of the layers by depth.
  package static let depth = "depth.json"

  /// The table of the layers by depth.
  package static let depthTable = "depth.csv"

  /// The table of the layers of two networks.
  package static let alignmentTable = "alignment.csv"

  /// What was seen of inputs so far, for a run that goes on.
  package static let state = "compare.state"

  /// The script with the handcrafted filters and the scores, for the page.
  package static let bank = "index.bank.js"

  /// The pictures of all filters.
  private static let pictures = [
    "filters.png", "rows.png", "polar.png", "scores.png", "similarity.png", "bank.png",
  ]

  /// What only some comparisons write.
  package struct Parts: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    /// Responses to images.
    package static let images = Parts(rawValue: 1)

    /// The page.
    package static let page = Parts(rawValue: 2)

    /// Layers by depth.
    package static let depth = Parts(rawValue: 4)

    /// Layers beside those of another network.
    package static let alignment = Parts(rawValue: 8)

    /// Filters beside those of another network.
    package static let others = Parts(rawValue: 16)

    /// The pictures of all filters as drawings too.
    package static let figures = Parts(rawValue: 32)

    /// The data and pictures of a part that have names of their own.
    fileprivate static let files: [(part: Parts, names: [String])] = [
      (.images, ["explained.png", "patches.png"]),
      (.depth, [ComparisonFileNames.depth, depthTable, "depth.png"]),
      (.alignment, [alignmentTable, "alignment.png"]),
      (.others, ["others.png", "others-scores.png"]),
    ]
  }

  /// What is shown of one filter.
  package enum View: String, CaseIterable, Sendable {
    case learned, match, fit, residual, patches

    /// The name of the file for a filter.
    package func file(of number: Int) -> String { "filters/\(number)-\(rawValue).png" }
  }

  /// Images whose values are written for the page, from the first; more would make it slow to copy.
  package static let imagesOnPage = 24

  /// The script with the values of an image, counted from 0.
  package static func values(of image: Int) -> Path { Path("images").appending("\(image).js") }

  /// The name of the drawing beside a picture; nil for what is no picture.
  package static func drawing(of picture: String) -> String? {
    picture.hasSuffix(".png") ? picture.dropLast(3) + "svg" : nil
  }

  /// The files that may be written.
  ///
  /// - Parameter filters: How many learned filters there are.
  /// - Returns: Their names; those that need images or a fit among them.
  package static func all(filters: Int) -> [Path] {
    let views = (0..<filters).flatMap { number in View.allCases.map { $0.file(of: number) } }
    let data = [record, table, bank, PageFile.name, PageFile.stepsName]
    let parts = Parts.files.flatMap(\.names)
    let drawings = (pictures + parts).compactMap(drawing(of:))
    return (pictures + parts + drawings + data + views).map { Path($0) }
      + (0..<imagesOnPage).map(values)
  }

  /// The data and pictures that a comparison writes, the page left out.
  ///
  /// - Parameters:
  ///   - filters: How many learned filters there are.
  ///   - parts: What is compared.
  /// - Returns: Their names; those that need a fit or many samples among them.
  package static func written(filters: Int, parts: Parts) -> [Path] {
    let pages = [PageFile.name, PageFile.stepsName].map { Path($0) }
    let missing = Parts.files.filter { !parts.contains($0.part) }.flatMap(\.names)
      .flatMap { [$0, drawing(of: $0)].compactMap(\.self) }.map { Path($0) }
    return all(filters: filters).filter { name in
      if pages.contains(name) || missing.contains(name) { return false }
      if name == Path(bank) { return parts.contains(.page) }
      if name.fileExtension == "svg", !parts.contains(.figures) { return false }
      if name.parent == Path("images") { return parts.contains([.images, .page]) }
      return parts.contains(.images) || !name.display.hasSuffix("-patches.png")
    }
  }

  /// The data and pictures that an earlier comparison may have left: what has a name that a
  /// comparison uses.
  ///
  /// - Parameter folder: The folder of its results.
  /// - Returns: Names below the folder.
  static func earlier(in folder: Path) -> [Path] {
    let views = (try? File.list(folder.appending("filters"))) ?? []
    let last = views.compactMap { view in
      Int(view.display.prefix { ("0"..."9").contains($0) }).map { min($0, 1 << 20) }
    }.max()
    var parts: Parts = [.page]
    // Without a record that says otherwise there were images.
    let record = try? MappedFile(folder.appending(record))
    if record?.has("images") ?? true { parts.insert(.images) }
    if FileKind(ofEntry: folder.appending("filters.svg")) != nil { parts.insert(.figures) }
    if record?.has("other") == true { parts.insert(.others) }
    if let depth = try? MappedFile(folder.appending(depth)), depth.has("method") {
      parts.insert(.depth)
      if depth.has("alignment") { parts.insert(.alignment) }
    }
    return written(filters: last.map { $0 + 1 } ?? 0, parts: parts)
  }
}

extension MappedFile {
  /// Whether a record has an object under a key.
  fileprivate func has(_ key: String) -> Bool {
    bytes.firstRange(of: Array("\n  \"\(key)\" : {".utf8)) != nil
  }
}
