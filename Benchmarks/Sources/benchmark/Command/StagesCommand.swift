import CommandLineKit
import Files

/// Times the stages of filtering a folder.
struct StagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stages",
    abstract: "Time each stage of filtering a folder: read, decode, convolve, encode, write.")

  @Argument(help: ArgumentHelp("A folder of pictures.", valueName: "FOLDER")) var folder: String

  mutating func run() throws {
    try Processor.prepare()
    try FilterBenchmark.run(folder: Path(folder))
  }
}
