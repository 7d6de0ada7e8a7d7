import CommandLineKit

/// A program with every kind of declaration.
struct Studio: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "studio", abstract: "Work on pictures.", version: "studio 1.2.3",
    subcommands: [Develop.self, Albums.self])
}

enum Paper: String, ExpressibleByArgument, CaseIterable {
  case matt
  case glossy
  case baryta
}

/// A file name with any bytes.
struct FileName: ExpressibleByRawArgument, Equatable {
  let bytes: [UInt8]

  init?(rawArgument: RawArgument) {
    guard !rawArgument.bytes.isEmpty else { return nil }
    bytes = rawArgument.bytes
  }

  static var expectedArgument: String { "a file name" }
}

/// A size that is refused with a reason.
struct PaperSize: ExpressibleByArgument {
  init?(argument: String) { if argument != "a4" { return nil } }

  static var expectedArgument: String { "a size" }

  static func refusal(of argument: RawArgument) -> String? {
    argument == "huge" ? "walls are small" : nil
  }
}

struct ExposureOptions: ParsableArguments {
  @Option(help: "Seconds of light.") var time = 1.5
  @Option(help: "Stops up or down, from -5 to 5.") var stops = 0

  mutating func validate() throws {
    guard (-5...5).contains(stops) else {
      throw ValidationError("--stops is from -5 to 5, not \(stops)")
    }
  }
}

struct Develop: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Develop negatives.",
    discussion: """
      Every negative is developed on every paper that is named, in the order of the command line, \
      and the prints are numbered.

      Negatives stay as they are.
      """,
    examples: [
      Example("Two papers", command: "studio develop film -p matt -p glossy -o prints"),
      Example("A darker print", command: "studio develop film --stops -1 -o prints"),
    ])

  @Argument(help: "Files or folders.") var negatives: [FileName]
  @Option(name: [.customShort("p"), .customLong("paper")], help: "What it is printed on.")
  var papers: [Paper] = [.matt]
  @Option(name: .shortAndLong, help: ArgumentHelp("Where prints go.", valueName: "DIR"))
  var output: FileName
  @Option(name: .shortAndLong, help: "Prints at once; by default as many as there are trays.")
  var jobs: Int?
  @OptionGroup(title: "Exposure") var exposure: ExposureOptions
  @Option(
    name: .customLong("title-of-the-portfolio"),
    help: ArgumentHelp("What the cover says.", valueName: "TEXT"))
  var title: String?
  @Flag(name: .shortAndLong, help: "Say nothing.") var quiet = false
  @Flag(name: .shortAndLong, help: "Say what would be done.") var dryRun = false
  @Flag(inversion: .prefixedNo, help: "Show how far it is.") var progress = true
  @Option(help: ArgumentHelp("For the darkroom.", visibility: .hidden)) var chemistry = "d76"
  @Option(help: ArgumentHelp("Of the paper.", visibility: .hidden)) var size: PaperSize?
}

struct Albums: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Work with albums.", subcommands: [Join.self, ListAll.self])

  struct Join: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Join two albums.")
    @Argument(help: "The first.") var first: String
    @Argument(help: "The second.") var second: String
    @Argument(help: "Pages of the new one.") var pages = 24
  }

  struct ListAll: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List albums.")
    @Argument(help: "What fails.") var failure: String?

    mutating func run() throws {
      switch failure {
      case "silent": throw ExitCode.failure
      case "usage": throw ValidationError("albums cannot be sorted twice")
      case "message": throw CleanExit.message("nothing to list")
      case "error": throw AlbumError()
      default: break
      }
    }
  }
}

struct AlbumError: Error, CustomStringConvertible {
  var description: String { "the shelf is empty" }
}

extension FileName: ExpressibleByStringLiteral {
  init(stringLiteral value: String) { bytes = Array(value.utf8) }
}
