import Files
import Testing
import _TestSupport

/// What one input, and all of them together, may take.
@Suite struct LimitsTests {
  let pictures: PictureFolder

  init() throws {
    pictures = try PictureFolder()
    try pictures.smallNetwork()
    try pictures.write(try pictures.read("a.png"), "small.png")
    try pictures.noise("a.png")
    try pictures.filters(width: 3)
  }

  private static let commands = [
    ["filter", "a.png", "-k", "box3"],
    ["maps", "a.png", "-m", "first-layer", "-w", "w.safetensors", "--form", "npy", "--no-page"],
    ["compare", "a.png", "-w", "w.safetensors", "--no-families", "-k", "box3"],
    ["explain", "small.png", "-m", "net.onnx"] + SmallNetwork.input,
    ["mislead", "small.png", "-m", "net.onnx", "--steps", "1"] + SmallNetwork.input,
  ]

  /// What a command records of its inputs: those of pictures alone in their index.
  private func records(_ command: [String], _ run: Tool.Run) throws -> String {
    ["explain", "mislead"].contains(command[0])
      ? String(decoding: try pictures.read("out/index.jsonl"), as: UTF8.self) : run.output
  }

  /// Runs a command with options, those of limits and for records.
  private func limited(_ command: [String], _ options: String...) throws -> Tool.Run {
    let json = ["explain", "mislead"].contains(command[0]) ? [] : ["--json"]
    return try Tool.run(command + ["-o", "out"] + json + options, in: pictures.url)
  }

  /// Runs a command with options.
  private func run(_ command: [String], _ options: String...) throws -> Tool.Run {
    try Tool.run(command + ["-o", "out"] + options, in: pictures.url)
  }

  @Test(
    "an input that takes too long is given up, and said to be a matter of limits",
    arguments: commands)
  func timeout(command: [String]) throws {
    let run = try limited(command, "--timeout", "1e-9")
    #expect(run.status == 1)
    #expect(
      run.diagnostics.contains(
        "\(command[1]): was not done within 0.00 s, as --timeout asks: allow more, or leave it out\n"
      ))
    #expect(try records(command, run).contains(#""kind":"limit""#), "\(run.output)")
    // A comparison has pictures of its filters whatever becomes of the images.
    if command[0] != "compare" {
      #expect(pictures.files().filter { $0.hasSuffix("png") || $0.hasSuffix("npy") }.isEmpty)
    }
    #expect(try self.run(command, "--timeout", "3600").status == 0)
  }

  @Test("an input that needs too much memory is refused before it is decoded", arguments: commands)
  func memory(command: [String]) throws {
    let run = try limited(command, "--max-memory", "1K")
    #expect(run.status == 1)
    #expect(run.diagnostics.contains("of memory"), "\(run.diagnostics)")
    #expect(run.diagnostics.contains("--max-memory allows 1K"), "\(run.diagnostics)")
    #expect(try records(command, run).contains(#""kind":"limit""#), "\(run.output)")
    #expect(try self.run(command, "--max-memory", "1G").status == 0)
  }

  @Test("an image of more pixels is refused before it is decoded", arguments: commands)
  func pixels(command: [String]) throws {
    let run = try limited(command, "--max-pixels", "143")
    #expect(run.status == 1)
    #expect(run.diagnostics.contains("--max-pixels"), "\(run.diagnostics)")
    #expect(try records(command, run).contains(#""kind":"limit""#), "\(run.output)")
    #expect(try self.run(command, "--max-pixels", "4096").status == 0)
  }

  @Test("a JPEG file of more scans is refused, whichever command decodes it", arguments: commands)
  func scans(command: [String]) throws {
    let fixtures = Path(#filePath).parent.parent.appending("Fixtures")
    let file = try File.read(fixtures.appending("progressive.jpg"), limit: 1 << 20)
    let scans = file.indices.dropLast().count { file[$0] == 0xff && file[$0 + 1] == 0xda }
    try pictures.write(file, "p.jpg")
    var command = command
    command[1] = "p.jpg"
    let run = try limited(command, "--max-scans", "\(scans - 1)")
    #expect(run.status == 1)
    #expect(run.diagnostics.contains("lenslet: p.jpg: "))
    #expect(
      run.diagnostics.contains(
        "the JPEG file has more scans than the limit of \(scans - 1), each of which goes "
          + "over the whole picture: raise it with --max-scans if you trust the file\n"),
      "\(run.diagnostics)")
    #expect(try records(command, run).contains(#""kind":"limit""#), "\(run.output)")
    #expect(!(try self.run(command, "--max-scans", "\(scans)")).diagnostics.contains("scans"))
  }

  @Test("inputs that fit one after the other are all done")
  func together() throws {
    for number in 0..<6 { try pictures.noise("in/\(number).png") }
    let command = ["maps", "in"] + Self.commands[1].dropFirst(2)
    let run = try run(Array(command), "--max-memory", "1M", "--jobs", "4")
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(pictures.files().count { $0.hasSuffix(".npy") } == 12)
  }

  @Test(
    "a time, or a number of scans or pixels, that is none is a usage error",
    arguments: [
      "--timeout=0", "--timeout=-1", "--timeout=nan", "--max-scans=0", "--max-scans=-1",
      "--max-pixels=0",
    ])
  func wrongLimit(option: String) throws {
    let run = try Tool.run(
      ["filter", "a.png", "-k", "box3", "-o", "out", option], in: pictures.url)
    #expect(run.status == 64)
  }

  @Test("--like filters by the rules of another program, and refuses what these do not know")
  func like() throws {
    try pictures.write(Array("0 0 0\n0 1 -2\n0 0 0\n".utf8), "k.kernel")
    let base = ["filter", "a.png", "-k", "k.kernel", "-o"]
    for tool in ["opencv", "scipy", "libvips", "pillow", "imagemagick", "torch"] {
      let run = try Tool.run(base + ["like/\(tool)", "--like", tool], in: pictures.url)
      #expect(run.status == 0, "\(run.diagnostics)")
    }
    let plain = try Tool.run(base + ["plain"], in: pictures.url)
    #expect(plain.status == 0)
    #expect(try pictures.read("plain/a.png") == pictures.read("like/opencv/a.png"))
    // Below zero SciPy's integers wrap.
    #expect(try pictures.samples("like/scipy/a.png") != pictures.samples("like/libvips/a.png"))
    try pictures.write(Array("1 2\n".utf8), "even.kernel")
    for options in [
      ["-k", "k.kernel", "--like", "scipy", "--stride", "2"],
      ["-k", "even.kernel", "--like", "pillow"],
      ["-k", "k.kernel", "--like", "gimp"],
    ] {
      let run = try Tool.run(["filter", "a.png", "-o", "out"] + options, in: pictures.url)
      #expect(run.status == 64, "\(run.diagnostics)")
    }
  }
}
