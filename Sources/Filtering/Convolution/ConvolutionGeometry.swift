import Kernels
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
  /// - Throws: `dilationTooLarge` where the covered area is far beyond any image,
  ///   `kernelLargerThanImage` where size `valid` leaves nothing of an image, `outputTooLarge`.
  init(size: ImageSize, kernel: Kernel, settings: ConvolutionSettings) throws(FilteringError) {
    // Extents up to 2^31 leave every sum of positions far inside Int.
    let farthest = Int(Int32.max)
    guard settings.dilation.x <= farthest / kernel.width,
      settings.dilation.y <= farthest / kernel.height
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
    let limit = max(ConvolutionGeometry.maximumOutput, size.pixelCount ?? 0)
    // A long stride leaves few outputs of a row that is computed densely.
    guard x.denseOutputs <= limit else { throw .dilationTooLarge(settings.dilation) }
    guard let pixels = outputSize.pixelCount, pixels <= limit else {
      throw .outputTooLarge(outputSize)
    }
  }

  /// Pixels that an output may have; more only where the image itself has more.
  private static let maximumOutput = 1 << 28

  /// Whether the kernel covers no more of either axis than the image, or little: rows and strips
  /// that are copied with their borders then stay in proportion to the image.
  var isCompact: Bool { x.extent <= max(x.count, 64) && y.extent <= max(y.count, 64) }

  /// The size of the output.
  var outputSize: ImageSize { ImageSize(width: x.outputs, height: y.outputs) }
}
