import Kernels
import Pixels

/// Where the weights of a kernel fall on the rows of an image.
struct TapGrid {
  private let kernel: Kernel
  private let geometry: ConvolutionGeometry
  private let channels: Int

  /// Creates a grid.
  ///
  /// - Parameters:
  ///   - kernel: The kernel, turned already if it is to be turned.
  ///   - geometry: Where it lies.
  ///   - channels: Interleaved channels of the image.
  init(kernel: Kernel, geometry: ConvolutionGeometry, channels: Int) {
    self.kernel = kernel
    self.geometry = geometry
    self.channels = channels
  }

  /// For each row of the kernel, rows of the image from its first.
  var rowOffsets: [Int] { (0..<kernel.height).map { $0 * geometry.y.dilation } }

  /// The taps of all weights that are not zero, in row-major C×H×W order; one tap at least.
  ///
  /// - Parameters:
  ///   - weights: The weights of the kernel.
  ///   - planeWidth: Samples between the planes of a planar row; nil for interleaved rows.
  /// - Returns: The taps.
  func taps<Weight: Numeric>(_ weights: [Weight], planeWidth: Int? = nil) -> [Tap<Weight>] {
    let area = kernel.width * kernel.height
    let step = geometry.x.dilation * (planeWidth == nil ? channels : 1)
    return nonZero(
      weights.enumerated().map { index, weight in
        let (plane, place) = index.quotientAndRemainder(dividingBy: area)
        let (row, column) = place.quotientAndRemainder(dividingBy: kernel.width)
        return Tap(row: row, offset: column * step + plane * (planeWidth ?? 0), weight: weight)
      })
  }

  /// The taps of the row of a separable kernel.
  ///
  /// - Parameter weights: One weight a column.
  /// - Returns: The taps.
  func rowTaps<Weight: Numeric>(_ weights: [Weight]) -> [Tap<Weight>] {
    let step = geometry.x.dilation * channels
    return nonZero(
      weights.enumerated().map { Tap(row: 0, offset: $0.offset * step, weight: $0.element) })
  }

  /// The taps of the column of a separable kernel.
  ///
  /// - Parameter weights: One weight a row.
  /// - Returns: The taps.
  func columnTaps<Weight: Numeric>(_ weights: [Weight]) -> [Tap<Weight>] {
    nonZero(weights.enumerated().map { Tap(row: $0.offset, offset: 0, weight: $0.element) })
  }

  /// Leaves out taps that add nothing, except the first where all are such.
  private func nonZero<Weight: Numeric>(_ taps: [Tap<Weight>]) -> [Tap<Weight>] {
    let kept = taps.filter { $0.weight != 0 }
    return kept.isEmpty ? Array(taps.prefix(1)) : kept
  }
}
