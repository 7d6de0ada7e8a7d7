import CommandLineKit

/// The commands that compute kernels from a formula.
struct MakeKernels: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make", abstract: "Make a kernel of a family from a few numbers.",
    discussion: """
      The kernel is written as a kernel file whose first comment says what it was made from. \
      Options with several values, such as two --orientation, make a bank of every combination.

      An orientation is the direction that a kernel varies along, in degrees: at 0 along the rows \
      (its stripes stand upright), at 90 down the columns, at 45 towards the lower right.
      """,
    subcommands: [
      MakeGabor.self, MakeDerivative.self, MakeDifferenceOfGaussians.self,
      MakeLaplacianOfGaussian.self, MakeGaussian.self, MakeBox.self, MakeOpponent.self,
    ])
}
