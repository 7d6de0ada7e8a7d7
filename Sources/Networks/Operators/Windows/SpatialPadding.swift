/// What is padded beside an input of any number of spatial dimensions.
public enum SpatialPadding: Hashable, Sendable {
  /// Positions before and after, one number per dimension; none for 0.
  case numbers(before: [Int], after: [Int])

  /// As much as gives `ceil(n / stride)` outputs, the odd one after: ONNX's `SAME_UPPER`.
  case same

  /// As much as `same`, the odd one before: ONNX's `SAME_LOWER`.
  case sameLower

  /// Nothing.
  public static let valid = SpatialPadding.numbers(before: [], after: [])

  /// The padding of rows and columns, or of the one row.
  ///
  /// - Parameter dimensions: 1 or 2.
  /// - Returns: The padding.
  /// - Throws: `LayerError` if there are more or fewer numbers.
  func planar(_ dimensions: Int) throws(LayerError) -> Padding {
    guard case .numbers(let before, let after) = self else {
      return self == .same ? .same : .sameLower
    }
    if before.isEmpty, after.isEmpty { return .valid }
    for list in [before, after] where list.count != dimensions {
      throw .dimensions(dimensions, found: list.count)
    }
    let (last, isRow) = (dimensions - 1, dimensions == 1)
    return .margins(
      Margins(
        top: isRow ? 0 : before[0], left: before[last], bottom: isRow ? 0 : after[0],
        right: after[last]))
  }
}

extension Padding {
  /// The same padding by dimensions.
  var spatial: SpatialPadding {
    switch self {
    case .same: .same
    case .sameLower: .sameLower
    case .margins(let margins):
      .numbers(before: [margins.top, margins.left], after: [margins.bottom, margins.right])
    }
  }
}
