/// Parts that the gradients of several operators have in common.
extension GradientBuilder {
  /// Multiplies a value by a number.
  mutating func scaled(
    _ value: Graph.Value, by factor: Float
  ) throws(LayerError) -> Graph.Value {
    if factor == 1 { return value }
    let number = constant(Tensor(shape: [], values: [factor]))
    return try add(Arithmetic(.mul), [value, number])
  }

  /// Adds up what was stretched: the adjoint of a broadcast.
  ///
  /// - Parameters:
  ///   - value: A value.
  ///   - shape: A shape that is stretched to that of the value.
  /// - Returns: A value of the shape.
  /// - Throws: `LayerError` if there are too many numbers.
  mutating func summed(
    _ value: Graph.Value, to shape: [Int]
  ) throws(LayerError) -> Graph.Value {
    let extents = self.shape(of: value)
    let lead = extents.count - shape.count
    let axes = extents.indices.filter {
      $0 < lead || (shape[$0 - lead] == 1 && extents[$0] != 1)
    }
    if axes.isEmpty { return try reshaped(value, to: shape) }
    let sum = try add(Reduction(.sum), [value, list(axes)])
    return try reshaped(sum, to: shape)
  }

  /// The same numbers under another shape.
  mutating func reshaped(
    _ value: Graph.Value, to shape: [Int]
  ) throws(LayerError) -> Graph.Value {
    if self.shape(of: value) == shape { return value }
    return try add(Reshape(allowsZero: true), [value, list(shape)])
  }

  /// A value stretched to a shape.
  mutating func stretched(
    _ value: Graph.Value, to shape: [Int]
  ) throws(LayerError) -> Graph.Value {
    if self.shape(of: value) == shape { return value }
    return try add(Expand(), [value, list(shape)])
  }
}
