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

  /// A page of lenslet with its data.
  private func page(_ kind: String, _ steps: String, _ images: String) -> String {
    #"<!doctype html><meta name="generator" content="lenslet"><title>x – lenslet \#(kind)</title>"#
      + #"<script type="application/json" id="data">{"head":{"kind":"\#(kind)","steps":[\#(steps)]},"#
      + #""images":[\#(images)]}</script>"#
  }

  @Test(
    "what an index, a page or a mark of lenslet names is no photograph, unlike what lies beside")
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
    let images =
      #"{"maps":[{"file":"a%20b.png","max":[]},{"arrays":["n.npy"],"file":"..%2Fx.png"}],"#
      + #""picture":"x.png"},{"maps":[{"file":"s/x.png"}],"name":"\"file\":\"x.png\""}"#
    let maps = #"{"folder":"a.png","maps":[{"channels":[0],"sheet":"a.png/r.sheet.png"}]}"#
    let journal = [
      "lenslet: files of a run that has not come to its end", "a.png/r/0.png",
      "lenslet: results, which are not walked as photographs", "a-edge.png",
    ].map { $0 + "\0" }.joined()
    // What tells of results, and the pictures that it names.
    let marks: [String: (text: String, named: [String])] = [
      "maps/index.jsonl": (index, ["a.png/r/0.png"]),
      "stopped/.lenslet-results": (journal, ["a.png/r/0.png", "a-edge.png"]),
      "compared/compare.json": (record, ["filters.png", "filters/7-fit.png"]),
      "page/index.html": (page("filter", "", images), ["a b.png", "s/x.png"]),
      "page2/index.html": (
        page("maps", #"{"name":"r"}"#, maps), ["a.png/r/0.png", "a.png/r.sheet.png"]
      ),
      "page3/index.html": (page("compare", "", ""), ["bank.png", "filters/0-match.png"]),
      // These tell of nothing.
      "failed/index.jsonl": (#"{"error":"e","image":"in/a.png"}"#, []),
      "empty/index.jsonl": ("", []),
      // What other programs call so.
      "mine/index.jsonl": (#"{"id":1,"image":"a.png"}"#, []),
      "site/index.html": ("<h1>Mine</h1>", []), "data/compare.json": (#"{"bank":[]}"#, []),
    ]
    for (name, mark) in marks {
      let place = "in/" + Path(name).parent.display
      for picture in mark.named + ["x.png"] { try folder.picture(place + "/" + picture) }
      try File.write(Array(mark.text.utf8), to: folder("in/" + name))
    }
    let found = find("in")
    let places = marks.keys.map { Path($0).parent.display }.sorted()
    #expect(found.inputs.map(\.relative.display) == places.map { $0 + "/x.png" })
    #expect(
      found.resultFolders
        == ["compared", "maps", "page", "page2", "page3", "stopped"].map { folder("in/" + $0) })
    let named = find("in/maps", "in/page")
    #expect(named.inputs.count == 5)
    #expect(named.resultFolders.isEmpty)
    // New results go there: those of the run before are no inputs.
    let again = find("in/compared", output: "in/compared")
    #expect(again.inputs.map(\.relative.display) == ["x.png"])
    #expect(again.resultFolders.isEmpty)
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
        "\(place)/in/text.png: not a PNG or JPEG file: it starts with text: leave it out, or copy it again if it should be one",
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
    let found = find("none", "none/.", "none")
    #expect(found.inputs.isEmpty)
    #expect(found.emptyFolders == [folder("none")])
  }
}
