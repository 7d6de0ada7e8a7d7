import CommandLineKit
import Definitions

/// Lists the networks that are known by name.
struct ListModels: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the networks that are known by name.",
    discussion: """
      'lenslet maps -m NAME' computes their layers with a file of weights; 'lenslet model show NAME' \
      tells what they are made of.

      Exit status: 0 all listed; 64 usage error.
      """,
    examples: [Example("The names, one a line", command: "lenslet model list")])

  mutating func run() throws {
    for model in Model.all { print(model.name) }
  }
}
