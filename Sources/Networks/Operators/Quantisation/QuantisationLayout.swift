import Pixels

/// Which scale goes with which element: one for all, one per position of an axis, or one per block
/// of positions of an axis.
struct QuantisationLayout {
  private let inner: Int
  private let extent: Int
  private let block: Int
  private let perBlock: Bool
  private let isSingle: Bool

  /// Checks the scales and zeros of a tensor, and works out which goes with which element.
  ///
  /// - Parameters:
  ///   - inputs: What is known of the tensor, its scales, and its zeros if there are some.
  ///   - axis: The axis of several scales; negative if it is counted from the end.
  ///   - blockSize: Positions of a block; 0 for one scale per position.
  /// - Throws: `LayerError` if they do not go together.
  init(_ inputs: [Fact?], axis: Int, blockSize: Int) throws(LayerError) {
    let (input, scales) = (try inputs.required(0), try inputs.required(1))
    try scales.checkFloating()
    try self.init(input.shape, scales: scales.shape, axis: axis, blockSize: blockSize)
    if let zeros = inputs.optional(2), zeros.shape != scales.shape {
      throw .unequalShapes(zeros.shape, scales.shape)
    }
  }

  /// Works out which scale goes with which element.
  ///
  /// - Parameters:
  ///   - shape: The shape of the tensor.
  ///   - scales: The shape of the scales.
  ///   - axis: The axis of several scales; negative if it is counted from the end.
  ///   - blockSize: Positions of a block; 0 for one scale per position.
  /// - Throws: `LayerError` if the shapes do not go together.
  private init(_ shape: [Int], scales: [Int], axis: Int, blockSize: Int) throws(LayerError) {
    perBlock = blockSize > 0
    block = max(blockSize, 1)
    isSingle = blockSize == 0 && (scales.isEmpty || scales == [1])
    guard !isSingle else {
      (inner, extent) = (1, 1)
      return
    }
    let axis = try shape.axis(axis)
    inner = shape[(axis + 1)...].reduce(1) { $0.multiplied(by: $1) }
    extent = shape[axis]
    var expected = [extent]
    if perBlock {
      expected = shape
      expected[axis] = extent / block + (extent % block == 0 ? 0 : 1)
    }
    guard scales == expected else { throw .unequalShapes(scales, expected) }
  }

  /// The number of the scale of an element.
  ///
  /// - Parameter element: The place of the element.
  /// - Returns: The place of the scale.
  func scale(of element: Int) -> Int {
    if isSingle { return 0 }
    let position = element / inner % extent
    guard perBlock else { return position }
    let blocks = (extent + block - 1) / block
    return (element / inner / extent * blocks + position / block) * inner + element % inner
  }
}
