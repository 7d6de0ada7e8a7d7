import Networks
import Pixels

/// Windows of an image side by side, those for training before those that are held out.
///
/// Positions are spread evenly over the map in row-major order. The map is divided into 4×4 blocks
/// like a checkerboard: the corner block and every second one are for training, the others are held
/// out, so that neighbours, whose windows overlap, are mostly on the same side.
struct SampledWindows {
  /// 1×C×k×(count·k): convolved with a stride of k it gives a response a window.
  let strip: Activation

  /// How many of the windows are for training.
  let trainingCount: Int

  /// Values of all windows together, so that large filters do not fill the memory: 256 MiB.
  private static let maximumValues = 1 << 26

  /// Takes windows.
  ///
  /// - Parameters:
  ///   - image: One image.
  ///   - window: The window of the learned layer on it.
  ///   - map: The shape of what the learned layer gives.
  ///   - kernelHeight: Rows of a window.
  ///   - kernelWidth: Columns of a window.
  ///   - count: How many windows are taken at most.
  init(
    _ image: Activation, window: Window, map: Shape, kernelHeight: Int, kernelWidth: Int, count: Int
  ) {
    let total = map.height * map.width
    let perWindow = image.shape.channels * kernelHeight * kernelWidth
    let taken = min(count, total, max(1, Self.maximumValues / perWindow))
    var training: [Int] = []
    var heldOut: [Int] = []
    for sample in 0..<taken {
      // The middle of the sample's share of the map.
      let position = taken == total ? sample : (2 * sample + 1) * total / (2 * taken)
      let block =
        position / map.width * 4 / map.height + position % map.width * 4 / map.width
      if block % 2 == 0 { training.append(position) } else { heldOut.append(position) }
    }
    trainingCount = training.count
    strip = windowStrip(
      of: image,
      corners: (training + heldOut).map { position in
        (
          position / map.width * window.strideY - window.paddingTop,
          position % map.width * window.strideX - window.paddingLeft
        )
      }, height: kernelHeight, width: kernelWidth)
  }
}
