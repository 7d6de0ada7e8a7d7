import Pixels

/// The title of a drawn network, and what its colours mean.
struct GraphHeading {
  private let title: String
  private let entries: [(colour: Colour, text: String)]
  private let scale: Int

  /// Counts the groups that occur.
  init(title: String, groups: [GraphPicture.Group], scale: Int) {
    self.title = title
    self.scale = scale
    entries = GraphPicture.Group.allCases.compactMap { group in
      let count = groups.count { $0 == group }
      return count == 0
        ? nil : (group.colour, group == .input ? "input" : "\(group.rawValue) (\(count))")
    }
  }

  private static let margin = 24
  private static let square = 9
  private static let space = 18
  private static let lineStep = 15
  private static let titleStep = 20

  /// The width of the title or of the widest entry, margins included.
  var smallestWidth: Int {
    let widest = entries.map { width(of: $0.text) }.max() ?? 0
    return max(widest, PixelFont.width(of: title) * scale) + 2 * Self.margin * scale
  }

  /// The height of all lines.
  func height(within width: Int) -> Int {
    let lines = places(within: width).map(\.line).max().map { $0 + 1 } ?? 0
    return (Self.margin + Self.titleStep + lines * Self.lineStep) * scale
  }

  /// Writes title and legend.
  func draw(on canvas: inout Canvas, within width: Int) {
    let left = Self.margin * scale
    canvas.write(title, x: left, y: left, scale: scale, in: SheetColours.title)
    for (entry, place) in zip(entries, places(within: width)) {
      let y = (Self.margin + Self.titleStep + place.line * Self.lineStep) * scale
      let side = Self.square * scale
      canvas.fill(x: left + place.x, y: y, width: side, height: side, with: entry.colour)
      canvas.write(
        entry.text, x: left + place.x + side + 4 * scale, y: y + scale, scale: scale,
        in: SheetColours.quiet)
    }
  }

  private func width(of text: String) -> Int {
    (Self.square + 4 + PixelFont.width(of: text)) * scale
  }

  private func places(within width: Int) -> [(x: Int, line: Int)] {
    var places: [(x: Int, line: Int)] = []
    var (x, line) = (0, 0)
    for entry in entries {
      let own = self.width(of: entry.text)
      if x > 0, x + own > width - 2 * Self.margin * scale { (x, line) = (0, line + 1) }
      places.append((x, line))
      x += own + Self.space * scale
    }
    return places
  }
}
