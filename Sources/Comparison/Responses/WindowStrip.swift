import Networks
import Pixels

/// Windows of an image side by side; what lies outside the image is zero.
///
/// - Parameters:
///   - image: One image.
///   - corners: The top left corners of the windows: row and column.
///   - height: Rows of a window.
///   - width: Columns of a window.
/// - Returns: 1×C×height×(corners · width): convolved with a stride of `width` it gives a response per
///   window.
func windowStrip(
  of image: Activation, corners: [(row: Int, column: Int)], height: Int, width: Int
) -> Activation {
  let shape = Shape(
    channels: image.shape.channels, height: height, width: corners.count * width)
  var values = [Float](repeating: 0, count: shape.channels * shape.height * shape.width)
  for (sample, corner) in corners.enumerated() {
    let (top, left) = (corner.row, corner.column)
    let rows = max(0, -top)..<max(0, -top, min(height, image.shape.height - top))
    let columns = max(0, -left)..<max(0, -left, min(width, image.shape.width - left))
    for channel in 0..<shape.channels {
      for row in rows {
        let source = (channel * image.shape.height + top + row) * image.shape.width + left
        let target = (channel * height + row) * shape.width + sample * width
        for column in columns { values[target + column] = image.values[source + column] }
      }
    }
  }
  return Activation(shape: shape, values: values)
}
