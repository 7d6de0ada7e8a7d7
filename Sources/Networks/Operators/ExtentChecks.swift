/// Checks a shape before anything of it is allocated.
///
/// - Parameter extents: Extents, slowest first.
/// - Returns: The same extents.
/// - Throws: `LayerError.unsuitable` if there are more elements than can be held.
func held(_ extents: [Int]) throws(LayerError) -> [Int] {
  // An extent of 0 leaves no elements, and still no product of the others may overflow.
  let count = extents.reduce(1) { $0.multiplied(by: max($1, 1)) }
  guard extents.allSatisfy({ $0 >= 0 }), count <= WindowGeometry.maximumCount else {
    throw .unsuitable("a tensor of \(LayerError.text(extents)) is too large")
  }
  return extents
}

/// The place of an axis that may be counted from the end.
///
/// - Parameters:
///   - axis: -rank to rank - 1.
///   - rank: How many extents there are.
/// - Returns: 0 to rank - 1.
/// - Throws: `LayerError.invalid`.
func place(of axis: Int, rank: Int) throws(LayerError) -> Int {
  guard rank > 0, axis >= -rank, axis < rank else {
    throw .invalid(parameter: "axis", value: axis, allowed: -rank...max(rank - 1, -rank))
  }
  return axis < 0 ? axis + rank : axis
}

extension [Tensor?] {
  /// An input that may be left out.
  ///
  /// - Parameter place: Its place among the inputs.
  /// - Returns: The tensor; nil if it is left out.
  func optional(_ place: Int) -> Tensor? { indices.contains(place) ? self[place] : nil }
}

extension Fact {
  /// Checks that the elements are of a floating-point type.
  ///
  /// - Throws: `LayerError.type`.
  func checkFloating() throws(LayerError) {
    guard type.isFloating else { throw .type(type) }
  }
}

/// Makes the values of a tensor that are written in place.
///
/// - Parameters:
///   - shape: Extents whose count can be held.
///   - write: Writes every value; not called where there are none.
/// - Returns: As many values as the shape holds.
func tensorValues(_ shape: [Int], _ write: (UnsafeMutablePointer<Float>) -> Void) -> [Float] {
  [Float](count: shape.reduce(1, *), write)
}
