import CommandLineKit
import Testing

@Suite("Mistakes on the command line")
struct UsageErrorTests {
  @Test(
    "each mistake has one line that says what to do, a pointer to help, and status 64",
    arguments: [
      (["--qiet", "n", "-od"], "unknown option '--qiet'; did you mean '--quiet'?"),
      (["--stps=1", "n", "-od"], "unknown option '--stps'; did you mean '--stops'?"),
      (["-quiet", "n", "-od"], "unknown option '-u'"),
      (["-output", "-zd", "n"], "unknown option '-zd'"),
      (["-paper"], "option '-p' takes one of matt, glossy or baryta, not 'aper'"),
      (["--bogus", "n", "-od"], "unknown option '--bogus'"),
      (["--chemistri", "x", "n", "-od"], "unknown option '--chemistri'"),
      (["-1", "n", "-od"], "unknown option '-1'"),
      (
        ["n", "-od", "--paper", "glosy"],
        "option '--paper' takes one of matt, glossy or baryta, not 'glosy'; did you mean 'glossy'?"
      ),
      (
        ["n", "-od", "-p", "x\ny"],
        "option '-p' takes one of matt, glossy or baryta, not 'x\\ny'"
      ),
      (["n", "-od", "--jobs", "two"], "option '--jobs' takes a whole number, not 'two'"),
      (["n", "-od", "--time", "nan"], "option '--time' takes a number, not 'nan'"),
      (["n", "-od", "-j", ""], "option '-j' takes a whole number, not ''"),
      (["n", "--output="], "option '--output' takes a file name, not ''"),
      (["n", "-od", ""], "argument NEGATIVES takes a file name, not ''"),
      (["n", "-o"], "missing value for '-o'"),
      (["n", "--output", "--quiet"], "missing value for '--output'"),
      (["n", "--output", "--paper=matt"], "missing value for '--output'"),
      (["n", "--output", "-q"], "missing value for '--output'"),
      (["-o", "--", "n"], "missing value for '-o'"),
      (["n", "-od", "--quiet=yes"], "'--quiet' takes no value, but 'yes' was given"),
      (["n", "-od", "--quiet="], "'--quiet' takes no value, but '' was given"),
      (
        ["-o", "d", "n", "-o", "e"],
        "option '-o' is given a second time, but takes one value: leave one out"
      ),
      (
        ["n", "-od", "--output=d"],
        "option '--output' is given a second time, but takes one value: leave one out"
      ),
      (
        ["n", "-od", "--time", "1", "--time", "x"],
        "option '--time' is given a second time, but takes one value: leave one out"
      ),
      (
        ["n", "-od", "--size", "huge"], "option '--size' takes a size, not 'huge': walls are small"
      ),
      (["n", "-od", "--size", "big"], "option '--size' takes a size, not 'big'"),
      (["-od"], "missing argument NEGATIVES"),
      (["n"], "missing option '--output DIR'"),
      ([], "missing argument NEGATIVES"),
      (["n", "-od", "--stops", "9"], "--stops is from -5 to 5, not 9"),
    ] as [([RawArgument], String)])
  func messages(arguments: [RawArgument], message: String) {
    let outcome = Studio.outcome(of: ["develop"] + arguments)
    #expect(
      outcome.diagnostics == """
        studio develop: \(message)
        Run 'studio develop --help' for all options.

        """)
    #expect(outcome.output.isEmpty)
    #expect(outcome.exitCode.rawValue == 64)
  }

  @Test("text that is not UTF-8 is refused and shown escaped")
  func notText() {
    let value = RawArgument(bytes: [0x64, 0xFF, 0x0A, 0x1B, 0xC3, 0xA9])
    let outcome = Studio.outcome(of: ["albums", "join", "a", value])
    #expect(
      outcome.diagnostics == """
        studio albums join: argument SECOND takes text in UTF-8, not 'd\\xFF\\n\\u{001B}é'
        Run 'studio albums join --help' for all options.

        """)
    #expect(outcome.exitCode.rawValue == 64)
  }

  @Test(
    "an unknown subcommand is answered with those there are",
    arguments: [
      (
        ["albms"],
        """
        studio: unknown subcommand 'albms', not one of develop or albums; did you mean 'albums'?
        Run 'studio --help' for all subcommands.

        """
      ),
      (
        ["albums", "burn"],
        """
        studio albums: unknown subcommand 'burn', not one of join or list-all
        Run 'studio albums --help' for all subcommands.

        """
      ),
      (
        ["help", "develp"],
        """
        studio: unknown subcommand 'develp', not one of develop or albums; did you mean 'develop'?
        Run 'studio --help' for all subcommands.

        """
      ),
      (
        ["--quiet", "develop"],
        """
        studio: unknown option '--quiet'
        Run 'studio --help' for all options.

        """
      ),
    ] as [([RawArgument], String)])
  func unknownSubcommand(arguments: [RawArgument], text: String) {
    let outcome = Studio.outcome(of: arguments)
    #expect(outcome.diagnostics == text)
    #expect(outcome.exitCode.rawValue == 64)
  }

  @Test("an argument too many is named")
  func tooMany() {
    let outcome = Studio.outcome(of: ["albums", "join", "a", "b", "3", "c"])
    #expect(outcome.diagnostics.hasPrefix("studio albums join: unexpected argument 'c'\n"))
    #expect(outcome.exitCode.rawValue == 64)
  }

  @Test(
    "what a command throws decides how the program ends",
    arguments: [
      ("none", 0, "", ""),
      ("silent", 1, "", ""),
      ("message", 0, "nothing to list\n", ""),
      ("error", 1, "", "studio albums list-all: the shelf is empty\n"),
      (
        "usage", 64, "",
        """
        studio albums list-all: albums cannot be sorted twice
        Run 'studio albums list-all --help' for all options.

        """
      ),
    ] as [(RawArgument, Int32, String, String)])
  func endings(argument: RawArgument, status: Int32, output: String, diagnostics: String) {
    let outcome = Studio.outcome(of: ["albums", "list-all", argument])
    #expect(outcome.exitCode.rawValue == status)
    #expect(outcome.output == output)
    #expect(outcome.diagnostics == diagnostics)
  }
}
