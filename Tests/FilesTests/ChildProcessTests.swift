import Files
import Testing
import _TestSupport

@Suite("other programs")
struct ChildProcessTests {
  @Test(
    "the lines of the output come one by one, also a last one without its end",
    arguments: [
      ("printf 'a\\nb\\n'", ["a", "b"]), ("printf 'a\\n\\nb'", ["a", "", "b"]), ("true", []),
    ])
  func lines(script: String, expected: [String]) throws {
    let process = try ChildProcess(Path("sh"), arguments: [Path("-c"), Path(script)])
    var lines: [String] = []
    while let line = process.nextLine() { lines.append(line) }
    #expect(lines == expected)
    #expect(process.waitForEnd() == 0)
  }

  @Test(
    "the status is that of a shell", arguments: [("exit 3", 3), ("kill -TERM $$", 143)])
  func status(script: String, expected: Int) throws {
    let process = try ChildProcess(Path("/bin/sh"), arguments: [Path("-c"), Path(script)])
    #expect(process.waitForEnd() == expected)
  }

  @Test("a file is the standard input, by default an empty one")
  func input() throws {
    let folder = try TemporaryFolder()
    try File.write(Array("hello\n".utf8), to: folder("file"))
    let reader = try ChildProcess(Path("cat"), arguments: [], input: folder("file"))
    #expect(reader.nextLine() == "hello")
    #expect(reader.waitForEnd() == 0)
    let nothing = try ChildProcess(Path("cat"), arguments: [])
    #expect(nothing.nextLine() == nil)
    #expect(nothing.waitForEnd() == 0)
  }

  @Test("a program that is not there is named")
  func absent() {
    let error = #expect(throws: FileError.self) {
      try ChildProcess(Path("/nowhere/program"), arguments: [])
    }
    #expect(
      error?.description == "/nowhere/program: cannot be started: no such file or directory")
  }
}

@Suite("names of files")
struct FileNameTests {
  @Test("a file takes the place of another, and removing it twice is fine")
  func renameAndRemove() throws {
    let folder = try TemporaryFolder()
    try File.write([1], to: folder("a"))
    try File.write([2], to: folder("b"))
    try File.rename(folder("a"), to: folder("b"))
    #expect(folder.names() == ["b"])
    #expect(try File.read(folder("b"), limit: 9) == [1])
    try File.remove(folder("b"))
    try File.remove(folder("b"))
    #expect(folder.names().isEmpty)
  }
}
