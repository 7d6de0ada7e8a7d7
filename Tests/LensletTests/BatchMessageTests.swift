import Codecs
import Files
import Foundation
import Pixels
import Testing
import Weights
import _TestSupport

/// What the commands that work on many inputs say of all of them.
@Suite struct BatchMessageTests {
  let pictures: PictureFolder

  init() throws {
    pictures = try PictureFolder()
    let weights = Tensor(name: "conv1.weight", shape: [1, 3, 1, 1], values: [1, 2, 3])
    try pictures.write(try SafetensorsWriter.encode([weights]), "w.safetensors")
    try pictures.write(
      Array("{ steps: [{ name: 'r', relu: {} }], export: { forms: ['npy'] } }".utf8), "p.json5")
  }

  private static let commands = [
    ["filter", "-k", "box3"], ["run", "p.json5"],
    ["maps", "-m", "first-layer", "-w", "w.safetensors", "-l", "conv1"],
    ["compare", "-w", "w.safetensors"],
  ]

  @Test(
    "a command without any input ends with a status of its own and writes nothing",
    arguments: commands, [[], ["--json"], ["-q"]])
  func noInput(command: [String], options: [String]) throws {
    try pictures.write([1], "in/notes.txt")
    try File.makeDirectories(pictures.folder("bare"))
    let run = try Tool.run(command + ["in", "bare", "-o", "out"] + options, in: pictures.url)
    #expect(run.status == 66)
    #expect(run.output.isEmpty)
    for name in ["in", "bare"] {
      #expect(
        run.diagnostics.contains(
          "lenslet: \(name): no images: files named .png, .jpg or .jpeg are taken\n"))
    }
    #expect(FileKind(of: pictures.folder("out")) == nil)
  }

  @Test("a rehearsal without any input has that status too", arguments: [0, 2])
  func rehearsal(command: Int) throws {
    try pictures.write([1], "in/notes.txt")
    let run = try Tool.run(
      Self.commands[command] + ["in", "-o", "out", "--dry-run"], in: pictures.url)
    #expect(run.status == 66)
    #expect(run.output.isEmpty)
  }

  @Test("where all is there already, the status is 0")
  func skipped() throws {
    try pictures.pictures("in/a.png")
    try File.makeDirectories(pictures.folder("bare"))
    #expect(try pictures.filter("in", "-k", "box3", "-o", "out").status == 0)
    let run = try pictures.filter("in", "bare", "-k", "box3", "-o", "out", "--skip-existing")
    #expect(run.status == 0)
    #expect(run.diagnostics.contains("0 images done, 0 failed, 1 skipped"))
  }

  @Test("results of lenslet are no photographs, which is said once", arguments: commands)
  func results(command: [String]) throws {
    try pictures.pictures("in/a.png")
    for _ in 0..<2 {
      #expect(
        try Tool.run(Self.commands[2] + ["in", "-o", "in/x/maps"], in: pictures.url).status == 0)
      #expect(
        try Tool.run(Self.commands[3] + ["in", "-o", "in/cmp", "--no-page"], in: pictures.url)
          .status
          == 0)
      #expect(
        try pictures.filter("in", "-k", "edge", "-k", "box3", "-o", "in/f", "--page").status == 0)
    }
    let run = try Tool.run(command + ["in", "-o", "out"], in: pictures.url)
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(
      run.diagnostics.contains(
        "lenslet: in/cmp and 2 other folders: results of lenslet are not taken as images; name the "
          + "folder itself to take them\n"), "\(run.diagnostics)")
    #expect(run.diagnostics.contains("1 image done, 0 failed"))
    let named = try Tool.run(command + ["in/f", "-o", "named"], in: pictures.url)
    #expect(named.diagnostics.contains("2 images done, 0 failed"), "\(named.diagnostics)")
  }

  @Test("images in the folder of the results are told, and results there are not")
  func imagesAmongResults() throws {
    try pictures.pictures("in/a.png", "in/out/b.png")
    for _ in 0..<2 {
      let run = try pictures.filter("in", "-k", "edge", "-o", "in/out")
      #expect(run.diagnostics.contains("1 image done"), "\(run.diagnostics)")
      #expect(
        run.diagnostics.contains(
          "lenslet: the folder of the results is not searched for images, and has one that lenslet "
            + "has not made: b.png\n"), "\(run.diagnostics)")
    }
    let run = try pictures.filter("in", "-k", "edge", "-o", "in/new")
    #expect(!run.diagnostics.contains("has not made"), "\(run.diagnostics)")
  }

  @Test("filtered images in a folder below the photographs are none to a later run")
  func filteredInside() throws {
    try pictures.pictures("in/a.png", "in/sub/b.png")
    #expect(try pictures.filter("in", "-k", "edge", "-o", "in/new/edges", "-q").status == 0)
    let second = try pictures.filter("in", "-k", "box3", "-o", "in/blurred")
    #expect(second.diagnostics.contains("2 images done"), "\(second.diagnostics)")
    #expect(second.diagnostics.contains("lenslet: in/new/edges: results of lenslet"))
    #expect(pictures.files("in/blurred") == ["a.png", "sub/b.png"])
    #expect(try pictures.filter("in", "-k", "edge", "-o", "out", "-q").status == 0)
    #expect(pictures.folder.names(in: "out") == ["a.png", "sub"], "there is no need of a mark")
  }

  @Test("a page of filtered images that is not written anew is told")
  func earlierPage() throws {
    try pictures.pictures("a.png")
    let warning = "lenslet: warning: out/index.html: shows an earlier run, not this one"
    for (options, isTold) in [
      (["--page"], false), (["--page"], false), ([], true), (["-q"], false),
    ] {
      let run = try Tool.run(
        ["filter", "a.png", "-k", "edge", "-o", "out"] + options, in: pictures.url)
      #expect(run.status == 0)
      #expect(run.diagnostics.contains(warning) == isTold, "\(run.diagnostics)")
    }
  }

  @Test("what every input fails for is told once, with the number of the others")
  func alike() throws {
    try pictures.pictures("in/a.png", "in/b.png", "in/c.jpg")
    try pictures.noise("in/d.png")
    try pictures.write(Array("1\n".utf8), "one.kernel")
    try pictures.write(
      Array((String(repeating: "1 ", count: 65) + "\n").utf8), "k.kernel")
    let alike = try pictures.filter(
      "in", "-k", "./one.kernel", "-k", "./k.kernel", "-o", "out", "--size", "valid", "-q",
      "--json",
      "-j", "1")
    #expect(alike.status == 1)
    #expect(
      alike.diagnostics == """
        lenslet: in/a.png: kernel 'k': the kernel covers 65x1 pixels, the image has only 3x2: \
        size 'valid' leaves nothing, use 'same' or 'full'
        lenslet: the same for 3 more inputs: kernel 'k'

        """)
    let failed = alike.output.split(separator: "\n").filter { $0.contains(#""status":"failed""#) }
    #expect(failed.count == 4, "records name each")
    try pictures.write(Array("1 1 1 1\n".utf8), "k.kernel")
    let some = try pictures.filter(
      "in", "-k", "./k.kernel", "-o", "out", "--size", "valid", "-q", "-j", "1")
    #expect(some.diagnostics.split(separator: "\n").count == 3)
    for name in ["a.png", "b.png", "c.jpg"] { #expect(some.diagnostics.contains("in/\(name): ")) }
  }

  @Test("a disk that is full is told once")
  func fullDisk() throws {
    let mounted = try Tool.shell(
      "mkdir out && mount -t tmpfs -o size=4k tmpfs out", in: pictures.url)
    guard mounted.status == 0 else {
      print("skipped: a small file system cannot be mounted here")
      return
    }
    for name in ["a", "b", "c"] { try pictures.noise("in/\(name).png") }
    let run = try Tool.shell(
      """
      lenslet filter in -k identity -k edge -o out -q -j 1 --format npy; status=$?
      umount out; exit $status
      """, in: pictures.url)
    #expect(run.status == 1)
    #expect(
      run.diagnostics == """
        lenslet: out/a-identity.npy: cannot be written: the disk is full
        lenslet: the same for 5 more files: the disk is full

        """)
  }

  @Test(
    "a terminal that knows no control sequences gets plain lines",
    arguments: [("xterm", true), ("dumb", false), ("", false)])
  func terminal(name: String, isRedrawn: Bool) throws {
    let script = "/usr/bin/script"
    guard FileManager.default.isExecutableFile(atPath: script) else {
      print("skipped: \(script) is not there")
      return
    }
    try pictures.pictures("a.png")
    try pictures.write([1], "b.png")
    let run = try Tool.shell(
      """
      TERM='\(name)' \(script) -qec "'$LENSLET' filter a.png b.png -k box3 -o out" typescript
      """, in: pictures.url)
    #expect(run.output.contains("1 image done, 1 failed"), "\(run.output)")
    #expect(run.output.contains("\u{1B}[K") == isRedrawn)
    #expect(run.output.contains("\r[") == isRedrawn)
  }

  @Test("an interrupted run leaves no index, and its files go when the next begins")
  func interrupted() throws {
    for number in 0..<60 { try pictures.noise("in/\(number).png") }
    let maps = "maps in -m first-layer -w w.safetensors --form png --form npy --no-page -q"
    let run = try Tool.shell(
      """
      lenslet() { exec "$LENSLET" "$@"; }
      lenslet \(maps) -j 1 -o out & process=$!
      while kill -0 $process && ! [ -e out/1.png/relu1.npy ]; do sleep 0.01; done
      kill -KILL $process; wait $process
      """, in: pictures.url)
    #expect(run.status == 137)
    #expect(pictures.folder.names(in: "out").contains(".lenslet-results"))
    #expect(FileKind(of: pictures.folder("out/index.jsonl")) == nil)
    try pictures.write([1], "out/0.png/mine.txt")
    let again = try Tool.run(
      [
        "maps", "in/59.png", "-m", "first-layer", "-w", "w.safetensors", "-l", "conv1", "--form",
        "npy", "--no-page", "-o", "out",
      ], in: pictures.url)
    #expect(again.status == 0)
    #expect(again.diagnostics.contains(" files of an earlier run are removed\n"))
    #expect(pictures.files() == ["0.png/mine.txt", "59.png/conv1.npy", "index.jsonl"])
    #expect(!pictures.folder.names(in: "out").contains(".lenslet-results"))
  }
}
