import CommandLineKit
import Definitions
import Files

/// Says of every kernel file whether it can be read.
struct CheckKernels: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check kernel files: each is OK, or its first mistake is named.",
    discussion: """
      A mistake is shown with file, line and column. The exit status is 1 when a file has one; \
      the others are checked all the same.
      """,
    examples: [Example("All kernels of a folder", command: "lenslet kernels check my-kernels/*")])

  @Argument(help: ArgumentHelp("Kernel files.", valueName: "FILE")) var files: [Path]

  mutating func run() throws {
    var hasFailures = false
    for file in files {
      do throws(DefinitionError) {
        _ = try readKernelFile(file)
        print("\(file.display): OK")
      } catch {
        Terminal.write("\(error)\n", to: .standardError)
        hasFailures = true
      }
    }
    if hasFailures { throw ExitCode.failure }
  }
}
