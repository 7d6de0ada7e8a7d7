import Testing
import _TestSupport

/// The help screens of the program, as they are printed.
@Suite("help screens")
struct HelpScreenTests {
  private let recorded = RecordedFiles("HelpScreens")

  /// The screen of a command.
  private func screen(_ command: [String]) throws -> String {
    let run = try Tool.run(command + ["--help"], environment: ["COLUMNS": "80"])
    #expect(run.status == 0)
    #expect(run.diagnostics.isEmpty)
    return run.output
  }

  /// The commands that a screen lists.
  private func subcommands(_ screen: String) -> [String] {
    let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.drop { $0 != "SUBCOMMANDS" }.dropFirst().prefix { !$0.isEmpty }
      .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
  }

  /// The screens of a command and of all below it, by the words of the command.
  private func screens(_ command: [String]) throws -> [(command: [String], text: String)] {
    let text = try screen(command)
    return try subcommands(text).reduce(into: [(command, text)]) { all, name in
      all += try screens(command + [name])
    }
  }

  @Test("each is the one that was looked at and recorded, and no other is recorded")
  func all() throws {
    let screens = try screens([])
    for (command, text) in screens {
      let difference = recorded.difference(of: text, from: name(of: command))
      #expect(difference == nil)
    }
    #expect(recorded.names == screens.map { name(of: $0.command) }.sorted())
  }

  @Test("'help' and no words at all give the same screens")
  func otherWays() throws {
    #expect(try Tool.run([], environment: ["COLUMNS": "80"]).output == screen([]))
    for words in [["filter"], ["kernels", "make", "gabor"]] {
      let run = try Tool.run(["help"] + words, environment: ["COLUMNS": "80"])
      #expect(try run.output == screen(words))
    }
  }

  private func name(of command: [String]) -> String {
    (command.isEmpty ? "lenslet" : command.joined(separator: "-")) + ".txt"
  }
}
