public import CommandLineKit
public import Filtering
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

  @Option(
    help: ArgumentHelp(
      """
      Filter by the rules of another program: its border, unless --border says another, its anchor of \
      kernels of even size, its order of rows and its rounding.
      """, valueName: "PROGRAM"))
  var like: Likeness?

  mutating func validate() throws {
    guard let like else { return }
    if flip || size != .same || stride != .one || dilation != .one {
      throw ValidationError(
        "--like \(like.rawValue) is one result a pixel: leave out --size, --stride, --dilation and --flip"
      )
    }
    if linear { throw ValidationError("--like is for samples as they are: leave out --linear") }
  }

  /// Kernels as the program takes them that is asked for.
  func likened(_ banks: [KernelBank]) throws -> [KernelBank] {
    guard let like else { return banks }
    if like == .pillow,
      let other = banks.first(where: { bank in
        bank.kernels.contains { $0.width != $0.height || ![3, 5].contains($0.width) }
      })
    {
      throw ValidationError("--like pillow takes kernels of 3x3 and 5x5, not '\(other.name)'")
    }
    return banks.map { bank in
      KernelBank(
        name: bank.name, purpose: bank.purpose, kernels: bank.kernels.map(like.kernel),
        combination: bank.combination)
    }
  }

  /// What filters with these options.
  func convolver(_ loops: LoopOptions) throws -> Convolver {
    var settings = ConvolutionSettings(
      border: border, size: size, stride: stride, dilation: dilation, flip: flip)
    if let like {
      let own = settings.border
      settings = ConvolutionSettings(like: like)
      if own != .reflect101 { settings.border = own }
    }
    do throws(FilteringError) {
      return try Convolver(
        settings: settings, variant: loops.variant.variant, plan: loops.plan.plan)
    } catch {
      throw ValidationError(error.description)
    }
  }
}

extension Likeness: ExpressibleByArgument {}
