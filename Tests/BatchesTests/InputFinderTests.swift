import Batches
import Codecs
import Files
import Testing
import _TestSupport

@Suite("Finding inputs")
struct InputFinderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func find(_ names: String..., output: String = "out") -> InputFinder {
    InputFinder(names.map { folder($0) }, output: folder(output))
  }

  @Test("folders are walked through and mirrored, files keep their names")
  func mirrored() throws {
    for name in ["in/b.png", "in/a/c.JPG", "in/a/d.jpeg", "x/y.png"] { try folder.picture(name) }
    try File.write([1], to: folder("in/notes.txt"))
    let inputs = find("in", "x/y.png").inputs
    #expect(inputs.map(\.relative.display) == ["a/c.JPG", "a/d.jpeg", "b.png", "y.png"])
    #expect(
      inputs.map(\.path) == ["in/a/c.JPG", "in/a/d.jpeg", "in/b.png", "x/y.png"].map { folder($0) })
  }

  @Test("a file that is given directly is taken whatever its name")
  func anyName() throws {
    try folder.picture("a.png")
    try File.write(try File.read(folder("a.png"), limit: 10_000), to: folder("picture"))
    #expect(find("picture").inputs.map(\.content) == [.image(.png)])
  }

  @Test("the output folder is not read where it lies in the input")
  func outputInside() throws {
    try folder.picture("in/a.png")
    try folder.picture("in/out/a.png")
    #expect(find("in", output: "in/out").inputs.map(\.relative.display) == ["a.png"])
  }

  @Test("folders with an index or a page of lenslet are not walked through unless they are named")
  func results() throws {
    let index =
      #"{"channel":0,"file":"a.png/r/0.png","form":"png","image":"in/a.png","layer":"r"}"# + "\n"
    let record = """
      {
        "bank" : [
          {
            "channels" : 1,
            "family" : "kernel",
            "heightPixels" : 3,
      """
    let page = #"<!doctype html><meta name="generator" content="lenslet">"#
    let marks = [
      "maps/index.jsonl": index, "failed/index.jsonl": #"{"error":"e","image":"in/a.png"}"#,
      "empty/index.jsonl": "", "stopped/.lenslet-results": "", "compared/compare.json": record,
      "page/index.html": page,
      // What other programs call so.
      "mine/index.jsonl": #"{"id":1,"image":"a.png"}"#, "site/index.html": "<h1>Mine</h1>",
      "data/compare.json": #"{"bank":[]}"#,
    ]
    for (name, text) in marks {
      try folder.picture("in/" + Path(name).parent.display + "/x.png")
      try File.write(Array(text.utf8), to: folder("in/" + name))
    }
    let found = find("in")
    #expect(
      found.inputs.map(\.relative.display) == ["data/x.png", "mine/x.png", "site/x.png"])
    #expect(
      found.resultFolders
        == ["compared", "empty", "failed", "maps", "page", "stopped"].map { folder("in/" + $0) })
    let named = find("in/maps", "in/page")
    #expect(named.inputs.count == 2)
    #expect(named.resultFolders.isEmpty)
  }

  @Test(
    "whether the output lies among the inputs is known before it is made",
    arguments: [
      ("in/out", true), ("in/new/deep", true), ("soft/out", true), ("new/../in/x", true),
      ("out", false), ("in", false), ("in/sub", false), ("in/../out", false), ("inner", false),
    ])
  func inside(output: String, expected: Bool) throws {
    for name in ["in/a.png", "in/sub/b.png"] { try folder.picture(name) }
    folder.link("soft", to: "in")
    let found = InputFinder(
      ["in", "in/sub"].map { folder($0) }, output: folder.path.appending(output))
    #expect(found.isOutputInside == expected)
  }

  @Test("one picture under one name is done once")
  func twice() throws {
    try folder.picture("in/a.png")
    #expect(find("in", "in", "in/a.png").inputs.count == 1)
  }

  @Test("what is no image stays in the list, with the reason")
  func unusable() throws {
    try File.makeDirectories(folder("in"))
    try File.write([], to: folder("in/empty.png"))
    try File.write(Array("hello".utf8), to: folder("in/text.png"))
    folder.link("in/nowhere.png", to: "missing")
    let reasons = find("in", "missing").inputs.map { input -> String in
      if case .unusable(let error) = input.content { error.description } else { "" }
    }
    let place = folder.path.display
    #expect(
      reasons == [
        "\(place)/in/empty.png: the file is empty: copy or download it again",
        "\(place)/in/nowhere.png: cannot be read: no such file or directory",
        "\(place)/in/text.png: not a PNG or JPEG file: it starts with text",
        "\(place)/missing: cannot be read: no such file or directory",
      ])
  }

  @Test("a pipe is refused without waiting for its writer")
  func device() {
    let inputs = InputFinder([Path("/dev/null")], output: folder("out")).inputs
    #expect(inputs.map(\.content) == [.unusable(.file(.notRegular(Path("/dev/null"))))])
  }

  @Test("a folder without images is told apart")
  func emptyFolder() throws {
    try File.makeDirectories(folder("none"))
    try File.write([], to: folder("none/.hidden.png"))
    let found = find("none")
    #expect(found.inputs.isEmpty)
    #expect(found.emptyFolders == [folder("none")])
  }
}
