public import CommandLineKit
public import Kernels

/// Makes derivatives of Gaussians.
struct MakeDerivative: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "derivative",
    abstract: "Make derivatives of a Gaussian along an orientation.",
    discussion: """
      The first derivative is positive where the image gets brighter along the orientation; the \
      second is negative on bright bars across it, and sums to zero.
      """,
    examples: [
      Example(
        "The smoothed derivative down the image",
        command: "lenslet kernels make derivative --orientation 90 --sigma 1.5 -o down.kernel"),
      Example(
        "The three from which every second derivative can be steered",
        command:
          "lenslet kernels make derivative --order 2 --orientation 0 --orientation 60 "
          + "--orientation 120 -o basis.kernel"),
    ])

  @Option(help: ArgumentHelp("How often the smoothed image is derived.", valueName: "N"))
  var order = GaussianDerivativeKernel.Order.first
  @Option(help: ArgumentHelp("The direction of the derivative.", valueName: "DEG"))
  var orientation: [Double] = [0]
  @OptionGroup var gaussian: GaussianOptions
  @Flag(help: "Divide by the sum of the weights' absolute values.") var normalise = false
  @OptionGroup var output: KernelOutput

  mutating func run() throws {
    let kernels = try checked { () throws(KernelError) in
      var kernels: [GaussianDerivativeKernel] = []
      for orientation in orientation {
        for sigma in gaussian.sigma {
          kernels.append(
            try GaussianDerivativeKernel(
              order: order, size: gaussian.size(holding: sigma), orientation: orientation,
              sigma: sigma))
        }
      }
      return kernels
    }
    try output.write(kernels, isNormalised: normalise)
  }
}

extension GaussianDerivativeKernel.Order: ExpressibleByArgument {
  /// Finds an order by its number.
  ///
  /// - Parameter argument: `1` or `2`.
  public init?(argument: String) {
    guard let order = Self.allCases.first(where: { $0.defaultValueDescription == argument })
    else { return nil }
    self = order
  }

  /// The number.
  public var defaultValueDescription: String { String(rawValue) }
}
