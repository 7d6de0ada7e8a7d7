public import CommandLineKit
public import Kernels

/// Makes kernels of opponent colours.
struct MakeOpponent: ParsableCommand {
  /// How the two colours lie.
  enum Form: String, CaseIterable, ExpressibleByArgument {
    case blob
    case single
    case double
    case edge
  }

  static let configuration = CommandConfiguration(
    commandName: "opponent", abstract: "Make multichannel kernels of opponent colours.",
    discussion: """
      Forms: blob weighs the first colour against the second over one Gaussian; single has the \
      first in the centre and the second in a wider surround; double has their difference in the \
      centre and its opposite in the surround; edge has the first colour on the side that the \
      orientation points to. Yellow is the mean of red and green.
      """,
    examples: [
      Example(
        "Red patches",
        command: "lenslet kernels make opponent --colours red-green --sigma 2 -o red.kernel"),
      Example(
        "Edges between blue and yellow",
        command:
          "lenslet kernels make opponent --colours blue-yellow --form edge --orientation 45 "
          + "-o blue-edge.kernel"),
    ])

  @Option(help: ArgumentHelp("The two colours, the first positive.", valueName: "COLOURS"))
  var colours = OpponentColours.redGreen
  @Option(help: ArgumentHelp("How the two colours lie.", valueName: "FORM")) var form = Form.blob
  @OptionGroup var gaussian: GaussianOptions
  @Option(
    help: ArgumentHelp(
      "In single and double, the surround's standard deviation divided by the centre's.",
      valueName: "R"))
  var ratio: Double?
  @Option(
    help: ArgumentHelp(
      "In edge, the direction from the second colour to the first.", valueName: "DEG"))
  var orientation: [Double] = []
  @Flag(help: "Divide by the sum of the weights' absolute values.") var normalise = false
  @OptionGroup var output: KernelOutput

  mutating func validate() throws {
    if ratio != nil, form != .single, form != .double {
      throw ValidationError("--ratio belongs to the forms single and double")
    }
    if !orientation.isEmpty, form != .edge {
      throw ValidationError("--orientation belongs to the form edge")
    }
  }

  mutating func run() throws {
    let kernels = try checked { () throws(KernelError) in
      var kernels: [OpponentKernel] = []
      for form in forms {
        for sigma in gaussian.sigma {
          kernels.append(
            try OpponentKernel(
              colours: colours, form: form, size: gaussian.size(holding: sigma * surround),
              sigma: sigma))
        }
      }
      return kernels
    }
    try output.write(kernels, isNormalised: normalise)
  }

  /// The width of the widest Gaussian in those of the centre.
  private var surround: Double { form == .single || form == .double ? ratio ?? 3 : 1 }

  /// What is asked for, with its numbers.
  private var forms: [OpponentKernel.Form] {
    switch form {
    case .blob: [.blob]
    case .single: [.singleOpponent(ratio: surround)]
    case .double: [.doubleOpponent(ratio: surround)]
    case .edge: (orientation.isEmpty ? [0] : orientation).map { .edge(orientation: $0) }
    }
  }
}

extension OpponentColours: ExpressibleByArgument {}
