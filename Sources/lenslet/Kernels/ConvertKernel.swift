import Codecs
import CommandLineKit
import Files
import Filtering
import Pipelines
import Pixels

/// Writes a kernel in another format.
struct ConvertKernel: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Write a kernel in another format.",
    discussion: """
      What the other format has no place for, such as a bank of several kernels, is an error, not \
      a loss; only the purpose may be left out. A file that exists is replaced.
      """,
    examples: [
      Example("For libvips", command: "lenslet kernels convert sobel-x -o sobel-x.mat"),
      Example(
        "For ImageMagick",
        command: "lenslet kernels convert edge --to imagemagick -o edge.txt"),
      Example("From NumPy", command: "lenslet kernels convert ./filters.npy -o filters.kernel"),
    ])

  @Argument(
    help: ArgumentHelp("The name of a kernel, or the path of its file.", valueName: "INPUT"))
  var input: Path
  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "FILE"))
  var output: Path
  @Option(
    help: ArgumentHelp(
      """
      The format to write; by default that of the extension of the output: .kernel, .mat, .txt \
      or .npy.
      """, valueName: "FORMAT"))
  var to: KernelFormat?
  @OptionGroup var lookUp: KernelOptions

  /// The format that is asked for.
  private var format: KernelFormat? {
    to ?? KernelFormat.allCases.first { $0.fileExtension == output.fileExtension?.lowercased() }
  }

  mutating func validate() throws {
    if format == nil {
      throw ValidationError(
        "the extension of '\(output.display)' is that of no kernel format; choose one with --to")
    }
  }

  mutating func run() throws {
    guard let format else { return }
    let bank = try lookUp.load(input)
    let source = FileIdentity(of: try lookUp.catalog.locate(input))
    if let source, source == FileIdentity(of: output) {
      throw ValidationError("'\(output.display)' is the input itself; choose another output")
    }
    try File.write(content(of: bank, as: format), to: output)
  }

  private func content(of bank: KernelBank, as format: KernelFormat) throws -> [UInt8] {
    guard format == .numpy else { return Array(try bank.text(in: format).utf8) }
    let (extents, values) = try bank.array()
    let missing = Array(repeating: 1, count: 4 - extents.count)
    let all = missing + extents
    let shape = Shape(batch: all[0], channels: all[1], height: all[2], width: all[3])
    return NumpyEncoder.encode(Activation(shape: shape, values: values))
  }
}
