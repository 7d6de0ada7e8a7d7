import CommandLineKit
import Kernels

/// Makes Gabor functions.
struct MakeGabor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gabor", abstract: "Make Gabor functions: waves under a Gaussian bell.",
    discussion: """
      exp(-(u²/(2 su²) + v²/(2 sv²))) cos(2 pi u/wavelength + phase), where u runs along the \
      orientation and v across it, su is --sigma and sv is --sigma divided by --aspect (Daugman \
      1985, Jones and Palmer 1987). The peak of the bell is 1.
      """,
    examples: [
      Example(
        "An edge detector along a diagonal",
        command:
          "lenslet kernels make gabor --size 11 --orientation 45 --wavelength 5 --phase 90 "
          + "--sigma 2.5 -o g45.kernel"),
      Example(
        "A bank of two orientations and two phases",
        command:
          "lenslet kernels make gabor --orientation 0 --orientation 90 --phase 0 --phase 90 "
          + "--zero-sum -o bank.kernel"),
    ])

  @Option(help: ArgumentHelp("Rows and columns, 2 to 1024.", valueName: "N")) var size = 11
  @Option(
    help: ArgumentHelp(
      "The direction of the wave, at right angles to its stripes.", valueName: "DEG"))
  var orientation: [Double] = [0]
  @Option(help: ArgumentHelp("The length of the wave in pixels, 1 or more.", valueName: "PX"))
  var wavelength: [Double] = [5]
  @Option(
    help: ArgumentHelp(
      "The phase at the centre: 0 is a bright bar, 90 an edge.", valueName: "DEG"))
  var phase: [Double] = [0]
  @Option(
    help: ArgumentHelp(
      """
      The standard deviation of the bell along the wave in pixels; by default 0.56 wavelengths, \
      a bandwidth of one octave.
      """, valueName: "PX"))
  var sigma: Double?
  @Option(
    help: ArgumentHelp(
      "The bell's standard deviation along the wave divided by the one along the stripes.",
      valueName: "A"))
  var aspect = 0.5
  @Flag(help: "Take a constant off the wave so that the weights sum to zero.") var zeroSum = false
  @Flag(help: "Divide by the sum of the weights' absolute values.") var normalise = false
  @OptionGroup var output: KernelOutput

  mutating func run() throws {
    let kernels = try checked { () throws(KernelError) in
      var kernels: [GaborKernel] = []
      for orientation in orientation {
        for wavelength in wavelength {
          for phase in phase {
            kernels.append(
              try GaborKernel(
                size: size, orientation: orientation, wavelength: wavelength, phase: phase,
                sigma: sigma, aspect: aspect, isZeroSum: zeroSum))
          }
        }
      }
      return kernels
    }
    try output.write(kernels, isNormalised: normalise)
  }
}
