/// Tensors that are stretched over each other, as NumPy does: shapes are aligned at their ends, and an
/// extent of 1 is repeated.
struct Broadcast {
  /// The shape that comes out.
  let shape: [Int]

  private let loop: StridedLoop

  /// Finds the common shape.
  ///
  /// - Parameter shapes: The shapes of the inputs.
  /// - Throws: `LayerError.unequalShapes`, and `unsuitable` for more than can be held.
  init(_ shapes: [[Int]]) throws(LayerError) {
    let shape = try Self.shape(shapes)
    self.shape = shape
    loop = StridedLoop(shape: shape, strides: shapes.map { Self.strides(of: $0, over: shape) })
  }

  /// The common shape.
  ///
  /// - Parameter shapes: The shapes of the inputs.
  /// - Returns: The shape.
  /// - Throws: `LayerError.unequalShapes`, and `unsuitable` for more than can be held.
  static func shape(_ shapes: [[Int]]) throws(LayerError) -> [Int] {
    var common: [Int] = []
    for shape in shapes {
      var longer = common.count >= shape.count ? common : shape
      let shorter = common.count >= shape.count ? shape : common
      let shift = longer.count - shorter.count
      for (axis, extent) in shorter.enumerated() where extent != longer[axis + shift] {
        guard extent == 1 || longer[axis + shift] == 1 else { throw .unequalShapes(common, shape) }
        if longer[axis + shift] == 1 { longer[axis + shift] = extent }
      }
      common = longer
    }
    try common.checkedCount()
    return common
  }

  /// How far a step along each axis of a common shape goes in a tensor that is stretched over it.
  static func strides(of shape: [Int], over common: [Int]) -> [Int] {
    let own = zip(shape, shape.rowMajorStrides).map { $0 == 1 ? 0 : $1 }
    return [Int](repeating: 0, count: common.count - shape.count) + own
  }

  /// Combines two arrays of the shapes that the broadcast was made of.
  ///
  /// Rows in which both go on, or one stays, are loops of their own, so that they are vectorised.
  ///
  /// - Parameters:
  ///   - first: The elements of the first tensor.
  ///   - second: The elements of the second.
  ///   - combine: The result of one element of each.
  /// - Returns: The elements of the common shape.
  @inline(__always)
  func map<A, B, Result>(
    _ first: [A], _ second: [B], _ combine: (A, B) -> Result
  ) -> [Result] {
    let (length, step, otherStep) = (loop.rowLength, loop.step(0), loop.step(1))
    return [Result](count: shape.reduce(1, *)) { output in
      first.withUnsafeBufferPointer { first in
        second.withUnsafeBufferPointer { second in
          guard let first = first.baseAddress, let second = second.baseAddress else { return }
          loop.forEachRow { start, offsets in
            let row = output + start
            let (a, b) = (first + offsets[0], second + offsets[1])
            switch (step, otherStep) {
            case (1, 1): for i in 0..<length { row[i] = combine(a[i], b[i]) }
            case (1, 0): for i in 0..<length { row[i] = combine(a[i], b[0]) }
            case (0, 1): for i in 0..<length { row[i] = combine(a[0], b[i]) }
            default: for i in 0..<length { row[i] = combine(a[i * step], b[i * otherStep]) }
            }
          }
        }
      }
    }
  }

  /// Combines three arrays of the shapes that the broadcast was made of.
  ///
  /// - Parameters:
  ///   - condition: The elements of the first tensor.
  ///   - first: The elements of the second.
  ///   - second: The elements of the third.
  /// - Returns: Where the condition is not 0 the first, otherwise the second.
  func select<Element>(_ condition: [Int64], _ first: [Element], _ second: [Element]) -> [Element] {
    let (length, step, otherStep, lastStep) = (
      loop.rowLength, loop.step(0), loop.step(1), loop.step(2)
    )
    return [Element](count: shape.reduce(1, *)) { output in
      condition.withUnsafeBufferPointer { condition in
        first.withUnsafeBufferPointer { first in
          second.withUnsafeBufferPointer { second in
            loop.forEachRow { start, offsets in
              let (a, b, c) = (offsets[0], offsets[1], offsets[2])
              for i in 0..<length {
                output[start + i] =
                  condition[a + i * step] != 0 ? first[b + i * otherStep] : second[c + i * lastStep]
              }
            }
          }
        }
      }
    }
  }
}
