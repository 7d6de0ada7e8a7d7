import CommandLineKit
import Definitions
import Files
import Kernels
import Reports

/// Shows all there is to know about kernels.
struct ShowKernels: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a kernel: its matrix, gain, factors and response to a single bright pixel.",
    discussion: """
      The response shows what correlation does: the matrix appears turned by 180 degrees around \
      the bright pixel, which stands in brackets.
      """,
    examples: [
      Example(
        "Two of the kernels that come with lenslet", command: "lenslet kernels show sobel log5"),
      Example(
        "A picture of your own, blue below zero and orange above",
        command: "lenslet kernels show ./mine.kernel --picture mine.png"),
    ])

  @Argument(help: ArgumentHelp("Names of kernels, or paths of kernel files.", valueName: "KERNEL"))
  var references: [Path]
  @Option(
    help: ArgumentHelp(
      """
      Also draw the kernel, one square a weight, as a PNG file; one that ends in .svg becomes a drawing with \
      its name and numbers, light or dark as the reader has it.
      """, valueName: "FILE"))
  var picture: Path?
  @OptionGroup var lookUp: KernelOptions

  mutating func validate() throws {
    guard let picture else { return }
    guard references.count == 1 else {
      throw ValidationError("--picture draws one kernel, but \(references.count) are named")
    }
    try PictureFile(path: picture).check(option: "--picture")
  }

  mutating func run() throws {
    let width =
      Terminal.isTerminal(.standardOutput) ? Terminal.columns(of: .standardOutput) : Int.max
    var isFirst = true
    var hasFailures = false
    for reference in references {
      do {
        let bank = try lookUp.load(reference)
        if let picture {
          try checkOutput(
            picture, option: "--picture", replacesNone: [try lookUp.catalog.locate(reference)])
          try draw(bank, to: picture)
        }
        for line in (isFirst ? [] : [""]) + KernelReport(bank).lines(width: width) { print(line) }
        isFirst = false
      } catch let error as ValidationError {
        throw error
      } catch {
        Terminal.write("lenslet: \(error)\n", to: .standardError)
        hasFailures = true
      }
    }
    if hasFailures { throw ExitCode.failure }
  }

  /// Writes the picture of a bank.
  private func draw(_ bank: KernelBank, to path: Path) throws {
    let file = PictureFile(path: path)
    try file.write(KernelPicture(bank).canvas(isLabelled: file.isDrawing))
  }
}
