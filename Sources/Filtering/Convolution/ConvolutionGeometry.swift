import Pixels

/// Where one kernel lies on one image: both axes and the border.
struct ConvolutionGeometry: Equatable {
  /// Columns.
  let x: ConvolutionAxis

  /// Rows.
  let y: ConvolutionAxis

  /// What is read outside the image.
  let border: Border

  /// Where alpha, or any other copied sample, is taken from: the position under the anchor.
  let anchor: Anchor

  /// Works out where a kernel lies.
  ///
  /// - Parameters:
  ///   - size: The size of the image.
  ///   - kernel: The kernel, turned already if it is to be turned.
  ///   - settings: How it walks.
  /// - Throws: `kernelTooLarge` where the covered area cannot be counted,
  ///   `kernelLargerThanImage` where size `valid` leaves nothing of an image, `outputTooLarge`.
  init(size: ImageSize, kernel: Kernel, settings: ConvolutionSettings) throws(FilteringError) {
    // Extents up to 2^31 leave every sum of positions far inside Int.
    let limit = Int(Int32.max)
    guard settings.dilation.x <= limit / kernel.width, settings.dilation.y <= limit / kernel.height
    else { throw .dilationTooLarge(settings.dilation) }
    x = ConvolutionAxis(
      count: size.width, weights: kernel.width, anchor: kernel.anchor.x,
      stride: settings.stride.x, dilation: settings.dilation.x, size: settings.size)
    y = ConvolutionAxis(
      count: size.height, weights: kernel.height, anchor: kernel.anchor.y,
      stride: settings.stride.y, dilation: settings.dilation.y, size: settings.size)
    border = settings.border
    anchor = kernel.anchor
    if size.pixelCount != 0 && (x.outputs == 0 || y.outputs == 0) {
      throw .kernelLargerThanImage(
        kernel: ImageSize(width: x.extent, height: y.extent), image: size)
    }
    let padded = ImageSize(width: size.width + 2 * x.extent, height: size.height + 2 * y.extent)
    guard let pixels = padded.pixelCount, pixels <= Int.max / 64 else {
      throw .outputTooLarge(outputSize)
    }
  }

  /// The size of the output.
  var outputSize: ImageSize { ImageSize(width: x.outputs, height: y.outputs) }
}
