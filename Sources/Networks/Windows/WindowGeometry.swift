import Pixels

/// Where the windows of a layer lie on an input.
struct WindowGeometry: Equatable {
  /// Rows.
  let y: WindowAxis

  /// Columns.
  let x: WindowAxis

  /// The maps that go in.
  let input: Shape

  /// Values that maps may have, padding included: 2 GiB.
  static let maximumCount = 1 << 29

  /// The largest margin, dilation and kernel extent that a layer takes.
  static let maximumExtent = 1 << 20

  /// Works out where windows lie.
  ///
  /// - Parameters:
  ///   - input: The maps that go in.
  ///   - height: Rows of the kernel.
  ///   - width: Columns of the kernel.
  ///   - stride: Positions between outputs.
  ///   - dilation: Positions between neighbouring weights.
  ///   - padding: What is padded.
  ///   - ceil: Whether a window may hang over the end.
  /// - Throws: `windowTooLarge`, `outputTooLarge`.
  init(
    input: Shape, height: Int, width: Int, stride: Step, dilation: Step = .one, padding: Padding,
    ceil: Bool = false
  ) throws(LayerError) {
    let rows: WindowAxis.Margin
    let columns: WindowAxis.Margin
    switch padding {
    case .same: (rows, columns) = (.same, .same)
    case .sameLower: (rows, columns) = (.sameLower, .sameLower)
    case .margins(let margins):
      rows = .numbers(before: margins.top, after: margins.bottom)
      columns = .numbers(before: margins.left, after: margins.right)
    }
    try self.init(
      input: input, height: height, width: width, stride: stride, dilation: dilation,
      rows: rows, columns: columns, ceil: ceil)
  }

  /// Works out where windows lie, each axis with its own margins.
  ///
  /// - Parameters:
  ///   - input: The maps that go in.
  ///   - height: Rows of the kernel.
  ///   - width: Columns of the kernel.
  ///   - stride: Positions between outputs.
  ///   - dilation: Positions between neighbouring weights.
  ///   - rows: What is padded above and below.
  ///   - columns: What is padded beside.
  ///   - ceil: Whether a window may hang over the end.
  /// - Throws: `windowTooLarge`, `outputTooLarge`.
  init(
    input: Shape, height: Int, width: Int, stride: Step, dilation: Step, rows: WindowAxis.Margin,
    columns: WindowAxis.Margin, ceil: Bool
  ) throws(LayerError) {
    // Below this every sum of positions is far inside Int.
    let farthest = Int(Int32.max)
    guard input.height <= farthest, input.width <= farthest, stride.y <= farthest,
      stride.x <= farthest
    else { throw .outputTooLarge(input) }
    self.input = input
    y = WindowAxis(
      count: input.height, extent: (height - 1) * dilation.y + 1, stride: stride.y, margin: rows,
      ceil: ceil)
    x = WindowAxis(
      count: input.width, extent: (width - 1) * dilation.x + 1, stride: stride.x,
      margin: columns, ceil: ceil)
    guard y.outputs > 0, x.outputs > 0 else {
      throw .windowTooLarge(height: y.extent, width: x.extent, input: input)
    }
    _ = try WindowGeometry.checked(
      Shape(channels: input.channels, height: y.needed, width: x.needed))
  }

  /// The maps that come out.
  ///
  /// - Parameter channels: How many an image has.
  /// - Returns: The shape.
  /// - Throws: `outputTooLarge`.
  func outputShape(channels: Int) throws(LayerError) -> Shape {
    try WindowGeometry.checked(
      Shape(batch: input.batch, channels: channels, height: y.outputs, width: x.outputs))
  }

  /// Values of one map that goes in.
  var inputPlane: Int { input.height * input.width }

  /// Values of one map that comes out.
  var outputPlane: Int { y.outputs * x.outputs }

  /// The window of one output.
  var window: Window {
    Window(
      height: y.extent, width: x.extent, strideY: y.stride, strideX: x.stride,
      paddingTop: y.before, paddingLeft: x.before)
  }

  /// A shape that can be held.
  ///
  /// - Parameter shape: Any shape.
  /// - Returns: The same shape.
  /// - Throws: `outputTooLarge`.
  static func checked(_ shape: Shape) throws(LayerError) -> Shape {
    guard let count = shape.count, count <= maximumCount else { throw .outputTooLarge(shape) }
    return shape
  }
}
