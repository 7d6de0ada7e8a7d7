import Pixels

/// The lines above the tiles of a sheet: texts and a colour bar, wrapped to the width.
struct SheetHeader {
  /// A piece of the header that is not broken.
  enum Item {
    case text(String, Colour)

    /// Colours from the first to the last, with what stands for both ends and the middle.
    case colourBar(ColourMap, low: String, middle: String?, high: String)
  }

  private let items: [Item]

  init(_ items: [Item]) { self.items = items }

  /// Pixels along the side of a dot of a text.
  static let scale = 2

  /// Pixels from a line to the next.
  private static let lineStep = PixelFont.height * scale + 6

  /// Pixels left free beneath.
  private static let gap = 4

  /// Pixels between items.
  private static let space = 4 * PixelFont.advance

  /// Pixels of a colour bar without its labels.
  private static let bar = ImageSize(width: 160, height: PixelFont.ascent * scale)

  /// The width of the widest item.
  var smallestWidth: Int { items.map(Self.width).max() ?? 0 }

  /// The height of all lines when they are wrapped to a width.
  func height(within width: Int) -> Int {
    let lines = places(within: width).map(\.line).max().map { $0 + 1 } ?? 0
    return lines * Self.lineStep + Self.gap
  }

  /// Draws the items.
  func draw(on canvas: inout Canvas, x: Int, y: Int, within width: Int) {
    for (item, place) in zip(items, places(within: width)) {
      let (left, top) = (x + place.x, y + place.line * Self.lineStep)
      switch item {
      case .text(let text, let colour):
        canvas.write(text, x: left, y: top, scale: Self.scale, in: colour)
      case .colourBar(let colours, let low, let middle, let high):
        let labels = (low: low, middle: middle, high: high)
        Self.drawBar(of: colours, labels, on: &canvas, x: left, y: top)
      }
    }
  }

  private func places(within width: Int) -> [(x: Int, line: Int)] {
    var places: [(x: Int, line: Int)] = []
    var (x, line) = (0, 0)
    for item in items {
      let itemWidth = Self.width(of: item)
      if x > 0, x + itemWidth > width { (x, line) = (0, line + 1) }
      places.append((x, line))
      x += itemWidth + Self.space
    }
    return places
  }

  private static func width(of item: Item) -> Int {
    switch item {
    case .text(let text, _): PixelFont.width(of: text) * scale
    case .colourBar(_, let low, _, let high):
      bar.width + 2 * labelGap + (PixelFont.width(of: low) + PixelFont.width(of: high)) * scale
    }
  }

  /// Pixels between a colour bar and the labels at its ends.
  private static let labelGap = 8

  private static func drawBar(
    of colours: ColourMap, _ labels: (low: String, middle: String?, high: String),
    on canvas: inout Canvas, x: Int, y: Int
  ) {
    canvas.write(labels.low, x: x, y: y, scale: scale, in: SheetColours.quiet)
    let left = x + PixelFont.width(of: labels.low) * scale + labelGap
    let line = Tile(
      size: ImageSize(width: bar.width, height: 1),
      pixels: (0..<bar.width).map { colours.colour(at: Double($0) / Double(bar.width - 1)) })
    canvas.draw(line, x: left, y: y, enlargement: Enlargement(x: 1, y: bar.height))
    canvas.write(
      labels.high, x: left + bar.width + labelGap, y: y, scale: scale, in: SheetColours.quiet)
    if let middle = labels.middle {
      let start = left + (bar.width - PixelFont.width(of: middle) * scale) / 2
      canvas.write(middle, x: start, y: y, scale: scale, in: SheetColours.onMiddle)
    }
  }
}
