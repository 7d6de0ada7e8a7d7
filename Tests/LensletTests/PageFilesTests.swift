import Files
import Testing
import _TestSupport

/// Which files a page consists of, and when there is one.
@Suite struct PageFilesTests {
  let pictures: PictureFolder

  init() throws {
    pictures = try PictureFolder()
    try pictures.pictures("in/sub/a.png", "in/b.jpg")
  }

  private func maps(_ arguments: String...) throws -> Tool.Run {
    let pipeline = "{ steps: [{ name: 'r', relu: {} }], export: { forms: ['npy'] } }"
    try pictures.write(Array(pipeline.utf8), "p.json5")
    return try Tool.run(["run", "p.json5", "in", "-o", "out", "-q"] + arguments, in: pictures.url)
  }

  @Test("a pipeline writes a page, its steps and the values of every input")
  func pipeline() throws {
    #expect(try maps().status == 0)
    #expect(
      pictures.files() == [
        "b.jpg/input.js", "b.jpg/r.npy", "index.html", "index.js", "index.jsonl",
        "sub/a.png/input.js", "sub/a.png/r.npy",
      ])
  }

  @Test("without a page there are only the maps and their index")
  func noPage() throws {
    #expect(try maps("--no-page").status == 0)
    #expect(pictures.files() == ["b.jpg/r.npy", "index.jsonl", "sub/a.png/r.npy"])
  }

  @Test("a filter writes a page only where that is asked for")
  func filter() throws {
    #expect(try pictures.filter("in", "-k", "box3", "-o", "out", "-q").status == 0)
    #expect(pictures.files() == ["b.jpg", "sub/a.png"])
    #expect(try pictures.filter("in", "-k", "box3", "--page", "-o", "out", "-q").status == 0)
    #expect(
      pictures.files() == [
        "b.jpg", "index.html", "index.inputs/b.jpg.js", "index.inputs/sub/a.png.js", "index.js",
        "sub/a.png",
      ])
  }

  @Test("a page of somebody else's is not replaced, one of ours is")
  func foreignPage() throws {
    try pictures.write(Array("<h1>Mine</h1>".utf8), "out/index.html")
    let run = try maps()
    #expect(run.status == 64)
    #expect(run.diagnostics.contains("out/index.html exists and is no page of lenslet"))
    #expect(pictures.files() == ["index.html"])
    #expect(try maps("--no-page").status == 0)
    try File.remove(pictures.folder("out/index.html"))
    #expect(try maps().status == 0)
    #expect(try maps().status == 0)
  }

  @Test("a result may not have the name of a part of the page")
  func pageName() throws {
    let run = try pictures.filter(
      "in", "-k", "box3", "--page", "--template", "index.inputs/{path}.{ext}", "-o", "out")
    #expect(run.status == 64)
    #expect(run.diagnostics.contains("is a name that the page needs"))
    #expect(pictures.files().isEmpty)
  }

  @Test("a layer may not have the name of the values of an input")
  func layerName() throws {
    try pictures.write(Array("{ steps: [{ name: 'input.js', relu: {} }] }".utf8), "q.json5")
    let run = try Tool.run(["run", "q.json5", "in", "-o", "out", "-q"], in: pictures.url)
    #expect(run.status != 0)
    #expect(pictures.files().isEmpty)
  }
}
