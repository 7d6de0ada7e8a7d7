public import Pixels

/// What is known of a value before it is computed.
public struct Fact: Sendable {
  /// Extents, slowest first.
  public let shape: [Int]

  /// What its elements are.
  public let type: NumberType

  /// The elements, if they do not depend on what goes into the graph.
  public let constant: Tensor?

  /// Creates a fact of a value that is to be computed.
  ///
  /// - Parameters:
  ///   - shape: Extents, slowest first.
  ///   - type: What its elements are.
  public init(shape: [Int], type: NumberType = .float32) {
    self.shape = shape
    self.type = type
    constant = nil
  }

  /// Creates a fact of feature maps.
  ///
  /// - Parameter shape: N×C×H×W.
  public init(_ shape: Shape) { self.init(shape: shape.extents) }

  /// Creates a fact of a value that is known.
  ///
  /// - Parameter constant: The value.
  public init(constant: Tensor) {
    shape = constant.shape
    type = constant.type
    self.constant = constant
  }

  /// The shape as that of feature maps.
  ///
  /// - Returns: N×C×H×W.
  /// - Throws: `LayerError.rank` for a tensor of another rank.
  func maps() throws(LayerError) -> Shape {
    guard shape.count == 4 else { throw .rank(shape, allowed: 4...4) }
    return Shape(batch: shape[0], channels: shape[1], height: shape[2], width: shape[3])
  }
}
