import Files
import Foundation
import Testing
import _TestSupport

@Suite("lists of inputs")
struct InputListTests {
  let pictures: PictureFolder

  init() throws { pictures = try PictureFolder() }

  /// Runs the filter box3 with names on standard input.
  private func filter(_ names: String, _ options: String...) throws -> Tool.Run {
    try Tool.run(
      [
        "-c",
        "printf '\(names)' | \"$0\" filter - -k box3 -o out \(options.joined(separator: " "))",
        Tool.program.path,
      ], in: pictures.url, program: URL(filePath: "/bin/sh"))
  }

  @Test("names are read from standard input, a line or a zero byte each")
  func standardInput() throws {
    try pictures.pictures("a.png", "b c.png", "in/d.png")
    #expect(try filter("a.png\\nb c.png\\r\\n\\n# no\\nin\\n").status == 0)
    #expect(pictures.files() == ["a.png", "b c.png", "d.png"])
    try pictures.pictures("x\ny.png", "#z.png")
    #expect(try filter("x\\ny.png\\0#z.png\\0", "-0").status == 0)
    #expect(pictures.files() == ["#z.png", "a.png", "b c.png", "d.png", "x\\ny.png"])
  }

  @Test("a picture in the place of names, and no name at all, are told")
  func noNames() throws {
    try pictures.pictures("a.png")
    let filter = "| \"$0\" filter - -k box3 -o out"
    let program = URL(filePath: "/bin/sh")
    let arguments = { (names: String) in ["-c", "\(names) \(filter)", Tool.program.path] }
    let picture = try Tool.run(arguments("cat a.png"), in: pictures.url, program: program)
    #expect(picture.status == 64)
    #expect(picture.diagnostics.contains("names of files on standard input, not a picture"))
    let empty = try Tool.run(arguments(":"), in: pictures.url, program: program)
    #expect(empty.status == 66)
    #expect(empty.diagnostics == "lenslet: there is no input: no name was given\n")
  }

  @Test("of a name with /./ the result lies where its rest says")
  func mark() throws {
    try pictures.pictures("in/deep/er/a.png", "in/deep/b.png")
    let run = try pictures.filter("in/./deep/er/a.png", "in/./deep", "-k", "box3", "-o", "out")
    #expect(run.status == 0)
    #expect(pictures.files() == ["deep/b.png", "deep/er/a.png"])
  }

  @Test("what failed is listed, and done from the list when it is mended")
  func failed() throws {
    try pictures.pictures("in/a.png", "in/deep/b.png", "in/deep/c.png")
    let good = try pictures.read("in/a.png")
    try pictures.write(Array(good.dropLast(20)), "in/a.png")
    try pictures.write(Array(good.dropLast(20)), "in/deep/b.png")
    let run = try pictures.filter("in", "-k", "box3", "-o", "out", "--resume")
    #expect(run.status == 1)
    #expect(
      String(decoding: try pictures.read("out/failed.txt"), as: UTF8.self)
        == "# inputs that failed: try them again with @out/failed.txt\nin/a.png\nin/./deep/b.png\n")
    try pictures.write(good, "in/a.png")
    let half = try pictures.filter("@out/failed.txt", "-k", "box3", "-o", "out")
    #expect(half.diagnostics.contains("1 image done, 1 failed, 0 skipped: 1 file"))
    try pictures.write(good, "in/deep/b.png")
    let whole = try pictures.filter("@out/failed.txt", "-k", "box3", "-o", "out")
    #expect(whole.diagnostics.contains("1 image done, 0 failed, 0 skipped: 1 file"))
    #expect(pictures.files() == ["a.png", "deep/b.png", "deep/c.png", "index.jsonl"])
    #expect(
      try pictures.filter("in", "-k", "box3", "-o", "out", "--resume").diagnostics.hasPrefix(
        "0 images done, 0 failed, 3 skipped"))
  }

  @Test("a list of the folder '.' and one with a line end in a name lead back to the same files")
  func oddNames() throws {
    try pictures.write([1], "deep/a\nb.png")
    try pictures.write([1], "deep/c.png")
    try pictures.pictures("ok.png")
    _ = try pictures.filter(".", "-k", "box3", "-o", "out", "--resume")
    let list = try pictures.read("out/failed.txt")
    #expect(
      list.split(separator: 0).dropFirst().map { String(decoding: $0, as: UTF8.self) } == [
        "././deep/a\nb.png", "././deep/c.png",
      ])
    try pictures.pictures("deep/a\nb.png", "deep/c.png")
    #expect(try pictures.filter("@out/failed.txt", "-k", "box3", "-o", "out").status == 0)
    #expect(pictures.files() == ["deep/a\\nb.png", "deep/c.png", "index.jsonl", "ok.png"])
  }

  @Test("a file of that name that is no list of ours stays")
  func foreignList() throws {
    try pictures.pictures("a.png")
    try pictures.write([1], "b.png")
    try pictures.write(Array("mine\n".utf8), "out/failed.txt")
    #expect(
      try pictures.filter("a.png", "b.png", "-k", "box3", "-o", "out", "--resume").status == 1)
    #expect(try pictures.read("out/failed.txt") == Array("mine\n".utf8))
  }

  @Test("a list that is missing is named")
  func missing() throws {
    let run = try pictures.filter("@none.txt", "-k", "box3", "-o", "out")
    #expect(run.status == 1)
    #expect(
      run.diagnostics == "lenslet filter: none.txt: cannot be read: no such file or directory\n")
  }

  @Test("after a failure nothing further is begun, if so asked")
  func failFast() throws {
    try pictures.write([1], "in/a.png")
    try pictures.pictures("in/b.png", "in/c.png")
    let run = try pictures.filter("in", "-k", "box3", "-o", "out", "--fail-fast", "--jobs", "1")
    #expect(run.status == 1)
    #expect(run.diagnostics.contains("0 images done, 1 failed, 0 skipped, 2 not begun"))
    #expect(pictures.files() == [])
  }
}
