import CommandLineKit
import Kernels

/// Makes Gaussian low-passes.
struct MakeGaussian: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gaussian", abstract: "Make Gaussian low-passes whose weights sum to 1.",
    examples: [
      Example("A strong blur", command: "lenslet kernels make gaussian --sigma 4 -o blur.kernel")
    ])

  @OptionGroup var gaussian: GaussianOptions
  @OptionGroup var output: KernelOutput

  mutating func run() throws {
    let kernels = try checked { () throws(KernelError) in
      var kernels: [GaussianKernel] = []
      for sigma in gaussian.sigma {
        kernels.append(try GaussianKernel(size: gaussian.size(holding: sigma), sigma: sigma))
      }
      return kernels
    }
    try output.write(kernels)
  }
}

/// Makes Laplacians of Gaussians.
struct MakeLaplacianOfGaussian: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Make Laplacians of a Gaussian that sum to zero.",
    discussion: "The sign is that of the Laplacian: negative on bright points.",
    examples: [
      Example("Edges of a scale", command: "lenslet kernels make log --sigma 2 -o log2.kernel")
    ])

  @OptionGroup var gaussian: GaussianOptions
  @Flag(help: "Divide by the sum of the weights' absolute values.") var normalise = false
  @OptionGroup var output: KernelOutput

  mutating func run() throws {
    let kernels = try checked { () throws(KernelError) in
      var kernels: [LaplacianOfGaussianKernel] = []
      for sigma in gaussian.sigma {
        kernels.append(
          try LaplacianOfGaussianKernel(size: gaussian.size(holding: sigma), sigma: sigma))
      }
      return kernels
    }
    try output.write(kernels, isNormalised: normalise)
  }
}

/// Makes differences of Gaussians.
struct MakeDifferenceOfGaussians: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dog", abstract: "Make differences of two Gaussians that sum to zero.",
    discussion: "A bright centre in a dark surround: --sigma is the centre's standard deviation.",
    examples: [
      Example(
        "A wide surround",
        command: "lenslet kernels make dog --sigma 1 --ratio 3 -o centre-surround.kernel")
    ])

  @OptionGroup var gaussian: GaussianOptions
  @Option(
    help: ArgumentHelp(
      "The surround's standard deviation divided by the centre's, 1.1 to 10.", valueName: "R"))
  var ratio: [Double] = [1.6]
  @Flag(help: "Divide by the sum of the weights' absolute values.") var normalise = false
  @OptionGroup var output: KernelOutput

  mutating func run() throws {
    let kernels = try checked { () throws(KernelError) in
      var kernels: [DifferenceOfGaussiansKernel] = []
      for sigma in gaussian.sigma {
        for ratio in ratio {
          kernels.append(
            try DifferenceOfGaussiansKernel(
              size: gaussian.size(holding: sigma * ratio), sigma: sigma, ratio: ratio))
        }
      }
      return kernels
    }
    try output.write(kernels, isNormalised: normalise)
  }
}

/// Makes boxes.
struct MakeBox: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "box", abstract: "Make the mean of a square of pixels.",
    examples: [
      Example("Of 7 by 7 pixels", command: "lenslet kernels make box --size 7 -o box7.kernel")
    ])

  @Option(help: ArgumentHelp("Rows and columns, 1 to 512.", valueName: "N"))
  var size: [Int] = [3]
  @OptionGroup var output: KernelOutput

  mutating func run() throws {
    let kernels = try checked { () throws(KernelError) in
      var kernels: [BoxKernel] = []
      for size in size { kernels.append(try BoxKernel(size: size)) }
      return kernels
    }
    try output.write(kernels)
  }
}
