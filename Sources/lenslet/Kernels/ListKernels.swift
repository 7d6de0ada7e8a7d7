import CommandLineKit
import Definitions
import Files
import Kernels
import Reports

/// Lists the kernels that can be asked for by name.
struct ListKernels: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the kernels that can be asked for by name.",
    discussion: """
      A file that cannot be read is named on standard error, and the exit status is 1; a .txt \
      file of prose is named and passed over. A record \
      of --json has the keys name, file, purpose, combine (how the results of several kernels \
      become one, if they do) and kernels, each with width, height, channels, sum, gain and \
      separable.
      """,
    examples: [
      Example("Names and purposes", command: "lenslet kernels list"),
      Example("Your own kernels too", command: "lenslet kernels list --kernels my-kernels"),
    ])

  @Flag(help: "Print a JSON object a line instead of a table.") var json = false
  @OptionGroup var lookUp: KernelOptions

  mutating func run() throws {
    var banks: [(path: Path, bank: KernelBank)] = []
    var hasFailures = false
    let entries = lookUp.catalog.entries
    if entries.isEmpty {
      Terminal.write(
        "lenslet: no kernels found: name their folder with --kernels or LENSLET_KERNELS\n",
        to: .standardError)
      throw ExitCode.failure
    }
    for entry in entries {
      do throws(DefinitionError) {
        banks.append((entry.path, try readKernelFile(entry.path)))
      } catch {
        let isProse = entry.isProse
        let reason =
          isProse ? "\(entry.path.display): passed over: it has text, no kernel" : "\(error)"
        Terminal.write("lenslet: \(reason)\n", to: .standardError)
        hasFailures = hasFailures || !isProse
      }
    }
    for files in lookUp.catalog.filesOfOneName {
      let paths = files.map(\.display).joined(separator: " and ")
      Terminal.write(
        "lenslet: \(paths) have one name: ask for them with their extensions\n", to: .standardError)
    }
    if json {
      for (path, bank) in banks { print(try jsonLine(KernelRecord(bank, path: path))) }
    } else {
      let isTerminal = Terminal.isTerminal(.standardOutput)
      let width = isTerminal ? Terminal.columns(of: .standardOutput) : nil
      for line in KernelTable(banks.map(\.bank)).lines(width: width) { print(line) }
    }
    if hasFailures { throw ExitCode.failure }
  }
}
