import Files
import Foundation
import Testing
import _TestSupport

/// The page on which kernels are tried: which files there are, and what is refused.
@Suite struct LabCommandTests {
  let pictures: PictureFolder

  init() throws {
    pictures = try PictureFolder()
    try pictures.pictures("in/sub/a.png", "in/b.jpg")
  }

  private func lab(_ arguments: String...) throws -> Tool.Run {
    try Tool.run(["lab"] + arguments, in: pictures.url)
  }

  @Test("a page and the samples of every picture, no result, and what to open")
  func files() throws {
    let run = try lab("in", "-o", "out")
    #expect(run.status == 0)
    #expect(run.diagnostics.hasSuffix("lenslet: open out/index.html\n"))
    #expect(
      pictures.files() == [
        "index.html", "index.inputs/b.jpg.js", "index.inputs/sub/a.png.js", "index.js",
      ])
    #expect(try lab("in", "-o", "out", "-q").diagnostics == "")
  }

  @Test("a kernel of one's own comes first, and takes the place of a shipped one of its name")
  func ownKernel() throws {
    try pictures.write(Array("1 2 3\n".utf8), "sobel.kernel")
    #expect(try lab("in", "-k", "./sobel.kernel", "-o", "out", "-q").status == 0)
    let steps = String(
      decoding: try File.read(pictures.folder("out/index.js"), limit: 1 << 20), as: UTF8.self)
    #expect(steps.components(separatedBy: #""name":"sobel""#).count == 2)
    let first = try #require(steps.firstRange(of: #""name":"#)?.upperBound)
    #expect(steps[first...].hasPrefix(#""sobel""#))
  }

  @Test("one picture that fails is named, and the others are there")
  func damaged() throws {
    try pictures.write([1, 2, 3], "in/c.png")
    let run = try lab("in", "-o", "out", "-q")
    #expect(run.status == 1)
    #expect(run.diagnostics.hasPrefix("lenslet: in/c.png: "))
    #expect(pictures.files().contains("index.inputs/b.jpg.js"))
  }

  @Test("a kernel that is wrong, no pictures, and the page of another command are refused")
  func refused() throws {
    try pictures.write(Array("1 x\n".utf8), "bad.kernel")
    #expect(try lab("in", "-k", "./bad.kernel", "-o", "out").status == 1)
    try pictures.write([], "empty/note.txt")
    #expect(try lab("empty", "-o", "out").status == 66)
    #expect(pictures.files() == [])
    #expect(try pictures.filter("in", "-k", "box3", "--page", "-o", "out", "-q").status == 0)
    let run = try lab("in", "-o", "out")
    #expect(run.status == 64)
    #expect(run.diagnostics.contains("out/index.html"))
  }
}
