package import Files
import Page

/// The names of the files that a comparison leaves below its folder, which a later run in the same
/// folder removes.
package enum ComparisonFileNames {
  /// The record of everything.
  package static let record = "compare.json"

  /// The table of the filters.
  package static let table = "filters.csv"

  /// The pictures of all filters.
  package static let pictures = [
    "filters.png", "rows.png", "polar.png", "scores.png", "similarity.png", "bank.png",
    "explained.png", "patches.png",
  ]

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

  /// The files that may be written.
  ///
  /// - Parameter filters: How many learned filters there are.
  /// - Returns: Their names; those that need images or a fit among them.
  package static func all(filters: Int) -> [Path] {
    let views = (0..<filters).flatMap { number in View.allCases.map { $0.file(of: number) } }
    let data = [record, table, PageFile.name, PageFile.stepsName]
    return (pictures + data + views).map { Path($0) } + (0..<imagesOnPage).map(values)
  }

  /// The data and pictures that a comparison writes, the page left out.
  ///
  /// - Parameters:
  ///   - filters: How many learned filters there are.
  ///   - hasImages: Whether they are compared on images.
  ///   - hasPage: Whether there is a page.
  /// - Returns: Their names; those that need a fit or many samples among them.
  package static func written(filters: Int, hasImages: Bool, hasPage: Bool) -> [Path] {
    let pages = [PageFile.name, PageFile.stepsName].map { Path($0) }
    let ofImages = ["explained.png", "patches.png"].map { Path($0) }
    return all(filters: filters).filter { name in
      if pages.contains(name) { return false }
      if name.parent == Path("images") { return hasImages && hasPage }
      return hasImages
        || !ofImages.contains(name) && !name.display.hasSuffix("-patches.png")
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
    // Without a record that says otherwise there were images.
    let record = try? MappedFile(folder.appending(record))
    let hasImages =
      record.map { $0.bytes.firstRange(of: Array("\n  \"images\" : {".utf8)) != nil } ?? true
    return written(filters: last.map { $0 + 1 } ?? 0, hasImages: hasImages, hasPage: true)
  }
}
