import CommandLineKit
import Definitions
import Reports

/// Lists the networks that are known by name.
struct ListModels: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the networks that are known by name.",
    discussion: """
      'lenslet maps -m NAME' computes their layers with a file of weights; 'lenslet model show NAME' \
      tells what they are made of.

      Exit status: 0 all listed; 64 usage error.
      """,
    examples: [Example("All names", command: "lenslet model list")])

  mutating func run() throws {
    let rows = Model.all.map { [$0.name, $0.title] }
    for line in TextTable(columns: [.init("name"), .init("what it is")], rows: rows).lines() {
      print(line)
    }
  }
}
