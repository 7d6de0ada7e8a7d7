/// Elements of an array in another order: where each place of a shape is read.
struct StridedView {
  /// The extents that come out.
  let shape: [Int]

  /// How far a step along each axis goes in the array; 0 repeats, negative goes back.
  let strides: [Int]

  /// Where the first place is read.
  var offset = 0

  /// The elements, copied.
  ///
  /// - Parameter elements: An array that holds every place of the view.
  /// - Returns: As many elements as the shape holds.
  func copied<Element>(_ elements: [Element]) -> [Element] {
    let loop = StridedLoop(shape: shape, strides: [strides])
    let (length, step) = (loop.rowLength, loop.step(0))
    return [Element](count: shape.reduce(1, *)) { output in
      elements.withUnsafeBufferPointer { elements in
        guard let elements = elements.baseAddress else { return }
        loop.forEachRow { start, offsets in
          let (row, source) = (output + start, elements + (offset + offsets[0]))
          if step == 1 {
            row.initialize(from: source, count: length)
          } else {
            for place in 0..<length { row[place] = source[place * step] }
          }
        }
      }
    }
  }
}

extension Tensor {
  /// The elements that a view reads.
  ///
  /// - Parameter view: Places of this tensor.
  /// - Returns: A tensor of the view's shape.
  func copied(_ view: StridedView) -> Tensor {
    switch elements {
    case .floats(let values): Tensor(shape: view.shape, values: view.copied(values), type: type)
    case .integers(let values): Tensor(shape: view.shape, integers: view.copied(values), type: type)
    }
  }

  /// The axes in another order.
  ///
  /// - Parameter axes: For each axis that comes out, the one that it was.
  /// - Returns: The tensor, copied unless nothing moves.
  func transposed(_ axes: [Int]) -> Tensor {
    let strides = shape.rowMajorStrides
    let moving = axes.filter { shape[$0] != 1 }
    let transposed = axes.map { shape[$0] }
    if moving == moving.sorted() { return reshaped(transposed) }
    return copied(StridedView(shape: transposed, strides: axes.map { strides[$0] }))
  }
}

extension [Int] {
  /// How far a step along each axis of a row-major array of this shape goes.
  var rowMajorStrides: [Int] {
    var (strides, stride) = (self, 1)
    for axis in indices.reversed() {
      strides[axis] = stride
      stride *= self[axis]
    }
    return strides
  }
}
