public import Pixels

extension InputStage {
  /// The shape that a picture of a size gets, without its pixels.
  ///
  /// - Parameter size: Width and height of the picture.
  /// - Returns: The shape, 1×C×H×W.
  /// - Throws: `InputError` where the picture, or a number of the stage, does not fit.
  public func outputShape(for size: ImageSize) throws(InputError) -> Shape {
    let part = try part(of: size)
    let shape = Shape(
      channels: colour.channels, height: part.rows.count, width: part.columns.count)
    guard let count = shape.count, count <= WindowGeometry.maximumCount else {
      throw .inputTooLarge(shape)
    }
    try check(scale, "scale", channels: shape.channels)
    switch mean {
    case .channels(let numbers):
      try check(numbers, "mean", channels: shape.channels)
    case .image(let image):
      let mean = image.shape
      guard mean.batch == 1, mean.channels == shape.channels, mean.height >= shape.height,
        mean.width >= shape.width
      else { throw .meanImage(mean, input: shape) }
    case nil:
      break
    }
    return shape
  }

  /// The part of the resized picture that is kept.
  ///
  /// - Parameter size: Width and height of the picture before the resize.
  /// - Returns: The size after the resize, and the columns and rows of it that remain.
  /// - Throws: `InputError` where the sizes do not fit.
  func part(
    of size: ImageSize
  ) throws(InputError) -> (resized: ImageSize, columns: Range<Int>, rows: Range<Int>) {
    guard size.width > 0, size.height > 0 else { throw .emptyImage(size) }
    let resized = try resize?.outputSize(for: size) ?? size
    guard let crop else { return (resized, 0..<resized.width, 0..<resized.height) }
    try check(crop.width, "width of the crop")
    try check(crop.height, "height of the crop")
    guard crop.width <= resized.width, crop.height <= resized.height else {
      throw .cropTooLarge(crop: crop, image: resized)
    }
    return (
      resized, middle(crop.width, of: resized.width), middle(crop.height, of: resized.height)
    )
  }
}

/// The places in the middle of an axis; of two equally good offsets the even one.
///
/// - Parameters:
///   - count: Places that are wanted.
///   - whole: Places that there are, as many or more.
/// - Returns: The places.
func middle(_ count: Int, of whole: Int) -> Range<Int> {
  let half = (whole - count) / 2
  let start = (whole - count) % 2 == 1 && half % 2 == 1 ? half + 1 : half
  return start..<start + count
}
