public import Pixels

/// A picture, what was changed about it, and the result, side by side, each with what is said of
/// it.
public struct MisleadingPicture: Sendable {
  /// One of the pictures.
  public struct Part: Sendable {
    private let image: Image
    private let title: String
    private let classes: [ClassScore]
    private let notes: [String]

    /// Describes a part.
    ///
    /// - Parameters:
    ///   - image: 8-bit RGB.
    ///   - title: What it is.
    ///   - classes: The most probable classes; none for a difference.
    ///   - notes: What is said beneath in their place.
    public init(_ image: Image, title: String, classes: [ClassScore] = [], notes: [String] = []) {
      self.image = image
      self.title = title
      self.classes = classes
      self.notes = notes
    }

    fileprivate var size: ImageSize { image.size }

    fileprivate var lines: [(text: String, share: Double?)] {
      classes.map { (Self.name($0), $0.probability) } + notes.map { ($0, nil) }
    }

    fileprivate func draw(on canvas: inout Canvas, x: Int, y: Int, factor: Int, width: Int) {
      guard case .uint8(let samples) = image.samples, image.layout == .rgb else {
        preconditionFailure("colours of eight bits are drawn")
      }
      canvas.write(title, x: x, y: y, scale: 2, in: SheetColours.title)
      let top = y + lineStep
      for row in 0..<image.height {
        for column in 0..<image.width {
          let start = 3 * (row * image.width + column)
          canvas.fill(
            x: x + column * factor, y: top + row * factor, width: factor, height: factor,
            with: Colour(samples[start], samples[start + 1], samples[start + 2]))
        }
      }
      var line = top + image.height * factor + 12
      for (text, share) in lines {
        if let share {
          let bar = Int((Double(width) * min(max(share, 0), 1)).rounded())
          canvas.fill(x: x, y: line - 3, width: width, height: lineStep - 4, with: Self.ground)
          canvas.fill(x: x, y: line - 3, width: bar, height: lineStep - 4, with: Self.bar)
          let percent = "\((share * 100).text(decimals: 1)) %"
          let room = width / (2 * PixelFont.advance) - percent.count - 2
          canvas.write(
            String(text.prefix(room)), x: x + 4, y: line, scale: 2, in: SheetColours.title)
          canvas.write(
            percent, .trailing, x: x + width - 4, y: line, scale: 2, in: SheetColours.title)
        } else {
          let room = width / (2 * PixelFont.advance)
          canvas.write(String(text.prefix(room)), x: x, y: line, scale: 2, in: SheetColours.quiet)
        }
        line += lineStep
      }
    }

    /// The first name of a class.
    private static func name(_ score: ClassScore) -> String {
      score.label ?? "class \(score.number)"
    }

    private static let ground = Colour(52, 56, 62)
    private static let bar = Colour(26, 90, 158)
  }

  private let parts: [Part]

  /// Prepares a picture.
  ///
  /// - Parameter parts: Pictures of one size, at least one.
  public init(_ parts: [Part]) {
    precondition(!parts.isEmpty, "something is drawn")
    precondition(parts.allSatisfy { $0.size == parts[0].size }, "the parts are of one size")
    self.parts = parts
  }

  private static let margin = 20

  /// The most pixels of a drawn picture.
  private static let pixelLimit = 64_000_000

  /// Draws the picture.
  ///
  /// - Returns: An 8-bit RGB image.
  /// - Throws: `ReportError.pictureTooLarge`.
  /// - Complexity: O(pixels).
  public func image() throws(ReportError) -> Image {
    let own = parts[0].size
    let factor = max(1, 400 / max(min(own.width, own.height), 1))
    let width = max(own.width * factor, 360)
    let lines = parts.map(\.lines.count).max() ?? 0
    let height = lineStep + own.height * factor + 12 + lines * lineStep
    let size = ImageSize(
      width: parts.count * (width + Self.margin) + Self.margin, height: height + 2 * Self.margin)
    guard size.width <= Self.pixelLimit / max(size.height, 1) else { throw .pictureTooLarge(size) }
    var canvas = Canvas(size: size, background: SheetColours.ground)
    for (index, part) in parts.enumerated() {
      part.draw(
        on: &canvas, x: Self.margin + index * (width + Self.margin), y: Self.margin,
        factor: factor, width: width)
    }
    return canvas.image
  }
}

/// Pixels from a line of text to the next.
private let lineStep = 24
