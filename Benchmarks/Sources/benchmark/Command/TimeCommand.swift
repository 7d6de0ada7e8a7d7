import CommandLineKit

/// Runs another program and says what it took.
///
/// The table times every program through a process of its own: the system counts the memory of
/// whoever starts a program as the program's, and this process has little.
struct TimeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "time",
    abstract: "Run a program and print the seconds that passed, those of all processors, and KiB.",
    examples: [
      Example("A program with options", command: "benchmark time -- lenslet filter photos -k edge")
    ])

  @Argument(help: ArgumentHelp("The program and its arguments.", valueName: "WORD"))
  var words: [String]

  mutating func run() throws { print(try ProcessCost(running: words).text) }
}
