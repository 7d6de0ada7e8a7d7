/// How far the windows of a layer reach beyond its input.
public enum Padding: Hashable, Sendable {
  /// Rows and columns by number.
  case margins(Margins)

  /// As much as gives `ceil(n / stride)` outputs, the odd one below and at the right: TensorFlow's
  /// `SAME` and ONNX's `SAME_UPPER`.
  case same

  /// As much as `same`, the odd one above and at the left: ONNX's `SAME_LOWER`.
  case sameLower

  /// Nothing: windows lie wholly inside the input.
  public static let valid = Padding.margins(Margins())

  /// The same number on all four sides.
  ///
  /// - Parameter count: Rows and columns on each side.
  /// - Returns: The padding.
  public static func all(_ count: Int) -> Padding {
    sides(rows: count, columns: count)
  }

  /// The same number above and below, and the same at the left and at the right.
  ///
  /// - Parameters:
  ///   - rows: Rows above, and as many below.
  ///   - columns: Columns at the left, and as many at the right.
  /// - Returns: The padding.
  public static func sides(rows: Int, columns: Int) -> Padding {
    .margins(Margins(top: rows, left: columns, bottom: rows, right: columns))
  }
}

/// Rows and columns beside an input.
public struct Margins: Hashable, Sendable {
  /// Rows above.
  public let top: Int

  /// Columns at the left.
  public let left: Int

  /// Rows below.
  public let bottom: Int

  /// Columns at the right.
  public let right: Int

  /// Creates margins.
  ///
  /// - Parameters:
  ///   - top: Rows above.
  ///   - left: Columns at the left.
  ///   - bottom: Rows below.
  ///   - right: Columns at the right.
  public init(top: Int = 0, left: Int = 0, bottom: Int = 0, right: Int = 0) {
    self.top = top
    self.left = left
    self.bottom = bottom
    self.right = right
  }
}

extension Padding {
  /// Checks the numbers of margins.
  ///
  /// - Parameter limits: The largest margin above and below, and the largest beside.
  /// - Throws: `LayerError.invalid`.
  func check(limits: (rows: Int, columns: Int)) throws(LayerError) {
    guard case .margins(let margins) = self else { return }
    for rows in [margins.top, margins.bottom] {
      try Networks.check(rows, "padding", in: 0...limits.rows)
    }
    for columns in [margins.left, margins.right] {
      try Networks.check(columns, "padding", in: 0...limits.columns)
    }
  }
}
