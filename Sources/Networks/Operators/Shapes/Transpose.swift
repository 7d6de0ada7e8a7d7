/// The axes in another order.
public struct Transpose: Operator {
  /// For each axis that comes out, the one that it was; nil reverses them.
  public let permutation: [Int]?

  /// Creates an operator.
  ///
  /// - Parameter permutation: For each axis that comes out, the one that it was; nil reverses them.
  public init(permutation: [Int]? = nil) { self.permutation = permutation }

  /// `transpose`.
  public var kind: String { "transpose" }

  /// The order.
  public var record: OperatorRecord {
    guard let permutation else { return OperatorRecord(note: "axes reversed") }
    return OperatorRecord(
      note: "axes \(permutation.list)", settings: ["permutation": .integers(permutation)])
  }

  /// The extents in the new order.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    let axes = try axes(input.shape)
    return [Fact(shape: axes.map { input.shape[$0] }, type: input.type)]
  }

  /// Copies the elements.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let input = try inputs.required(0)
    return [input.transposed(try axes(input.shape))]
  }

  /// All of the input if rows or columns move.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? {
    let shape = try inputs.required(0).shape
    let axes = try axes(shape)
    let moved = axes.indices.filter { axes[$0] != $0 }
    return Window.all(along: moved, of: shape).map { _ in .everything }
  }

  private func axes(_ shape: [Int]) throws(LayerError) -> [Int] {
    guard let permutation else { return shape.indices.reversed() }
    guard permutation.sorted() == Array(shape.indices) else {
      throw .unsuitable("\(permutation.list) is not an order of \(shape.count) axes")
    }
    return permutation
  }
}
