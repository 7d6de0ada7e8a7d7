import CommandLineKit

/// Times decoding and encoding.
struct CodecsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codecs",
    abstract: "Time decoding and encoding of PNG files, beside libpng.")

  @Argument(help: ArgumentHelp("PNG files.", valueName: "FILE")) var files: [String]

  mutating func run() throws {
    try Processor.prepare()
    try CodecBenchmark.run(files: files)
  }
}
