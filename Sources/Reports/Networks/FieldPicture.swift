public import Pixels

/// The receptive field of one place of a layer, drawn on the picture that goes into the network.
///
/// What the place cannot see is darkened; a frame is around what it can. How much the pixels count
/// is
/// laid over the picture in the colours of `inferno`, the more the denser. Small pictures are
/// enlarged
/// by a whole number.
public struct FieldPicture: Sendable {
  private let picture: Image
  private let samples: [UInt8]
  private let rows: Range<Int>
  private let columns: Range<Int>
  private let title: String
  private let notes: [String]
  private let effect: (@Sendable (_ row: Int, _ column: Int) -> Float)?

  /// Prepares a picture.
  ///
  /// - Parameters:
  ///   - picture: What goes into the network, 8-bit RGB.
  ///   - rows: Rows that the place can see, inside the picture.
  ///   - columns: Columns that the place can see, inside the picture.
  ///   - title: What stands above; what is not printable ASCII appears as a question mark.
  ///   - notes: What is said of the field.
  ///   - effect: How much a pixel counts, not negative; nil to show the frame alone.
  public init(
    _ picture: Image, rows: Range<Int>, columns: Range<Int>, title: String, notes: [String],
    effect: (@Sendable (_ row: Int, _ column: Int) -> Float)? = nil
  ) {
    guard picture.layout == .rgb, case .uint8(let samples) = picture.samples else {
      preconditionFailure("colours of eight bits are drawn on")
    }
    self.samples = samples
    precondition(
      rows.clamped(to: 0..<picture.height) == rows
        && columns.clamped(to: 0..<picture.width) == columns, "the field is inside the picture")
    self.picture = picture
    self.rows = rows
    self.columns = columns
    self.title = title
    self.notes = notes
    self.effect = effect
  }

  /// The shorter side of a drawn picture is about this long, if the picture is smaller.
  private static let wantedSide = 720

  /// The most pixels of a drawn picture.
  private static let pixelLimit = 64_000_000

  private static let margin = 20

  /// The frame's colour: the blue of Okabe and Ito, which no colour of the overlay has.
  private static let frame = Colour(86, 180, 233)

  /// Draws the picture.
  ///
  /// - Returns: An 8-bit RGB image.
  /// - Throws: `ReportError.pictureTooLarge`.
  /// - Complexity: O(pixels).
  public func image() throws(ReportError) -> Image { try canvas().image }

  /// What the picture is drawn on.
  ///
  /// - Parameter isRecorded: Whether what is drawn is kept for a drawing that can be scaled.
  /// - Returns: The canvas.
  /// - Throws: `ReportError.pictureTooLarge`.
  package func canvas(isRecorded: Bool = false) throws(ReportError) -> Canvas {
    let shorter = max(min(picture.width, picture.height), 1)
    let factor = max(1, Self.wantedSide / shorter)
    let header = header
    let width = max(picture.width * factor, header.smallestWidth)
    let top = Self.margin + header.height(within: width) + 8
    let size = ImageSize(
      width: width + 2 * Self.margin, height: top + picture.height * factor + Self.margin)
    guard size.width <= Self.pixelLimit / max(size.height, 1) else { throw .pictureTooLarge(size) }
    var canvas = Canvas(size: size, background: SheetColours.ground, isRecorded: isRecorded)
    header.draw(on: &canvas, x: Self.margin, y: Self.margin, within: width)
    canvas.draw(pixels, x: Self.margin, y: top, enlargement: Enlargement(x: factor, y: factor))
    for inset in 0..<3 {
      let (wide, high) = (columns.count * factor - 2 * inset, rows.count * factor - 2 * inset)
      guard wide > 2, high > 2 else { break }
      canvas.frame(
        x: Self.margin + columns.lowerBound * factor + inset,
        y: top + rows.lowerBound * factor + inset, width: wide, height: high, in: Self.frame)
    }
    return canvas
  }

  private var header: SheetHeader {
    var items: [SheetHeader.Item] = [.text(title, SheetColours.title)]
    items += notes.map { .text($0, SheetColours.quiet) }
    items.append(.text("frame: all that it can see", Self.frame))
    if effect != nil {
      items.append(.colourBar(.inferno, low: "no effect", middle: nil, high: "largest"))
    }
    return SheetHeader(items)
  }

  /// The picture, dark where nothing is seen, with the effect of each pixel over it.
  private var pixels: Tile {
    var colours: [Colour] = []
    colours.reserveCapacity(picture.width * picture.height)
    var largest: Float = 0
    if let effect {
      for row in rows { for column in columns { largest = max(largest, effect(row, column)) } }
    }
    for row in 0..<picture.height {
      for column in 0..<picture.width {
        let start = 3 * (row * picture.width + column)
        var colour = SIMD3(
          Double(samples[start]), Double(samples[start + 1]), Double(samples[start + 2]))
        if !rows.contains(row) || !columns.contains(column) {
          colour *= 0.3
        } else if let effect {
          let share = largest > 0 ? Double(effect(row, column) / largest) : 0
          let over = ColourMap.inferno.colour(at: share)
          let density = 0.35 + 0.5 * share.squareRoot()
          colour +=
            (SIMD3(Double(over.red), Double(over.green), Double(over.blue)) - colour) * density
        }
        colours.append(Colour(nearest: colour))
      }
    }
    return Tile(
      size: ImageSize(width: picture.width, height: picture.height), pixels: colours)
  }
}
