import CommandLineKit
import Definitions
import Files
import Kernels

/// Writes a kernel in another format.
struct ConvertKernel: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Write a kernel in another format.",
    discussion: """
      What the other format has no place for, such as a scale or a bank of several kernels, is an \
      error, not a loss; only the purpose may be left out. The kernel that is read from the other \
      file gives the same pictures to the bit. A file that exists is replaced.
      """,
    examples: [
      Example("For libvips", command: "lenslet kernels convert sobel-x -o sobel-x.mat"),
      Example(
        "For ImageMagick",
        command: "lenslet kernels convert edge --to imagemagick -o edge.txt"),
      Example(
        "Weights that have a divisor, for NumPy",
        command: "lenslet kernels convert gaussian5 --fold-scale -o gaussian5.npy"),
      Example("From NumPy", command: "lenslet kernels convert ./filters.npy -o filters.kernel"),
    ])

  @Argument(
    help: ArgumentHelp("The name of a kernel, or the path of its file.", valueName: "INPUT"))
  var input: Path
  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "FILE"))
  var output: Path
  @OptionGroup var format: KernelFormatOptions
  @OptionGroup var lookUp: KernelOptions

  mutating func validate() throws {
    _ = try format.format(for: output)
  }

  mutating func run() throws {
    let target = try format.format(for: output)
    let bank = try lookUp.load(input)
    try checkOutput(output, replacesNone: [try lookUp.catalog.locate(input)])
    try format.write(format.content(of: bank, as: target), as: target, to: output)
  }
}
