public import Pixels

/// A picture beside what a method says about it: a number per pixel in colours over its grey.
///
/// Numbers above 0 are orange, those below blue, 0 is the picture alone; maps that know no values
/// below 0 are drawn from nothing to orange as well. Where the colours end is said, and is the same
/// for all pictures that are to be compared.
public struct ExplanationPicture: Sendable {
  private let picture: Image
  private let samples: [UInt8]
  private let values: [Float]
  private let limit: Float
  private let isSigned: Bool
  private let title: String
  private let notes: [String]
  private let unit: String

  /// Prepares a picture.
  ///
  /// - Parameters:
  ///   - picture: What goes into the network, 8-bit RGB.
  ///   - values: A number per pixel.
  ///   - limit: Where the colours end; 0 if there is nothing to be drawn.
  ///   - isSigned: Whether numbers below 0 are possible.
  ///   - title: What stands above; what is not printable ASCII appears as a question mark.
  ///   - notes: What is said of the numbers.
  ///   - unit: What a number is of.
  public init(
    _ picture: Image, values: [Float], limit: Float, isSigned: Bool, title: String,
    notes: [String], unit: String
  ) {
    guard picture.layout == .rgb, case .uint8(let samples) = picture.samples else {
      preconditionFailure("colours of eight bits are drawn on")
    }
    precondition(values.count == picture.width * picture.height, "a number per pixel")
    self.picture = picture
    self.samples = samples
    self.values = values
    self.limit = limit
    self.isSigned = isSigned
    self.title = title
    self.notes = notes
    self.unit = unit
  }

  /// The most pixels of a drawn picture.
  private static let pixelLimit = 64_000_000

  private static let margin = 20

  /// Draws the picture.
  ///
  /// - Returns: An 8-bit RGB image.
  /// - Throws: `ReportError.pictureTooLarge`.
  /// - Complexity: O(pixels).
  public func image() throws(ReportError) -> Image {
    let factor = max(1, 448 / max(min(picture.width, picture.height), 1))
    let content = 2 * picture.width * factor + Self.margin
    let header = header
    let width = max(content, header.smallestWidth)
    let top = Self.margin + header.height(within: width) + 8
    let size = ImageSize(
      width: width + 2 * Self.margin, height: top + picture.height * factor + Self.margin)
    guard size.width <= Self.pixelLimit / max(size.height, 1) else { throw .pictureTooLarge(size) }
    var canvas = Canvas(size: size, background: SheetColours.ground)
    header.draw(on: &canvas, x: Self.margin, y: Self.margin, within: width)
    let right = Self.margin + picture.width * factor + Self.margin
    for row in 0..<picture.height {
      for column in 0..<picture.width {
        let place = row * picture.width + column
        let (own, overlaid) = colours(place)
        for (x, colour) in [(Self.margin, own), (right, overlaid)] {
          canvas.fill(
            x: x + column * factor, y: top + row * factor, width: factor, height: factor,
            with: colour)
        }
      }
    }
    return canvas.image
  }

  /// The colour of a pixel, and of what is said of it.
  private func colours(_ place: Int) -> (Colour, Colour) {
    let own = SIMD3(
      Double(samples[3 * place]), Double(samples[3 * place + 1]), Double(samples[3 * place + 2]))
    let value = values[place]
    guard value.isFinite else { return (Colour(nearest: own), ColourMap.nonFinite) }
    let grey = 0.299 * own.x + 0.587 * own.y + 0.114 * own.z
    // Lighter, so that both ends of the colours stand out.
    let ground = SIMD3(repeating: 96 + grey * 0.62)
    let share = limit > 0 ? Double(min(max(value / limit, -1), 1)) : 0
    let end = DivergingColours.colour(of: share < 0 ? min(share, -0.5) : max(share, 0.5))
    let over = SIMD3(Double(end.red), Double(end.green), Double(end.blue))
    let mixed = ground + (over - ground) * share.magnitude.squareRoot()
    return (Colour(nearest: own), Colour(nearest: mixed))
  }

  private var header: SheetHeader {
    var items: [SheetHeader.Item] = [.text(title, SheetColours.title)]
    items += notes.map { .text($0, SheetColours.quiet) }
    if limit > 0 {
      let end = Double(limit).text(significantDigits: 3)
      items.append(
        .colourBar(.diverging, low: isSigned ? "-\(end)" : "", middle: "0", high: end))
      items.append(.text(unit, SheetColours.quiet))
    }
    return SheetHeader(items)
  }
}
