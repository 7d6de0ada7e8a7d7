import CommandLineKit
import Kernels

/// The size and the width of kernels that are made from Gaussians.
struct GaussianOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Rows and columns, up to 1024; by default the odd number that holds three standard \
      deviations to each side.
      """, valueName: "N"))
  var size: Int?
  @Option(
    help: ArgumentHelp("The standard deviation in pixels, 0.25 or more.", valueName: "PX"))
  var sigma: [Double] = [1]

  /// The size of one kernel.
  ///
  /// - Parameter sigma: The widest standard deviation in it.
  /// - Returns: What is asked for, else what holds the Gaussian.
  func size(holding sigma: Double) -> Int { size ?? KernelParameter.size(holding: sigma) }
}
