import Codecs
import Files
import Foundation
import Pixels
import Testing
import _TestSupport

@Suite("lenslet filter")
struct FilterCommandTests {
  let pictures: PictureFolder

  init() throws { pictures = try PictureFolder() }

  @Test("folders are mirrored, each kernel gives a file, and the summary counts")
  func mirrored() throws {
    try pictures.pictures("in/a.png", "in/deep/er/b.jpg", "in/.hidden/c.png")
    let run = try pictures.filter("in", "-k", "box3", "-k", "sobel", "-o", "out")
    #expect(run.status == 0)
    #expect(run.output == "")
    #expect(run.diagnostics.hasPrefix("2 images done, 0 failed, 0 skipped: 4 files in "))
    #expect(
      pictures.files() == [
        "a-box3.png", "a-sobel.png", "deep/er/b-box3.jpg", "deep/er/b-sobel.jpg",
      ])
    #expect(try pictures.samples("out/a-box3.png") == .uint8(Array(repeating: 100, count: 6)))
    #expect(try pictures.samples("out/a-sobel.png") == .uint8(Array(repeating: 0, count: 6)))
  }

  @Test("one kernel keeps the names, a template makes others")
  func names() throws {
    try pictures.pictures("in/a.png", "in/b/c.PNG")
    _ = try pictures.filter("in", "-k", "box3", "-o", "out")
    #expect(pictures.files() == ["a.png", "b/c.PNG"])
    _ = try pictures.filter(
      "in", "-k", "box3", "-o", "by", "--template", "{kernel}/{dir}/{index}_{name}.{ext}")
    #expect(pictures.files("by") == ["box3/1_a.png", "box3/b/2_c.PNG"])
  }

  @Test("a dry run prints where results would go and writes nothing")
  func dryRun() throws {
    try pictures.pictures("in/a.png", "in/b.jpg")
    let run = try pictures.filter("in", "-k", "box3", "-o", "out", "--format", "png", "--dry-run")
    #expect(run.status == 0)
    #expect(run.output == "in/a.png -> out/a.png\nin/b.jpg -> out/b.png\n")
    #expect(run.diagnostics == "would write 2 files from 2 images; 0 failed, 0 skipped\n")
    #expect(pictures.folder.names() == ["in"])
  }

  @Test("results that exist are skipped on demand, and replaced else")
  func skipExisting() throws {
    try pictures.pictures("in/a.png")
    try pictures.write([1, 2, 3], "out/a.png")
    let skipped = try pictures.filter("in", "-k", "box3", "-o", "out", "--skip-existing")
    #expect(skipped.diagnostics.hasPrefix("0 images done, 0 failed, 1 skipped: 0 files"))
    #expect(try File.read(pictures.folder("out/a.png"), limit: 10) == [1, 2, 3])
    let replaced = try pictures.filter("in", "-k", "box3", "-o", "out")
    #expect(replaced.status == 0)
    #expect(try pictures.samples("out/a.png") == .uint8(Array(repeating: 100, count: 6)))
  }

  @Test("records are JSON objects, one a line, in the order of the inputs")
  func records() throws {
    try pictures.pictures("in/a.png", "in/c.png")
    try pictures.write(Array("hello".utf8), "in/b.png")
    let run = try pictures.filter(
      "in", "-k", "edge", "-o", "out", "--range", "offset", "--json", "--variant", "baseline")
    #expect(run.status == 1)
    let lines = run.output.split(separator: "\n").map(String.init)
    try #require(lines.count == 3)
    let start =
      #"{"black":-128,"channels":1,"command":"filter","file":"a.png","height":2,"input":"in/a.png","#
    let end = #""status":"done","white":127,"width":3}"#
    #expect(lines[0].hasPrefix(start + #""kernel":"edge","output":"out/a.png","plan":"#))
    #expect(lines[0].contains(#", baseline","range":"offset","result":{"bytes":"#))
    #expect(lines[0].hasSuffix(end))
    let problem =
      "in/b.png: not a PNG or JPEG file: it starts with text: leave it out, or copy it again if it should be one"
    #expect(
      lines[1]
        == #"{"command":"filter","error":"\#(problem)","input":"in/b.png","kind":"content","status":"failed"}"#
    )
    #expect(lines[2].contains(#""input":"in/c.png""#))
  }

  @Test("quiet says nothing but errors")
  func quiet() throws {
    try pictures.pictures("in/a.png")
    try pictures.write([], "in/b.png")
    let run = try pictures.filter("in", "-k", "box3", "-o", "out", "-q")
    #expect(run.status == 1)
    #expect(run.output == "")
    #expect(run.diagnostics == "lenslet: in/b.png: the file is empty: copy or download it again\n")
  }

  @Test("the plan and the variant are told once for many images")
  func explain() throws {
    try pictures.pictures("in/a.png", "in/b.png")
    let run = try pictures.filter(
      "in", "-k", "edge", "-o", "out", "--explain", "--plan", "reference", "--variant", "baseline")
    let lines = run.diagnostics.split(separator: "\n").filter { $0.hasPrefix("edge: ") }
    #expect(lines.count == 1)
    #expect(lines.first?.hasPrefix("edge: reference") == true)
    #expect(lines.first?.hasSuffix("baseline") == true)
  }

  @Test("stride, size and border reach the convolution")
  func options() throws {
    try pictures.pictures("a.png")
    try pictures.write(Array("1 1 1\n".utf8), "row.kernel")
    let run = try pictures.filter(
      "a.png", "-k", "./row.kernel", "-o", "out", "--border", "constant:50", "--stride", "2x1",
      "--format", "npy")
    #expect(run.status == 0)
    let array = try NumpyArray(
      decoding: try File.read(pictures.folder("out/a.npy"), limit: 1000))
    #expect(array.shape == [1, 2, 2])
    #expect(array.values == [250, 250, 250, 250])
  }

  @Test("records that are lost make the status 1, the images are done")
  func lostRecords() throws {
    try pictures.pictures("in/a.png", "in/b.png")
    let run = try Tool.run(
      ["filter", "in", "-k", "box3", "-o", "out", "-q", "--json"], in: pictures.url,
      outputDevice: "/dev/full")
    #expect(run.status == 1)
    #expect(
      run.diagnostics
        == "lenslet: standard output cannot be written; what should be printed there is lost\n")
    #expect(pictures.files() == ["a.png", "b.png"])
  }

  @Test(
    "an interrupted batch says how far it came and leaves no unfinished file",
    arguments: [("INT", 130), ("TERM", 143)])
  func interrupted(signal: String, status: Int32) throws {
    let image = Image(
      size: ImageSize(width: 200, height: 200), layout: .grey,
      samples: .uint8(Array(repeating: 9, count: 40_000)))
    let file = try ImageEncoder.encode(image, as: .png)
    for index in 0..<400 { try pictures.write(file, "in/\(index).png") }
    // Forced into the plainest loops, so that the signal comes long before the end.
    let run = try Tool.shell(
      """
      timeout --preserve-status -s \(signal) 0.4 \
        "$LENSLET" filter in -k log9 -o out --plan reference --jobs 1
      """, in: pictures.url)
    #expect(run.status == status)
    #expect(run.diagnostics.hasPrefix("lenslet: interrupted"))
    #expect(pictures.folder.names(in: "out").allSatisfy { $0.hasSuffix(".png") })
  }

  @Test("interruptions of many small files leave none of them unfinished")
  func interruptedOften() throws {
    for index in 0..<300 { try pictures.pictures("in/\(index).png") }
    let run = try Tool.shell(
      """
      for round in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
        "$LENSLET" filter in -k sobel -k kirsch -o out --jobs 8 -q &
        until ls out/* > found 2>&1; do :; done
        kill -HUP $! 2> missed && wait $!
        ls -A out | grep '^[.]'
        rm -r out
      done
      """, in: pictures.url)
    #expect(run.output == "")
    let talk = run.diagnostics.split(separator: "\n")
    #expect(talk.allSatisfy { $0.hasPrefix("lenslet: interrupted") }, "\(run.diagnostics)")
  }

  @Test("records do not get into pictures where standard output is closed")
  func closedOutput() throws {
    for index in 0..<200 { try pictures.pictures("in/\(index).png") }
    let run = try Tool.shell(
      "lenslet filter in -k box3 -o out --json --jobs 8 >&- 2> talk; grep -l input out/*",
      in: pictures.url)
    #expect(run.output == "")
    #expect(pictures.files().count == 200)
  }
}
