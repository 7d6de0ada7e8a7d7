/// A sliding window: how far an output sees, how far outputs lie apart, what is padded before.
public struct Window: Hashable, Sendable {
  /// Rows that an output sees, dilation included; nil for all of them.
  public let height: Int?

  /// Columns that an output sees, dilation included; nil for all of them.
  public let width: Int?

  /// Rows between outputs.
  public let strideY: Int

  /// Columns between outputs.
  public let strideX: Int

  /// Rows padded above.
  public let paddingTop: Int

  /// Columns padded at the left.
  public let paddingLeft: Int

  /// Creates a window.
  ///
  /// - Parameters:
  ///   - height: Rows that an output sees; nil for all.
  ///   - width: Columns that an output sees; nil for all.
  ///   - strideY: Rows between outputs.
  ///   - strideX: Columns between outputs.
  ///   - paddingTop: Rows padded above.
  ///   - paddingLeft: Columns padded at the left.
  public init(
    height: Int?, width: Int?, strideY: Int, strideX: Int, paddingTop: Int = 0,
    paddingLeft: Int = 0
  ) {
    self.height = height
    self.width = width
    self.strideY = strideY
    self.strideX = strideX
    self.paddingTop = paddingTop
    self.paddingLeft = paddingLeft
  }
}

extension Window {
  /// What sees all positions.
  static let everything = Window(height: nil, width: nil, strideY: 1, strideX: 1)

  /// The smallest window that covers this one and another of the same stride.
  ///
  /// - Parameter other: A window that does not see everything.
  /// - Returns: The window.
  func union(_ other: Window) -> Window {
    guard let height, let width, let otherHeight = other.height, let otherWidth = other.width
    else { return Window(height: nil, width: nil, strideY: strideY, strideX: strideX) }
    let top = max(paddingTop, other.paddingTop)
    let left = max(paddingLeft, other.paddingLeft)
    return Window(
      height: max(height - paddingTop, otherHeight - other.paddingTop) + top,
      width: max(width - paddingLeft, otherWidth - other.paddingLeft) + left,
      strideY: strideY, strideX: strideX, paddingTop: top, paddingLeft: left)
  }
}
