import CommandLineKit
import Filtering
import Kernels
import Pixels

/// How kernels walk over images, and what becomes of the results.
struct ConvolutionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      How signed results become the integers of pictures, by default clamp: cut off at black and \
      white, without sign, with zero as mid-grey, stretched, or stretched about zero.
      """, valueName: "RANGE"))
  var range: OutputRange?
  @Option(
    help: ArgumentHelp(
      "What is read outside the image; constant is 0, constant:V any number from 0 to 255.",
      valueName: "BORDER"))
  var border = Border.reflect101
  @Option(
    help: ArgumentHelp(
      """
      Where results are computed: at every pixel, where the kernel lies inside the image, or \
      wherever it touches the image.
      """,
      valueName: "SIZE"))
  var size = OutputSize.same
  @Option(
    help: ArgumentHelp(
      "The step from result to result in pixels: N, or X and Y as 2x1.", valueName: "N"))
  var stride = Step.one
  @Option(
    help: ArgumentHelp(
      "The step from weight to weight in pixels: N, or X and Y as 2x1.", valueName: "N"))
  var dilation = Step.one
  @Flag(help: "Turn kernels by 180 degrees: mathematical convolution, not cross-correlation.")
  var flip = false
  @Flag(help: "Make images grey first: Rec. 601 luma, or Rec. 709 luminance with --linear.")
  var grey = false
  @Flag(
    help: """
      Filter linear light, 0 to 255: samples are decoded before and encoded after filtering and \
      --range, as sRGB unless a profile, gAMA or cICP says otherwise.
      """)
  var linear = false

  /// What filters with these options.
  func convolver(_ loops: LoopOptions) throws -> Convolver {
    let settings = ConvolutionSettings(
      border: border, size: size, stride: stride, dilation: dilation, flip: flip)
    do throws(FilteringError) {
      return try Convolver(
        settings: settings, variant: loops.variant.variant, plan: loops.plan.plan)
    } catch {
      throw ValidationError(error.description)
    }
  }
}
