public import Pixels

/// Small pictures of one size on one labelled picture, as many as a layer has to show.
///
/// They stand in a near-square grid, each with its label; where there is room, with a note beside it.
public struct PictureSheet: Sendable {
  /// One picture of a sheet.
  public struct Entry: Sendable {
    let picture: Image
    let label: String
    let note: String

    /// Describes a picture.
    ///
    /// - Parameters:
    ///   - picture: 8-bit samples, grey or RGB, of the same size as the others.
    ///   - label: What stands beneath it.
    ///   - note: More about it, at the right beneath it where there is room.
    public init(_ picture: Image, label: String, note: String = "") {
      self.picture = picture
      self.label = label
      self.note = note
    }
  }

  private let entries: [Entry]
  private let titles: [String]

  /// Prepares a sheet.
  ///
  /// - Parameters:
  ///   - entries: The pictures, at least one.
  ///   - titles: What stands above them: first the name, then what there is to know.
  public init(_ entries: [Entry], titles: [String]) {
    precondition(!entries.isEmpty, "a sheet shows something")
    precondition(
      entries.allSatisfy { $0.picture.size == entries[0].picture.size }, "pictures are of one size")
    self.entries = entries
    self.titles = titles
  }

  /// Draws the sheet.
  ///
  /// - Returns: An 8-bit RGB image.
  /// - Throws: `ReportError.pictureTooLarge` above 64 million pixels.
  /// - Complexity: O(pixels).
  public func image() throws(ReportError) -> Image {
    let header = SheetHeader(
      titles.enumerated().map { place, text in
        .text(text, place == 0 ? SheetColours.title : SheetColours.quiet)
      })
    let sheet = Sheet(
      header: header, cells: entries.map { Sheet.Cell(number: $0.label, note: $0.note) },
      isNumbered: true, extent: entries[0].picture.size)
    return try sheet.image { index, reduction in
      entries[index].picture.tile.reduced(by: reduction)
    }
  }
}

extension Image {
  /// The colours of 8-bit samples.
  fileprivate var tile: Tile {
    guard case .uint8(let values) = samples else { return Tile(size: size, pixels: []) }
    let count = channels
    let pixels = (0..<size.width * size.height).map { place in
      let first = place * count
      return count < 3
        ? Colour(values[first], values[first], values[first])
        : Colour(values[first], values[first + 1], values[first + 2])
    }
    return Tile(size: size, pixels: pixels)
  }
}
