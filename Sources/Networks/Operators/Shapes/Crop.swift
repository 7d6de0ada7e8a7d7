import Pixels

/// A part of the first input, as large as the second from an axis on: Caffe's `Crop`.
public struct Crop: Operator {
  /// The first axis that is cut; negative from the last.
  public let axis: Int

  /// The first place along each axis that is cut; one for all, none for 0.
  public let offsets: [Int]

  /// Creates an operator.
  ///
  /// - Parameters:
  ///   - axis: The first axis that is cut; negative from the last.
  ///   - offsets: The first place along each axis that is cut; one for all, none for 0.
  public init(axis: Int = 2, offsets: [Int] = []) {
    self.axis = axis
    self.offsets = offsets
  }

  /// `crop`.
  public var kind: String { "crop" }

  /// The axis and the places.
  public var record: OperatorRecord {
    OperatorRecord(settings: ["axis": .integer(axis), "offsets": .integers(offsets)])
  }

  /// The extents of the first input before the axis, and of the second from there on.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let (input, like) = (try inputs.required(0), try inputs.required(1))
    let (starts, shape) = (try starts(input.shape), try cut(input.shape, to: like.shape))
    for axis in shape.indices {
      guard starts[axis] >= 0, starts[axis].adding(shape[axis]) <= input.shape[axis] else {
        throw .unsuitable(
          "\(shape.dimensions) from \(starts.list) on do not lie in \(input.shape.dimensions)")
      }
    }
    return [Fact(shape: shape, type: input.type)]
  }

  /// Copies the part.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let shape = try outputs(for: inputs.facts)[0].shape
    let input = try inputs.required(0)
    let strides = input.shape.rowMajorStrides
    let offset = zip(try starts(input.shape), strides).reduce(0) { $0 + $1.0 * $1.1 }
    return [input.copied(StridedView(shape: shape, strides: strides, offset: offset))]
  }

  /// The place that is shifted to.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? {
    let shape = try inputs.required(0).shape
    let starts = try starts(shape)
    let (top, left) = (
      shape.rowAxis.map { starts[$0] } ?? 0, shape.columnAxis.map { starts[$0] } ?? 0
    )
    if top == 0, left == 0 { return nil }
    return Window(
      height: 1, width: 1, strideY: 1, strideX: 1, paddingTop: -top, paddingLeft: -left)
  }

  private func cut(_ shape: [Int], to other: [Int]) throws(LayerError) -> [Int] {
    guard shape.count == other.count else { throw .unequalShapes(shape, other) }
    let first = try shape.axis(axis)
    return Array(shape[..<first] + other[first...])
  }

  private func starts(_ shape: [Int]) throws(LayerError) -> [Int] {
    let first = try shape.axis(axis)
    let count = shape.count - first
    guard offsets.count <= 1 || offsets.count == count else {
      throw .count("offsets", expected: count, found: offsets.count)
    }
    let cut = offsets.count == count ? offsets : Array(repeating: offsets.first ?? 0, count: count)
    return Array(repeating: 0, count: first) + cut
  }
}
