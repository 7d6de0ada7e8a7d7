import Pixels

/// The operator that pools under some windows: the fast one of rows and columns where it applies.
///
/// - Parameters:
///   - kind: What becomes of the values under a window.
///   - shape: The extents of a window, slowest first, one to three.
///   - strides: Positions between windows; none for 1.
///   - dilations: Positions between the taps of a window; none for 1.
///   - padding: What is padded.
///   - roundsUp: Whether a last window may hang over the end.
/// - Returns: `Pooling` for windows of two dimensions without dilation; otherwise `SpatialPooling`.
/// - Throws: `LayerError.invalid`.
public func pooling(
  _ kind: SpatialPooling.Kind, shape: [Int], strides: [Int] = [], dilations: [Int] = [],
  padding: SpatialPadding = .valid, roundsUp: Bool = false
) throws(LayerError) -> any Operator {
  let general = try SpatialPooling(
    kind, shape: shape, strides: strides, dilations: dilations, padding: padding,
    roundsUp: roundsUp)
  guard shape.count == 2, dilations.allSatisfy({ $0 == 1 }),
    dilations.isEmpty || dilations.count == 2, strides.isEmpty || strides.count == 2
  else { return general }
  let planar = try padding.planar(2)
  guard planar.isInside(shape) else { return general }
  let planarKind: Pooling.Kind
  switch kind {
  case .max: planarKind = .max
  case .average(let countsPadding): planarKind = .average(countsPadding: countsPadding)
  case .maxWithPlaces, .norm: return general
  }
  return try Pooling(
    planarKind, height: shape[0], width: shape[1],
    stride: strides.isEmpty ? .one : Step(x: strides[1], y: strides[0]), padding: planar,
    roundsUp: roundsUp)
}

extension Padding {
  /// Whether every window of some rows and columns reaches into the input.
  fileprivate func isInside(_ shape: [Int]) -> Bool {
    guard case .margins(let margins) = self else { return true }
    return max(margins.top, margins.bottom) < shape[0]
      && max(margins.left, margins.right) < shape[1]
  }
}
