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
  public func image() throws(ReportError) -> Image {
    let rows = Self.matrixRows(of: bank)
    let heights = rows.map { row in row.map { side(of: $0.kernel.height) }.max() ?? 0 }
    let widths = rows.map { row in
      row.reduce(0) { $0 + side(of: $1.kernel.width) } + gap * (row.count - 1)
    }
    let size = ImageSize(
      width: (widths.max() ?? 0) + 2 * gap,
      height: heights.reduce(0, +) + gap * (rows.count + 1))
    guard let count = size.pixelCount, count <= 64_000_000 else {
      throw .pictureTooLarge(size)
    }

    var canvas = Canvas(size: size, background: .white)
    var top = gap
    for (row, height) in zip(rows, heights) {
      var left = gap
      for matrix in row {
        draw(matrix, left: left, top: top, on: &canvas)
        left += side(of: matrix.kernel.width) + gap
      }
      top += height + gap
    }
    return canvas.image
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

  private func draw(_ matrix: Matrix, left: Int, top: Int, on canvas: inout Canvas) {
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
        canvas.fill(
          x: left + x * squareSide + line, y: top + y * squareSide + line,
          width: squareSide - line, height: squareSide - line,
          with: DivergingColours.colour(of: value))
      }
    }
  }
}

extension Kernel {
  /// The largest weight without sign, times the scale without sign.
  fileprivate var largestEffectiveWeight: Double {
    Double(weights.map(abs).max() ?? 0) * abs(scale.doubleValue)
  }
}
