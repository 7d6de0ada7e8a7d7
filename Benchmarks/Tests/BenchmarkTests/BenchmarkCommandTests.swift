import Files
import Foundation
import Testing
import _TestSupport

/// The program that measures, as far as it can be tested without measuring.
@Suite("the benchmark's command line")
struct BenchmarkCommandTests {
  private static func run(_ arguments: [String]) throws -> Tool.Run {
    let program = Tool.program.deletingLastPathComponent().appending(path: "benchmark")
    return try Tool.run(arguments, program: program)
  }

  @Test(
    "wrong arguments are usage errors that say what is wrong",
    arguments: [
      (["tabel"], "table"),
      (["table"], "missing option '--pictures FOLDER'"),
      (["table", "--pictures"], "--pictures"),
      (["table", "--pictures", "photos", "--only", "jepg"], "jpeg"),
      (["table", "--pictures", "photos", "--runs", "0"], "--runs is at least 1, not 0"),
      (["codecs"], "FILE"),
      (["transcode", "in", "out", "--threads", "0"], "--threads is 1 to 1024, not 0"),
      (["loops", "--peers"], "--peers"),
      (["plans", "--runs", "0"], "--runs is at least 1, not 0"),
      (["plans", "--threads", "0"], "--threads is 1 to 1024, not 0"),
    ])
  func usageErrors(arguments: [String], mention: String) throws {
    let run = try Self.run(arguments)
    #expect(run.status == 64)
    #expect(run.output == "")
    #expect(run.diagnostics.contains(mention), "\(run.diagnostics)")
  }

  @Test("a folder without pictures is refused before anything is measured")
  func noPictures() throws {
    let folder = try TemporaryFolder()
    for command in [["stages"], ["table", "--pictures"]] {
      let run = try Self.run(command + [folder.path.display])
      #expect(run.status == 1)
      #expect(
        run.diagnostics.contains("no PNG or JPEG files are in '\(folder.path.display)'"),
        "\(run.diagnostics)")
    }
  }

  @Test("photographs need a Python")
  func noPhotographs() throws {
    let run = try Self.run(["table", "--pictures", "samples"])
    #expect(run.status == 1)
    #expect(run.diagnostics.contains("give it with --python"), "\(run.diagnostics)")
  }

  @Test("what a program took is three numbers")
  func time() throws {
    let run = try Self.run(["time", "--", "true"])
    #expect(run.status == 0)
    let numbers = run.output.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    #expect(numbers.count == 3 && numbers.allSatisfy { $0 >= 0 })
    #expect(numbers[2] > 100)
  }

  @Test("a program that fails or is not there is named")
  func failingProgram() throws {
    let failing = try Self.run(["time", "--", "sh", "-c", "exit 3"])
    #expect(failing.status == 1)
    #expect(failing.diagnostics.contains("'sh -c exit 3' ended with status 3"))
    let missing = try Self.run(["time", "--", "/there/is/none"])
    #expect(missing.status == 1)
    #expect(missing.diagnostics.contains("'/there/is/none' cannot be started"))
  }

  @Test("transcoding decodes and encodes every file of a folder")
  func transcode() throws {
    let folder = try TemporaryFolder()
    for name in ["a.jpg", "b.jpg"] {
      try File.write(
        try File.read(Path("\(Tool.package.path())samples/scenes/brick-arch.jpg"), limit: 1 << 24),
        to: try makeParent(folder("in/\(name)")))
    }
    let run = try Self.run(["transcode", folder("in").display, folder("out").display])
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(folder.names(in: "out") == ["a.jpg", "b.jpg"])
    try File.write([1, 2, 3], to: folder("in/c.jpg"))
    #expect(try Self.run(["transcode", folder("in").display, folder("out").display]).status == 1)
  }

  private func makeParent(_ path: Path) throws -> Path {
    try File.makeDirectories(path.parent)
    return path
  }
}
