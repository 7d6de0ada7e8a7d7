/// The same elements under the shape that the second input lists.
///
/// 0 stands for the extent of the input at that place, and one -1 for what is left.
public struct Reshape: Operator {
  /// Whether 0 is an extent of 0 instead.
  public let allowsZero: Bool

  /// Creates an operator.
  ///
  /// - Parameter allowsZero: Whether 0 is an extent of 0, ONNX's `allowzero`.
  public init(allowsZero: Bool = false) { self.allowsZero = allowsZero }

  /// `reshape`.
  public var kind: String { "reshape" }

  /// Whether 0 is an extent.
  public var record: OperatorRecord {
    OperatorRecord(settings: ["allowsZero": .flag(allowsZero)])
  }

  /// The shape that is listed.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    let target = try inputs.requiredNumbers(1)
    return [input.reshaped(try shape(of: input.shape, for: target))]
  }

  /// The elements under the new shape.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let shape = try outputs(for: inputs.facts)[0].shape
    return [try inputs.required(0).reshaped(shape)]
  }

  /// All of the input unless rows and columns stay as they are.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? {
    let shape = try outputs(for: inputs)[0].shape
    return .reshaping(try inputs.required(0).shape, to: shape)
  }

  private func shape(of input: [Int], for target: [Int]) throws(LayerError) -> [Int] {
    let count = try input.checkedCount()
    var shape = target
    var open: Int?
    for (axis, extent) in target.enumerated() {
      if extent == 0, !allowsZero {
        guard input.indices.contains(axis) else { throw .axis(axis, rank: input.count) }
        shape[axis] = input[axis]
      } else if extent == -1 {
        guard open == nil else {
          throw .unsuitable("the target \(target.list) leaves more than one extent open")
        }
        open = axis
        shape[axis] = 1
      }
    }
    let known = try shape.checkedCount()
    if let open {
      guard known > 0, count % known == 0 else { throw .unequalShapes(input, target) }
      shape[open] = count / known
    }
    guard try shape.checkedCount() == count else { throw .unequalShapes(input, shape) }
    return shape
  }
}

extension Fact {
  /// The same elements under another shape.
  ///
  /// - Parameter shape: A shape of as many elements.
  /// - Returns: What is known of them.
  func reshaped(_ shape: [Int]) -> Fact {
    constant.map { Fact(constant: $0.reshaped(shape)) } ?? Fact(shape: shape, type: type)
  }
}
