public import Kernels
public import Pixels

/// A picture of the weights of a bank: every weight a square in a diverging colour.
///
/// White is zero, blue negative, orange positive; the darkest colour is the largest effective
/// weight (weight times scale, without sign) of the whole bank, so its kernels can be compared. The
/// channels of a kernel stand side by side, and so do kernels, in rows of up to eight matrices.
public struct KernelPicture: Sendable {
  private let bank: KernelBank
  private let squareSide: Int
  private let hasGrid: Bool
  private let largest: Double

  /// Prepares a picture.
  ///
  /// - Parameters:
  ///   - bank: The kernels to show.
  ///   - squareSide: Pixels along the side of a weight, 1…256; nil makes squares as large as fit a
  ///     picture of about 768 pixels, but at most 48.
  ///   - hasGrid: Whether grey lines of one pixel separate the weights, where squares are larger
  ///     than 3 pixels.
  public init(_ bank: KernelBank, squareSide: Int? = nil, hasGrid: Bool = true) {
    // The gaps between matrices and around them are as wide as a square.
    let rows = Self.matrixRows(of: bank)
    let columns = rows.map { row in row.reduce(row.count + 1) { $0 + $1.kernel.width } }.max() ?? 1
    let lines = rows.reduce(rows.count + 1) { $0 + ($1.map(\.kernel.height).max() ?? 0) }
    let side = squareSide ?? min(max(768 / max(columns, lines), 1), 48)
    precondition((1...256).contains(side), "the side of a square is 1 to 256 pixels")
    self.bank = bank
    self.squareSide = side
    self.hasGrid = hasGrid && side > 3
    self.largest = bank.kernels.map(\.largestEffectiveWeight).max() ?? 0
  }

  /// Draws the picture.
  ///
  /// - Returns: An 8-bit RGB image.
  /// - Throws: `ReportError.pictureTooLarge` above 64 million pixels.
  /// - Complexity: O(pixels).
  public func image() throws(ReportError) -> Image { try canvas(isLabelled: false).image }

  /// What the picture is drawn on.
  ///
  /// - Parameter isLabelled: Whether the name and the largest weight stand above and every weight in
  ///   its square where it fits; then what is drawn is kept for a drawing that can be scaled.
  /// - Returns: The canvas.
  /// - Throws: `ReportError.pictureTooLarge` above 64 million pixels.
  package func canvas(isLabelled: Bool) throws(ReportError) -> Canvas {
    let header = isLabelled ? self.header : nil
    let rows = Self.matrixRows(of: bank)
    let heights = rows.map { row in row.map { side(of: $0.kernel.height) }.max() ?? 0 }
    let widths = rows.map { row in
      row.reduce(0) { $0 + side(of: $1.kernel.width) } + gap * (row.count - 1)
    }
    let width = max(
      (widths.max() ?? 0) + 2 * gap, header.map { $0.smallestWidth + 2 * Self.margin } ?? 0)
    let headerHeight = header.map { $0.height(within: width - 2 * Self.margin) + Self.margin } ?? 0
    let size = ImageSize(
      width: width, height: headerHeight + heights.reduce(0, +) + gap * (rows.count + 1))
    guard let count = size.pixelCount, count <= 64_000_000 else {
      throw .pictureTooLarge(size)
    }

    var canvas = Canvas(
      size: size, background: isLabelled ? SheetColours.ground : .white, isRecorded: isLabelled)
    header?.draw(on: &canvas, x: Self.margin, y: Self.margin, within: width - 2 * Self.margin)
    var top = headerHeight + gap
    for (row, height) in zip(rows, heights) {
      var left = gap
      for matrix in row {
        draw(matrix, left: left, top: top, isLabelled: isLabelled, on: &canvas)
        left += side(of: matrix.kernel.width) + gap
      }
      top += height + gap
    }
    return canvas
  }

  /// Pixels around the header.
  private static let margin = 16

  /// The name, and what the colours mean.
  private var header: SheetHeader {
    SheetHeader([
      .text(bank.name, SheetColours.title),
      .text(bank.kernels.map(\.sizeText).joined(separator: ", "), SheetColours.quiet),
      .colourBar(
        .diverging, low: Float(-largest).shortText, middle: "0", high: Float(largest).shortText),
    ])
  }

  /// One channel of one kernel.
  private struct Matrix {
    let kernel: Kernel
    let channel: Int
  }

  /// All matrices in rows; a kernel is not broken over two rows.
  private static func matrixRows(of bank: KernelBank) -> [[Matrix]] {
    var rows: [[Matrix]] = []
    for kernel in bank.kernels {
      let matrices = (0..<kernel.channels).map { Matrix(kernel: kernel, channel: $0) }
      if let last = rows.last, last.count + matrices.count <= 8 {
        rows[rows.count - 1] += matrices
      } else {
        rows.append(matrices)
      }
    }
    return rows
  }

  /// Pixels between matrices and around them.
  private var gap: Int { squareSide }

  /// Pixels along a side of a matrix, both outer grid lines included.
  private func side(of weights: Int) -> Int { weights * squareSide + (hasGrid ? 1 : 0) }

  private func draw(
    _ matrix: Matrix, left: Int, top: Int, isLabelled: Bool, on canvas: inout Canvas
  ) {
    let kernel = matrix.kernel
    let line = hasGrid ? 1 : 0
    if hasGrid {
      canvas.fill(
        x: left, y: top, width: side(of: kernel.width), height: side(of: kernel.height),
        with: Colour(grey: 190))
    }
    for y in 0..<kernel.height {
      for x in 0..<kernel.width {
        let weight = kernel.weights[(matrix.channel * kernel.height + y) * kernel.width + x]
        let value = largest > 0 ? Double(weight) * kernel.scale.doubleValue / largest : 0
        let colour = DivergingColours.colour(of: value)
        let corner = (x: left + x * squareSide + line, y: top + y * squareSide + line)
        canvas.fill(
          x: corner.x, y: corner.y, width: squareSide - line, height: squareSide - line,
          with: colour)
        if isLabelled { label(weight, on: colour, x: corner.x, y: corner.y, canvas: &canvas) }
      }
    }
  }
}

extension KernelPicture {
  /// Writes a weight into its square, as large as it fits.
  private func label(_ weight: Float, on colour: Colour, x: Int, y: Int, canvas: inout Canvas) {
    let text = weight.shortText
    let room = squareSide - 4
    guard let scale = [2, 1].first(where: { PixelFont.width(of: text) * $0 <= room }),
      PixelFont.ascent * scale <= room
    else { return }
    let light =
      0.299 * Double(colour.red) + 0.587 * Double(colour.green) + 0.114 * Double(colour.blue)
    canvas.write(
      text, .centred, x: x + squareSide / 2, y: y + (squareSide - PixelFont.ascent * scale) / 2,
      scale: scale, in: light > 140 ? Colour(grey: 20) : Colour(grey: 250))
  }
}

extension Kernel {
  /// The largest weight without sign, times the scale without sign.
  fileprivate var largestEffectiveWeight: Double {
    Double(weights.map(abs).max() ?? 0) * abs(scale.doubleValue)
  }
}
