public import Networks

extension Padding {
  /// Rows and columns on each side; nil where sides differ or depend on the picture.
  var uniform: Int? {
    guard case .margins(let margins) = self,
      Set([margins.top, margins.left, margins.bottom, margins.right]).count == 1
    else { return nil }
    return margins.top
  }

  /// The padding as it is told: one number, `same`, or the numbers of the sides.
  public var text: String {
    switch self {
    case .same: "same"
    case .sameLower: "same, the odd one above and at the left"
    case .margins(let margins):
      uniform.map { "\($0)" }
        ?? "\(margins.top) above, \(margins.left) left, \(margins.bottom) below, \(margins.right) right"
    }
  }
}
