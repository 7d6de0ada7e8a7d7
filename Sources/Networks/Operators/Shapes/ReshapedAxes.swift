/// The same elements with some neighbouring axes replaced: Caffe's `Reshape` and `Flatten`.
///
/// Among the new extents 0 stands for that of the axis at the same place, and one -1 for what is
/// left.
public struct ReshapedAxes: Operator {
  /// The first axis that is replaced; negative from behind the last, -1 for the end.
  public let first: Int

  /// The axis before which to stop; negative from behind the last, -1 for the end.
  public let end: Int

  /// The extents that take their place.
  public let extents: [Int]

  /// Creates an operator.
  ///
  /// - Parameters:
  ///   - first: The first axis that is replaced; negative from behind the last, -1 for the end.
  ///   - end: The axis before which to stop; negative from behind the last, -1 for the end.
  ///   - extents: The extents that take their place.
  public init(first: Int = 0, end: Int = -1, extents: [Int]) {
    self.first = first
    self.end = end
    self.extents = extents
  }

  /// `reshape`.
  public var kind: String { "reshape" }

  /// The axes and extents.
  public var record: OperatorRecord {
    OperatorRecord(settings: [
      "first": .integer(first), "end": .integer(end), "extents": .integers(extents),
    ])
  }

  /// The extents before the axes, the new ones, and those behind.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    let axes = try axes(rank: input.shape.count)
    let target =
      Array(input.shape[..<axes.lowerBound])
      + (try replaced(Array(input.shape[axes]), of: input.shape, from: axes.lowerBound))
      + Array(input.shape[axes.upperBound...])
    guard try target.checkedCount() == input.shape.checkedCount() else {
      throw .unequalShapes(input.shape, target)
    }
    return [input.reshaped(target)]
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

  private func axes(rank: Int) throws(LayerError) -> Range<Int> {
    let (start, end) = (
      first < 0 ? first + rank + 1 : first, end < 0 ? end + rank + 1 : end
    )
    guard start >= 0, start <= end, end <= rank else {
      throw .unsuitable("axes from \(first) to \(self.end) are not those of \(rank) extents")
    }
    return start..<end
  }

  /// The new extents, of which one may be left open.
  private func replaced(
    _ old: [Int], of shape: [Int], from first: Int
  ) throws(LayerError) -> [Int] {
    var new = extents
    for (place, extent) in extents.enumerated() where extent == 0 {
      guard shape.indices.contains(first + place) else {
        throw .axis(first + place, rank: shape.count)
      }
      new[place] = shape[first + place]
    }
    guard let open = new.firstIndex(of: -1) else { return new }
    new[open] = 1
    let (known, count) = (try new.checkedCount(), try old.checkedCount())
    guard known > 0, count % known == 0 else { throw .unequalShapes(old, extents) }
    new[open] = count / known
    return new
  }
}
