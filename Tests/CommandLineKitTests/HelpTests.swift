import CommandLineKit
import Testing

@Suite("Help screens")
struct HelpTests {
  @Test(
    "help is found before any mistake",
    arguments: [
      ["develop", "--help"], ["develop", "-h"], ["help", "develop"], ["develop", "help", "-h"],
      ["develop", "--bogus", "--help"], ["develop", "-o", "--help"], ["develop", "-qh"],
    ] as [[RawArgument]])
  func asked(arguments: [RawArgument]) {
    let outcome = Studio.outcome(of: arguments)
    #expect(outcome.output.contains("USAGE\n  studio develop NEGATIVES…"))
    #expect(outcome.diagnostics.isEmpty)
    #expect(outcome.exitCode == .success)
  }

  @Test(
    "a command with subcommands alone shows its help",
    arguments: [[], ["help"], ["--help"], ["-h"]] as [[RawArgument]])
  func root(arguments: [RawArgument]) {
    let outcome = Studio.outcome(of: arguments)
    #expect(
      outcome.output == """
        Work on pictures.

        USAGE
          studio SUBCOMMAND …

        SUBCOMMANDS
          develop        Develop negatives.
          albums         Work with albums.

        GENERAL
          -h, --help     Show this screen.
              --version  Show the version.

        Run 'studio help SUBCOMMAND' for the options of one.

        """)
    #expect(outcome.exitCode == .success)
  }

  @Test(
    "the version is shown from everywhere",
    arguments: [["--version"], ["develop", "--version"], ["albums", "--version"]] as [[RawArgument]]
  )
  func version(arguments: [RawArgument]) {
    #expect(Studio.outcome(of: arguments).output == "studio 1.2.3\n")
  }

  @Test("the whole screen of a command, 80 columns wide")
  func screen() {
    #expect(
      Studio.outcome(of: ["help", "develop"]).output == """
        Develop negatives.

        USAGE
          studio develop NEGATIVES… --output DIR [options]

        Every negative is developed on every paper that is named, in the order of the
        command line, and the prints are numbered.

        Negatives stay as they are.

        ARGUMENTS
          NEGATIVES…           Files or folders.

        OPTIONS
          -p, --paper PAPER    What it is printed on. (values: matt, glossy, baryta;
                               repeatable; default: matt)
          -o, --output DIR     Where prints go.
          -j, --jobs JOBS      Prints at once; by default as many as there are trays.
              --title-of-the-portfolio TEXT
                               What the cover says.
          -q, --quiet          Say nothing.
          -d, --dry-run        Say what would be done.
              --[no-]progress  Show how far it is. (default: --progress)

        EXPOSURE
              --time TIME      Seconds of light. (default: 1.5)
              --stops STOPS    Stops up or down, from -5 to 5. (default: 0)

        GENERAL
          -h, --help           Show this screen.
              --version        Show the version.

        EXAMPLES
          Two papers:
            studio develop film -p matt -p glossy -o prints
          A darker print:
            studio develop film --stops -1 -o prints

        """)
  }

  @Test("no line is wider than asked, and none ends with a space", arguments: [40, 60, 80, 100])
  func widths(columns: Int) {
    let screen = Studio.outcome(of: ["help", "develop"], columns: columns).output
    let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
    let examples = lines.filter { $0.hasPrefix("    studio") }
    #expect(examples.count == 2)
    #expect(lines.allSatisfy { $0.count <= columns || examples.contains($0) })
    #expect(lines.allSatisfy { !$0.hasSuffix(" ") })
  }
}
