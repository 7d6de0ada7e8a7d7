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

  /// The padding of rows and columns, if there are two dimensions.
  ///
  /// - Returns: The padding; nil if there are more or fewer than two dimensions.
  var planar: Padding? {
    switch self {
    case .same: .same
    case .sameLower: .sameLower
    case .numbers(let before, let after):
      if before.isEmpty, after.isEmpty {
        .valid
      } else if before.count == 2, after.count == 2 {
        .margins(Margins(top: before[0], left: before[1], bottom: after[0], right: after[1]))
      } else {
        nil
      }
    }
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
