/// The same elements without axes of extent 1: those that the second input lists, otherwise all.
public struct Squeeze: Operator {
  /// Creates an operator.
  public init() {}

  /// `squeeze`.
  public var kind: String { "squeeze" }

  /// The shape without the axes.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    let shape = input.shape
    let dropped: [Int]
    if let axes = try inputs.numbers(1) {
      dropped = try shape.axes(axes)
      guard dropped.allSatisfy({ shape[$0] == 1 }) else {
        throw .unsuitable("axes \(axes.list) of \(shape.dimensions) are not all of extent 1")
      }
    } else {
      dropped = shape.indices.filter { shape[$0] == 1 }
    }
    return [input.reshaped(shape.indices.filter { !dropped.contains($0) }.map { shape[$0] })]
  }

  /// The elements under the new shape.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let shape = try outputs(for: inputs.facts)[0].shape
    return [try inputs.required(0).reshaped(shape)]
  }
}
