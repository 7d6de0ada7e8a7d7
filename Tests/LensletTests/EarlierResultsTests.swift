import Codecs
import Files
import Foundation
import Testing
import Weights
import _TestSupport

/// What becomes of files that are in the folder of the results, as a user sees it.
@Suite struct EarlierResultsTests {
  let pictures: PictureFolder

  init() throws {
    pictures = try PictureFolder()
    try pictures.pictures("in/a.png", "in/b.png")
    for count in [2, 4] {
      let weights = (0..<3 * count).map { Float($0) - 3 }
      try pictures.write(
        try SafetensorsWriter.encode(
          [Tensor(name: "conv1.weight", shape: [count, 3, 1, 1], values: weights)],
          metadata: ["channel_order": "RGB"]), "\(count).safetensors")
    }
    try pictures.write(
      Array("{ steps: [{ name: 'r', relu: {} }], export: { forms: ['npy'] } }".utf8), "p.json5")
  }

  private func lenslet(_ line: String) throws -> Tool.Run {
    try Tool.run(line.split(separator: " ").map(String.init), in: pictures.url)
  }

  private static let maps = "maps -m first-layer -o out"

  @Test(
    "a mistyped run leaves the results of the one before",
    arguments: [
      ("\(maps) -w 2.safetensors in/c.png", 1), ("\(maps) -w 2.safetensors none", 66),
      ("\(maps) -w no.safetensors in", 1), ("\(maps) -w bad.png in", 1),
      ("\(maps) -w 2.safetensors bad.png in/c.png", 1),
      ("\(maps) -w 2.safetensors in --layer conv9", 64),
      ("\(maps) -w 2.safetensors in/c.png --dry-run", 1),
      ("run p.json5 in/c.png -o out", 1), ("run p.json5 bad.png -o out", 1),
      ("run q.json5 in -o out", 1), ("run p.json5 none -o out", 66),
      ("compare -w 2.safetensors in/c.png -o out", 1), ("compare -w 2.safetensors none -o out", 66),
      ("compare -w bad.png -o out", 1), ("compare -w 2.safetensors -l conv9 -o out", 64),
    ] as [(String, Int32)])
  func mistyped(line: String, status: Int32) throws {
    try pictures.write(Array("hello\n".utf8), "bad.png")
    try File.makeDirectories(pictures.folder("none"))
    #expect(try lenslet("\(Self.maps) -w 4.safetensors in -q").status == 0)
    let before = pictures.files()
    let index = try pictures.read("out/index.jsonl")
    let run = try lenslet(line)
    #expect(run.status == status, "\(run.diagnostics)")
    #expect(!run.diagnostics.contains("removed"), "\(run.diagnostics)")
    #expect(pictures.files() == before)
    #expect(try pictures.read("out/index.jsonl") == index)
    #expect(!pictures.folder.names(in: "out").contains(".lenslet-results"))
  }

  @Test("maps whose index was deleted go by their page, else the run is refused or warns")
  func indexDeleted() throws {
    for page in ["", " --no-page"] {
      #expect(try lenslet("\(Self.maps) -w 4.safetensors in/a.png -q\(page)").status == 0)
      try File.remove(pictures.folder("out/index.jsonl"))
      let again = try lenslet("\(Self.maps) -w 2.safetensors in/a.png\(page)")
      #expect(again.status == (page.isEmpty ? 0 : 64), "\(again.diagnostics)")
      #expect(
        again.diagnostics.contains(
          page.isEmpty ? "out: 15 files of an earlier run are removed" : "and no index tells"))
      #expect(
        pictures.folder.names(in: "out/a.png/conv1").count == (page.isEmpty ? 2 : 4))
    }
    let other = try lenslet("\(Self.maps) -w 2.safetensors in/b.png")
    #expect(other.status == 0)
    #expect(
      other.diagnostics.contains(
        "lenslet: warning: out: 12 files that are not of this run stay, as no index tells of them: "
          + "out/a.png/conv1/0.png and others\n"), "\(other.diagnostics)")
  }

  @Test("a comparison warns of a file that looks like a map and that no index tells of")
  func strayBesideComparison() throws {
    try pictures.pictures("out/a.png/conv1/0.png")
    let line = "compare -w 2.safetensors -k sobel-x --no-families --no-page -o out"
    let run = try lenslet(line)
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(
      run.diagnostics.contains(
        "lenslet: warning: out: a file that is not of this run stays, as no index tells of it: "
          + "out/a.png/conv1/0.png\n"), "\(run.diagnostics)")
    #expect(pictures.files().contains("a.png/conv1/0.png"))
    #expect(try lenslet(line + " -q").diagnostics.isEmpty)
  }

  @Test(
    "what somebody else has written under the name of a result or a page is not replaced",
    arguments: [
      ("filters.csv", "compare -w 2.safetensors -o out"),
      ("bank.png", "compare -w 2.safetensors -o out"),
      ("filters/1-learned.png", "compare -w 2.safetensors -o out"),
      ("a.png/conv1.npy", "\(maps) -w 2.safetensors in"),
      ("a.png/relu1/7.png", "\(maps) -w 2.safetensors in"),
      ("a.png/input.js", "\(maps) -w 2.safetensors in"), ("a.png/r.npy", "run p.json5 in -o out"),
      ("index.html", "filter in -k edge --page -o out"),
      ("index.js", "filter in -k edge --page -o out"),
      ("index.inputs/a.png.js", "filter in -k edge --page -o out"),
    ])
  func foreign(name: String, line: String) throws {
    try pictures.write([1, 2], "out/" + name)
    let run = try lenslet(line)
    #expect(run.status == 64, "\(run.diagnostics)")
    #expect(run.diagnostics.contains("out/\(name) exists"), "\(run.diagnostics)")
    #expect(run.diagnostics.contains("choose another folder with --output"))
    #expect(pictures.files() == [name])
    #expect(try pictures.read("out/" + name) == [1, 2])
  }

  @Test("pages of filters and of other commands do not replace each other")
  func pages() throws {
    let lines = [
      "filter in -k edge --template {name}-{kernel}.png --page -o out", "run p.json5 in -o out",
      "compare -w 2.safetensors -o out",
    ]
    for (first, others) in [(0, [1, 2]), (1, [0]), (2, [0])] {
      #expect(try lenslet(lines[first]).status == 0)
      let before = try pictures.read("out/index.html")
      for other in others {
        let run = try lenslet(lines[other])
        #expect(run.status == 64)
        #expect(run.diagnostics.contains("out/index.html is the page of '"), "\(run.diagnostics)")
      }
      #expect(try pictures.read("out/index.html") == before)
      if first == 0 {
        for name in ["index.html", "index.js"] { try File.remove(pictures.folder("out/" + name)) }
      }
    }
  }

  @Test("a file behind a link in the folder of the results is not replaced, a link is")
  func links() throws {
    try pictures.pictures("in/sub/c.png", "mine/c.png")
    let mine = try pictures.read("mine/c.png")
    try File.makeDirectories(pictures.folder("out"))
    pictures.folder.link("out/sub", to: "../mine")
    let behind = try lenslet("filter in -k edge -o out")
    #expect(behind.status == 64)
    #expect(behind.diagnostics.contains("out/sub/c.png exists behind the link out/sub"))
    #expect(pictures.folder.names(in: "out") == ["sub"])
    try File.remove(pictures.folder("out/sub"))
    pictures.folder.link("out/a.png", to: "../mine/c.png")
    #expect(try lenslet("filter in -k edge -o out").status == 0)
    #expect(FileKind(ofEntry: pictures.folder("out/a.png")) == .regular)
    #expect(try pictures.read("mine/c.png") == mine)
  }

  @Test("photographs beside a page or an index are taken, its pictures are not")
  func beside() throws {
    try pictures.pictures("h/x.png", "h/ph/y.png")
    let page = "filter h/ph -k edge -k box3 --page -o h/ph"
    for _ in 0..<2 { #expect(try lenslet(page).status == 0) }
    #expect(pictures.files("h/ph").filter { $0.hasSuffix(".png") }.count == 3)
    let walked = try lenslet("filter h -k edge -o out")
    #expect(walked.diagnostics.contains("lenslet: h/ph: results of lenslet are not taken"))
    #expect(pictures.files() == ["ph/y.png", "x.png"])
  }

  @Test("results among the inputs are known by their names, from one run to the next")
  func marked() throws {
    for kernel in ["edge", "box3"] {
      let run = try lenslet("filter in -k \(kernel) --template {path}-{kernel}.{ext} -o in/out")
      #expect(run.status == 0)
      #expect(run.diagnostics.contains("2 images done"))
    }
    try pictures.pictures("in/out/own.png")
    #expect(try lenslet("filter in -k edge -o all").status == 0)
    #expect(pictures.files("all") == ["a.png", "b.png", "out/own.png"])
  }

  @Test("a comparison beside its images can be made again")
  func comparedAgain() throws {
    for _ in 0..<3 {
      let run = try lenslet("compare -w 2.safetensors in -o in")
      #expect(run.status == 0, "\(run.diagnostics)")
      #expect(run.diagnostics.contains("2 images done, 0 failed"), "\(run.diagnostics)")
      #expect(run.diagnostics.contains("lenslet: images: 2\n"))
    }
  }

  @Test("a picture that a comparison without images does not make stays beside it")
  func comparedAlone() throws {
    for _ in 0..<2 {
      #expect(try lenslet("compare -w 2.safetensors -o out -q").status == 0)
      try pictures.pictures("out/explained.png")
    }
    #expect(pictures.files().contains("explained.png"))
    #expect(try lenslet("compare -w 2.safetensors in -o out -q").status == 64)
  }

  @Test("kernels of one name in a comparison are told")
  func kernelsOfOneName() throws {
    try pictures.write(Array("1 0 -1\n".utf8), "k/a.txt")
    try pictures.write(Array("1 -1\n".utf8), "k/a.csv")
    let run = try lenslet("compare -w 2.safetensors -k k/a.txt -k k/a.csv -o out")
    #expect(
      run.diagnostics.contains("lenslet: warning: 2 kernels are named 'a': rename their files"))
    #expect(run.status == 0, "\(run.diagnostics)")
  }

  @Test("why a comparison has no shares is told once, and for which filters")
  func refusedOnce() throws {
    let weights = Tensor(
      name: "conv1.weight", shape: [1, 3, 2, 3], values: (0..<18).map { Float($0) })
    try pictures.write(try SafetensorsWriter.encode([weights]), "one.safetensors")
    let run = try lenslet("compare -w one.safetensors --axes oihw in/a.png --no-families -o out")
    #expect(run.status == 0, "\(run.diagnostics)")
    let lines = run.diagnostics.split(separator: "\n").suffix(3)
    #expect(
      lines.first?.hasPrefix(
        "lenslet: explained variance, median: 1 sample is too few, at least 2 ")
        == true)
    #expect(!run.diagnostics.contains("for 0 filters"))
    #expect(lines.dropFirst().first == "lenslet: linear CKA: none, for the same reason")
  }
}
