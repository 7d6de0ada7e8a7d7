import CommandLineKit
import Testing

@Suite("Arguments become values")
struct ParsingTests {
  @Test(
    "an option takes its value attached or as the next argument, wherever it stands",
    arguments: [
      ["--output", "d", "n"], ["--output=d", "n"], ["-o", "d", "n"], ["-od", "n"], ["-o=d", "n"],
      ["n", "--output", "d"], ["n", "-o", "d"],
      ["-o", "d", "--", "n"],
    ] as [[RawArgument]])
  func optionForms(arguments: [RawArgument]) throws {
    let command = try Develop.parse(arguments)
    #expect(command.output == "d")
    #expect(command.negatives == ["n"])
  }

  @Test("what is not given keeps its default")
  func defaults() throws {
    let command = try Develop.parse(["n", "-o", "d"])
    #expect(command.papers == [.matt])
    #expect(command.jobs == nil)
    #expect(command.title == nil)
    #expect(command.exposure.time == 1.5)
    #expect(command.exposure.stops == 0)
    #expect(!command.quiet)
    #expect(!command.dryRun)
    #expect(command.progress)
    #expect(command.chemistry == "d76")
  }

  @Test("a repeated option collects its values and replaces the default")
  func repeated() throws {
    let command = try Develop.parse(["-p", "glossy", "a", "--paper=baryta", "b", "-o", "d"])
    #expect(command.papers == [.glossy, .baryta])
    #expect(command.negatives == ["a", "b"])
  }

  @Test("one name takes just one value")
  func oneValue() throws {
    let command = try Develop.parse(["-o", "d", "-p", "glossy", "matt"])
    #expect(command.papers == [.glossy])
    #expect(command.negatives == ["matt"])
  }

  @Test(
    "short flags stand together, the last letter may be an option",
    arguments: [
      ["-qd", "-od", "n"], ["-q", "-d", "-od", "n"], ["-qdod", "n"], ["-qdo", "d", "n"],
      ["--quiet", "--dry-run", "-o", "d", "n"],
    ] as [[RawArgument]])
  func shortFlags(arguments: [RawArgument]) throws {
    let command = try Develop.parse(arguments)
    #expect(command.quiet)
    #expect(command.dryRun)
    #expect(command.output == "d")
  }

  @Test("the last of a flag and its opposite counts")
  func inversion() throws {
    #expect(try !Develop.parse(["n", "-od", "--no-progress"]).progress)
    #expect(try Develop.parse(["n", "-od", "--no-progress", "--progress"]).progress)
  }

  @Test("negative numbers, a lone dash and unknown dashed words are values where one is wanted")
  func dashedValues() throws {
    let command = try Develop.parse(["-o", "-", "--stops", "-2", "--time=0.25", "-"])
    #expect(command.output == "-")
    #expect(command.exposure.stops == -2)
    #expect(command.exposure.time == 0.25)
    #expect(command.negatives == ["-"])
    #expect(try Develop.parse(["n", "-o", "--odd"]).output == "--odd")
  }

  @Test("after two dashes nothing is an option")
  func terminator() throws {
    let command = try Develop.parse(["-o", "d", "--", "--quiet", "-h", "--"])
    #expect(command.negatives == ["--quiet", "-h", "--"])
    #expect(!command.quiet)
  }

  @Test("a value type that asks for bytes gets bytes that are not UTF-8")
  func rawBytes() throws {
    let name = RawArgument(bytes: [0x61, 0xFF, 0x0A])
    let attached = RawArgument(bytes: Array("--output=".utf8) + [0xFE, 0x3D])
    let command = try Develop.parse([name, attached])
    #expect(command.negatives.map(\.bytes) == [[0x61, 0xFF, 0x0A]])
    #expect(command.output.bytes == [0xFE, 0x3D])
  }

  @Test("single arguments are filled in order, the last by its default")
  func positionals() throws {
    let join = try Albums.Join.parse(["a", "b"])
    #expect([join.first, join.second] == ["a", "b"])
    #expect(join.pages == 24)
    #expect(try Albums.Join.parse(["a", "b", "7"]).pages == 7)
  }

  @Test("a subcommand is found by the words that lead to it")
  func subcommand() throws {
    let command = try Studio.parseAsRoot(["albums", "list-all", "silent"])
    let list = try #require(command as? Albums.ListAll)
    #expect(list.failure == "silent")
  }
}
