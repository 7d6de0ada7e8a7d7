import Pixels
import Reports

/// The markers of classes with their names, side by side and wrapped to a width.
struct CategoryLegend {
  private let entries: [(marker: CategoryMarker, text: String)]

  /// The classes that are used, in the order of the list, with how many there are of each.
  init(_ categories: [String], used: [Int?]) {
    var counts = Array(repeating: 0, count: categories.count)
    for case let index? in used { counts[index] += 1 }
    entries = categories.indices.filter { counts[$0] > 0 }.map { index in
      let name = categories[index].shortened(to: Self.longestName)
      return (CategoryMarker(index: index), "\(name) (\(counts[index]))")
    }
  }

  /// Characters of a name.
  private static let longestName = 40

  /// Pixels from the left of an entry to its text.
  private static let textStart = 26

  /// Pixels between entries.
  private static let space = 30

  /// Pixels left free beneath.
  private static let gap = 10

  /// The width of the widest entry.
  var smallestWidth: Int { entries.map { Self.width(of: $0.text) }.max() ?? 0 }

  /// The height of all lines within a width; 0 where there are no classes.
  func height(within width: Int) -> Int {
    guard let last = places(within: width).last else { return 0 }
    return (last.line + 1) * PictureHeading.lineStep + Self.gap
  }

  /// Draws the markers and names.
  func draw(on canvas: inout Canvas, x: Int, y: Int, within width: Int) {
    for (entry, place) in zip(entries, places(within: width)) {
      let (left, top) = (x + place.x, y + place.line * PictureHeading.lineStep)
      entry.marker.draw(
        on: &canvas, centre: SIMD2(Double(left) + 9, Double(top) + 7), radius: 8)
      canvas.write(
        entry.text, x: left + Self.textStart, y: top, scale: PictureHeading.scale,
        in: SheetColours.title)
    }
  }

  private func places(within width: Int) -> [(x: Int, line: Int)] {
    WrappedLine.places(
      of: entries.map { Self.width(of: $0.text) }, space: Self.space, within: width)
  }

  private static func width(of text: String) -> Int {
    textStart + PixelFont.width(of: text) * PictureHeading.scale
  }
}

/// Things side by side that continue on the next line where there is no room.
enum WrappedLine {
  /// Where things of given widths start, and on which line.
  static func places(
    of widths: [Int], space: Int, within width: Int
  ) -> [(x: Int, line: Int)] {
    var (x, line) = (0, 0)
    return widths.map { own in
      if x > 0, x + own > width { (x, line) = (0, line + 1) }
      defer { x += own + space }
      return (x, line)
    }
  }
}
