import Files
import Foundation
import Testing
import _TestSupport

@Suite("lenslet filter with bad input")
struct FilterBadInputTests {
  let pictures: PictureFolder

  init() throws { pictures = try PictureFolder() }

  /// Every file gets one line, the good one is done, and nothing else is written.
  private func expectOneLine(_ line: String, _ place: SourceLocation = #_sourceLocation) throws {
    try pictures.pictures("in/zz-good.png")
    let run = try pictures.filter("in", "-k", "box3", "-o", "out", "-q")
    #expect(run.status == 1, sourceLocation: place)
    #expect(run.diagnostics == "lenslet: \(line)\n", sourceLocation: place)
    #expect(pictures.folder.names(in: "out") == ["zz-good.png"], sourceLocation: place)
  }

  @Test("an empty file")
  func empty() throws {
    try pictures.write([], "in/a.png")
    try expectOneLine("in/a.png: the file is empty: copy or download it again")
  }

  @Test("a text file named .png")
  func text() throws {
    try pictures.write(Array("hello, world\n".utf8), "in/a.png")
    try expectOneLine(
      "in/a.png: not a PNG or JPEG file: it starts with text: leave it out, or copy it again if it should be one"
    )
  }

  @Test("a truncated file", arguments: [true, false])
  func truncated(jpeg: Bool) throws {
    let name = jpeg ? "a.jpg" : "a.png"
    try pictures.write(Array(try PictureFolder.file(jpeg: jpeg).dropLast(24)), "in/" + name)
    try expectOneLine(
      "in/\(name): the \(jpeg ? "JPEG" : "PNG") file ends early: "
        + "it was cut off, copy or download it again")
  }

  @Test("a corrupt PNG")
  func corrupt() throws {
    var bytes = try PictureFolder.file(jpeg: false)
    bytes[bytes.count - 20] ^= 0xFF
    try pictures.write(bytes, "in/a.png")
    try pictures.pictures("in/zz-good.png")
    let run = try pictures.filter("in", "-k", "box3", "-o", "out", "-q")
    #expect(run.status == 1)
    #expect(run.diagnostics.hasPrefix("lenslet: in/a.png: the PNG file is damaged ("))
    #expect(run.diagnostics.split(separator: "\n").count == 1)
    #expect(pictures.files() == ["zz-good.png"])
  }

  @Test("absurd dimensions, and a lowered limit")
  func dimensions() throws {
    try pictures.pictures("in/a.png")
    let run = try pictures.filter("in", "-k", "box3", "-o", "out", "-q", "--max-pixels", "5")
    #expect(run.status == 1)
    #expect(
      run.diagnostics
        == "lenslet: in/a.png: the image is 3x2 pixels large, more than the limit of 5 pixels: "
        + "raise it with --max-pixels if you trust the file\n")
    #expect(pictures.folder.names() == ["in"])
  }

  @Test("more pixels than memory can hold, where the limit was raised")
  func memory() throws {
    // The header of an interlaced PNG of 1,000,000 x 1,000,000 grey pixels, and nothing of them.
    let header: [UInt8] = [
      0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52,
      0, 0x0F, 0x42, 0x40, 0, 0x0F, 0x42, 0x40, 8, 0, 0, 0, 1, 0x0E, 0x01, 0x57, 0x37,
      0, 0, 0, 0, 0x49, 0x44, 0x41, 0x54, 0x35, 0xAF, 0x06, 0x1E,
    ]
    try pictures.write(header, "in/a.png")
    try pictures.pictures("in/zz-good.png")
    let run = try Tool.shell(
      "ulimit -v 4000000; lenslet filter in -k box3 -o out -q --max-pixels 9000000000000000000",
      in: pictures.url)
    #expect(run.status == 1)
    #expect(
      run.diagnostics
        == "lenslet: in/a.png: there is not enough memory for the PNG file: "
        + "use fewer jobs or smaller images\n")
    #expect(pictures.files() == ["zz-good.png"])
  }

  @Test("a file that is not there")
  func missing() throws {
    try pictures.pictures("a.png")
    let run = try pictures.filter("no.png", "a.png", "-k", "box3", "-o", "out", "-q")
    #expect(run.status == 1)
    #expect(
      run.diagnostics == "lenslet: no.png: cannot be read: no such file or directory\n")
    #expect(pictures.files() == ["a.png"])
  }

  @Test("a file and a folder without permission are named, an output without it stops all at once")
  func permissions() throws {
    let asNobody = try #require(
      Tool.asNobody, "running as root without setpriv, permissions cannot be tested")
    try pictures.pictures("in/a.png", "in/b/c.png", "in/d.png")
    let run = try Tool.shell(
      """
      chmod 755 . && chmod 000 in/a.png in/b && mkdir out closed && chmod 777 out
      chmod 555 closed
      \(asNobody) "$LENSLET" filter in -k \(Tool.package.path())kernels/box3.kernel -o out -q
      status=$?
      for place in closed closed/new; do
        \(asNobody) "$LENSLET" filter in -k \(Tool.package.path())kernels/box3.kernel -o $place -q
      done
      chmod 755 in/b
      exit $status
      """, in: pictures.url)
    #expect(run.status == 1)
    #expect(
      run.diagnostics.split(separator: "\n") == [
        "lenslet: in/a.png: cannot be read: permission denied",
        "lenslet: in/b: cannot be listed: permission denied",
        "lenslet filter: closed: cannot be written: permission denied",
        "lenslet filter: closed/new: cannot be made: permission denied",
      ])
    #expect(pictures.folder.names(in: "out") == ["d.png"])
    #expect(pictures.folder.names(in: "closed").isEmpty)
  }

  @Test("a file that may not grow, as on a full disk, leaves nothing")
  func full() throws {
    try pictures.noise("in/a.png")
    try pictures.pictures("in/b.png")
    let run = try Tool.shell(
      "ulimit -f 1; lenslet filter in -k identity -o out -q --format npy", in: pictures.url)
    #expect(run.status == 1)
    #expect(
      run.diagnostics
        == "lenslet: out/a.npy: cannot be written: it would exceed the limit on the size of a file\n"
    )
    #expect(pictures.folder.names(in: "out") == ["b.npy"])
  }

  @Test("a full disk leaves nothing")
  func fullDisk() throws {
    let mounted = try Tool.shell(
      "mkdir out && mount -t tmpfs -o size=16k tmpfs out", in: pictures.url)
    guard mounted.status == 0 else {
      print("skipped: a small file system cannot be mounted here")
      return
    }
    try pictures.noise("in/a.png")
    try pictures.pictures("in/b.png")
    // One after the other: what is half written fills the disk for the other image too.
    let run = try Tool.shell(
      "lenslet filter in -k identity -o out -q -j 1 --format npy; status=$?; ls -A out; umount out; "
        + "exit $status", in: pictures.url)
    #expect(run.status == 1)
    #expect(run.diagnostics == "lenslet: out/a.npy: cannot be written: the disk is full\n")
    #expect(run.output == "b.npy\n")
  }

  @Test("a folder without images is a warning beside others, and a status of its own alone")
  func emptyFolder() throws {
    try pictures.write([1], "in/notes.txt")
    try pictures.pictures("a.png")
    let warning = "lenslet: in: no images: files named .png, .jpg or .jpeg are taken\n"
    let beside = try pictures.filter("in", "a.png", "-k", "box3", "-o", "out")
    #expect(beside.status == 0)
    #expect(beside.diagnostics.hasPrefix(warning))
    for option in ["--json", "--dry-run", "-q"] {
      let alone = try pictures.filter("in", "-k", "box3", "-o", "none", option)
      #expect(alone.status == 66)
      #expect(alone.output.isEmpty)
      #expect(alone.diagnostics == warning)
    }
    #expect(pictures.folder.names() == ["a.png", "in", "out"])
  }

  @Test("two inputs with the same output name, before any work")
  func sameName() throws {
    try pictures.pictures("in/a.png", "in/a.jpg", "in/0.png")
    let run = try pictures.filter("in", "-k", "box3", "-o", "out", "--format", "png")
    #expect(run.status == 64)
    #expect(
      run.diagnostics.hasPrefix(
        "lenslet filter: in/a.jpg and in/a.png would both be written to out/a.png: "))
    #expect(pictures.folder.names() == ["in"])
  }

  @Test("an output that would replace an input, before any work", arguments: ["in", "soft"])
  func replaces(output: String) throws {
    try pictures.pictures("in/a.png")
    pictures.folder.link("soft", to: "in")
    let before = try File.read(pictures.folder("in/a.png"), limit: 1000)
    let run = try pictures.filter("in", "-k", "edge", "-o", output)
    #expect(run.status == 64)
    #expect(run.diagnostics.hasPrefix("lenslet filter: in/a.png: would be replaced by "))
    #expect(try File.read(pictures.folder("in/a.png"), limit: 1000) == before)
  }

  @Test("names with spaces, quotes, newlines and bytes that are no UTF-8")
  func names() throws {
    let bytes: [[UInt8]] = [
      Array("a b.png".utf8), Array("q\"'$.png".utf8), Array("n\nl.png".utf8),
      [0x78, 0xFF, 0x2E, 0x70, 0x6E, 0x67],
    ]
    for name in bytes {
      let path = try #require(Path(bytes: name))
      try File.makeDirectories(pictures.folder("in"))
      try File.write(
        try PictureFolder.file(jpeg: false), to: pictures.folder("in").appending(path))
    }
    let run = try pictures.filter("in", "-k", "box3", "-o", "out", "--dry-run")
    #expect(
      run.output == """
        in/a b.png -> out/a b.png
        in/n\\nl.png -> out/n\\nl.png
        in/q"'$.png -> out/q"'$.png
        in/x\\xFF.png -> out/x\\xFF.png

        """)
    #expect(try pictures.filter("in", "-k", "box3", "-o", "out").status == 0)
    #expect(DirectoryWalk(pictures.folder("out")).files.map(\.bytes) == bytes.sorted(by: precedes))
    let direct = try Tool.shell(
      #"lenslet filter "$(printf 'in/x\377.png')" -k box3 -o "$(printf 'o\376')" -q"#,
      in: pictures.url)
    #expect(direct.status == 0)
    let folder = try #require(Path(bytes: [0x6F, 0xFE]))
    #expect(DirectoryWalk(pictures.folder.path.appending(folder)).files.map(\.bytes) == [bytes[3]])
  }

  private func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.lexicographicallyPrecedes(right)
  }

  @Test("a wrong kernel file names file, line and column; all of them are named")
  func kernels() throws {
    try pictures.pictures("a.png")
    try pictures.write(Array("1 2 3\n4 5\n".utf8), "short.kernel")
    try pictures.write(Array("1 x\n".utf8), "word.kernel")
    let run = try pictures.filter(
      "a.png", "-k", "./short.kernel", "-k", "./word.kernel", "-o", "out")
    let lines = run.diagnostics.split(separator: "\n")
    #expect(run.status == 1)
    #expect(lines.count == 2)
    #expect(lines.first?.hasPrefix("lenslet: ./short.kernel:2:") == true)
    #expect(lines.last?.hasPrefix("lenslet: ./word.kernel:1:3: ") == true)
    #expect(pictures.folder.names() == ["a.png", "short.kernel", "word.kernel"])
  }

  @Test(
    "usage errors exit 64 and suggest what was meant",
    arguments: [
      (["-k", "sobell"], "unknown kernel 'sobell'; did you mean 'sobel'?"),
      (
        ["-k", "box3", "--boarder", "wrap"], "unknown option '--boarder'; did you mean '--border'?"
      ),
      (["-k", "box3", "--range", "ofset"], "did you mean 'offset'?"),
      (["-k", "box3", "--border", "reflect"], "option '--border' takes one of reflect101,"),
      (
        ["-k", "box3", "--border", "constant:300"],
        "symmetric, wrap, constant or constant:V with V from 0 to 255, not 'constant:300'"
      ),
      (["-k", "box3", "--template", "{nmae}"], "did you mean '{name}'?"),
      (
        ["-k", "box3", "--template", "{name}.jpg"],
        "out/a.jpg would be a PNG file: end the template with {ext}, or choose another --format"
      ),
      (["-k", "box3", "--quality", "101"], "--quality is 1 to 100, not 101"),
      (["-k", "box3", "--jobs", "0"], "--jobs is 1 to 1024, not 0"),
      (["-k", "box3", "--stride", "0"], "option '--stride' takes a whole number from 1 to 65535"),
      (
        ["-k", "box3", "--format", "npy", "--range", "abs"], "--format npy writes them as they are"
      ),
      (["-k", "box3", "-k", "box3"], "two kernels are named 'box3'"),
      ([], "missing option '--kernel KERNEL…'"),
    ])
  func usage(arguments: [String], message: String) throws {
    try pictures.pictures("a.png")
    let run = try Tool.run(["filter", "a.png", "-o", "out"] + arguments, in: pictures.url)
    #expect(run.status == 64)
    #expect(run.diagnostics.hasPrefix("lenslet filter: "))
    #expect(run.diagnostics.contains(message), "\(run.diagnostics)")
    #expect(pictures.folder.names() == ["a.png"])
  }
}
