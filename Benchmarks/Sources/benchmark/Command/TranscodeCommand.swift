import CommandLineKit
import Files

/// Decodes and encodes a folder with nothing between: what no filter can be faster than.
struct TranscodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "transcode",
    abstract: "Decode and encode JPEG files with libjpeg-turbo and nothing between, quality 90.")

  @Argument(help: ArgumentHelp("A folder of JPEG files.", valueName: "INPUT")) var input: String
  @Argument(help: ArgumentHelp("The folder of the results.", valueName: "OUTPUT"))
  var output: String
  @Option(help: ArgumentHelp("Files at once.", valueName: "N")) var threads = 2

  mutating func validate() throws {
    if !(1...1024).contains(threads) {
      throw ValidationError("--threads is 1 to 1024, not \(threads)")
    }
  }

  mutating func run() throws {
    try Transcoding(Path(input), to: Path(output)).run(threads: threads)
  }
}
