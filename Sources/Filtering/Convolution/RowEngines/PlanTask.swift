import Kernels
import Pixels

/// What a plan is chosen for: one kernel on images of one size and type.
struct PlanTask {
  /// The kernel, turned already if it is to be turned.
  let kernel: Kernel

  /// Where it lies.
  let geometry: ConvolutionGeometry

  /// The samples of the image.
  let type: SampleType

  /// What is added to every result.
  let bias: Int

  /// Whether results end as 8-bit samples without being stretched, so that what rounding hides may
  /// differ.
  let isRounded: Bool

  /// The tiles for spectra, common to all kernels that make one result; nil where none apply.
  let tile: TransformTile?
}
