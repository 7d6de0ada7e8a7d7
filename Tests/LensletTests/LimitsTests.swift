import Files
import Testing
import _TestSupport

/// What one input, and all of them together, may take.
@Suite struct LimitsTests {
  let pictures: PictureFolder

  init() throws {
    pictures = try PictureFolder()
    try pictures.noise("a.png")
    try pictures.filters(width: 3)
  }

  private static let commands = [
    ["filter", "a.png", "-k", "box3"],
    ["maps", "a.png", "-m", "first-layer", "-w", "w.safetensors", "--form", "npy", "--no-page"],
  ]

  /// Runs a command with options.
  private func run(_ command: [String], _ options: String...) throws -> Tool.Run {
    try Tool.run(command + ["-o", "out"] + options, in: pictures.url)
  }

  @Test(
    "an input that takes too long is given up, and said to be a matter of limits",
    arguments: commands)
  func timeout(command: [String]) throws {
    let run = try run(command, "--timeout", "1e-9", "--json")
    #expect(run.status == 1)
    #expect(
      run.diagnostics.contains(
        "a.png: was not done within 0.00 s, as --timeout asks: allow more, or leave it out\n"))
    #expect(run.output.contains(#""kind":"limit""#))
    #expect(pictures.files().filter { $0.hasSuffix("png") || $0.hasSuffix("npy") }.isEmpty)
    #expect(try self.run(command, "--timeout", "3600").status == 0)
  }

  @Test("an input that needs too much memory is refused before it is decoded", arguments: commands)
  func memory(command: [String]) throws {
    let run = try run(command, "--max-memory", "1K", "--json")
    #expect(run.status == 1)
    #expect(run.diagnostics.contains("of memory"), "\(run.diagnostics)")
    #expect(run.diagnostics.contains("--max-memory allows 1K"), "\(run.diagnostics)")
    #expect(run.output.contains(#""kind":"limit""#))
    #expect(try self.run(command, "--max-memory", "1G").status == 0)
  }

  @Test("inputs that fit one after the other are all done")
  func together() throws {
    for number in 0..<6 { try pictures.noise("in/\(number).png") }
    let command = ["maps", "in"] + Self.commands[1].dropFirst(2)
    let run = try run(Array(command), "--max-memory", "1M", "--jobs", "4")
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(pictures.files().count { $0.hasSuffix(".npy") } == 12)
  }

  @Test("a time that is none is a usage error", arguments: ["0", "-1", "nan"])
  func wrongTime(text: String) throws {
    let run = try Tool.run(
      ["filter", "a.png", "-k", "box3", "-o", "out", "--timeout=\(text)"], in: pictures.url)
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
