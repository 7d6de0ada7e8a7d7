/// What stands before the colon of an ImageMagick kernel: `3x3`, `3x1+2+0`, `3x3@`.
struct ImageMagickGeometry {
  /// How one kernel becomes several.
  enum Rotation: String {
    /// Steps of 45 degrees.
    case eighths = "@"

    /// Steps of 90 degrees.
    case quarters = ">"

    /// By 180, 270 and 90 degrees.
    case mirrored = "<"
  }

  /// Columns.
  let width: Int

  /// Rows.
  let height: Int

  /// The origin: the one given, or ((width-1)/2, (height-1)/2).
  let anchor: Anchor

  /// The turned kernels that follow; the flag with the smallest step counts.
  let rotation: Rotation?

  /// Reads `W`, `WxH` or `WxH+X+Y` with flags at any place.
  ///
  /// - Parameters:
  ///   - range: Where it stands.
  ///   - text: The text.
  /// - Throws: `builtInKernel`, `geometry`, `matrixTooLarge`, `anchorOutside`.
  init(_ range: Range<Int>, of text: KernelText) throws(KernelError) {
    let written = text.excerpt(range)
    if let first = written.first, first.isLetter, first.lowercased() != "x" {
      throw text.error(.builtInKernel(written), at: range.lowerBound)
    }
    let flags: [Rotation] = [.eighths, .quarters, .mirrored]
    rotation = flags.first { written.contains($0.rawValue) }
    let plain = written.filter { Rotation(rawValue: String($0)) == nil }
    let parts = plain.split(separator: "+", omittingEmptySubsequences: false)
    var sides = parts[0].lowercased().split(separator: "x", omittingEmptySubsequences: false)
    if sides.count == 2, sides[1].isEmpty { sides.removeLast() }
    let numbers = (sides + parts.dropFirst()).compactMap(Self.number)
    guard
      (1...2).contains(sides.count), parts.count <= 3,
      numbers.count == sides.count + parts.count - 1
    else { throw text.error(.geometry(written), at: range.lowerBound) }
    let (width, height) = (numbers[0], numbers[sides.count - 1])
    guard width > 0, height > 0 else {
      throw text.error(.geometry(written), at: range.lowerBound)
    }
    guard width <= KernelLimits.side, height <= KernelLimits.side else {
      throw text.error(.matrixTooLarge, at: range.lowerBound)
    }
    let origin = numbers.dropFirst(sides.count)
    let place = Anchor(
      x: origin.first ?? (width - 1) / 2, y: origin.dropFirst().first ?? (height - 1) / 2)
    guard place.x < width, place.y < height else {
      throw text.error(.anchorOutside(width: width, height: height), at: range.lowerBound)
    }
    self.width = width
    self.height = height
    anchor = place
  }

  private static func number(_ digits: Substring) -> Int? {
    digits.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
      ? Int(digits) : nil
  }
}
