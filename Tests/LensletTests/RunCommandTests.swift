import Codecs
import Files
import Foundation
import Pixels
import Testing
import _TestSupport

@Suite("lenslet run")
struct RunCommandTests {
  let pictures: PictureFolder

  init() throws { pictures = try PictureFolder() }

  private func pipeline(_ text: String) throws {
    try pictures.write(Array(text.utf8), "p.json5")
  }

  private func run(_ arguments: String...) throws -> Tool.Run {
    try Tool.run(["run"] + arguments, in: pictures.url)
  }

  private static let samples = Tool.package.appending(path: "samples/pipelines").path

  @Test("the lectures' example, with every step as an array")
  func lecture() throws {
    let run = try run(
      "\(Self.samples)/lecture-4x4.json5", "\(Self.samples)/lecture-4x4.npy", "-o", "out", "-q")
    #expect(run.status == 0)
    #expect(run.diagnostics.isEmpty)
    let expected: [(String, [Double])] = [
      ("conv", [1, 1, 0, 1, 3, 1, 0, 2, 1]), ("relu", [1, 1, 0, 1, 3, 1, 0, 2, 1]),
      ("pool", [3, 3, 3, 3]),
    ]
    for (step, values) in expected {
      let file = pictures.folder("out/lecture-4x4.npy/\(step).npy")
      let array = try NumpyArray(decoding: try File.read(file, limit: 1 << 16))
      #expect(array.values == values)
    }
  }

  @Test("pictures of folders, and one that fails among them")
  func folder() throws {
    try pictures.pictures("in/sub/b.jpg", "in/c.png")
    try pictures.write([], "in/a.png")
    try pipeline(
      "{ input: { colour: 'grey' }, steps: [{ name: 'r', relu: {} }], export: { forms: ['npy'] } }")
    let run = try run("p.json5", "in", "-o", "out", "-q")
    #expect(run.status == 1)
    #expect(run.diagnostics == "lenslet: in/a.png: the file is empty: copy or download it again\n")
    #expect(pictures.files().filter { $0.hasSuffix(".npy") } == ["c.png/r.npy", "sub/b.jpg/r.npy"])
  }

  @Test("--check prints the table and reads nothing else")
  func check() throws {
    let run = try run(
      "--check", "\(Self.samples)/sobel-relu-pool.json5", "--input-size", "640x480")
    #expect(run.status == 0)
    #expect(
      run.output == """
        step   kind      output     parameters  multiply-adds  sees  stride  padding
        input            1x480x640
        edges  convolve  1x480x640           0        2764800   3x3       1        1
        relu   relu      1x480x640           0              0   3x3       1        1
        pool   max       1x240x320           0              0   4x4       2        1
        sum                                  0        2764800

        """)
  }

  @Test(
    "every shipped pipeline can be checked",
    arguments: ["sobel-relu-pool", "lecture-4x4", "edge-bank"])
  func shipped(name: String) throws {
    let run = try run("--check", "\(Self.samples)/\(name).json5", "--input-size", "1x64x64")
    #expect(run.status == 0)
    #expect(run.diagnostics.isEmpty)
  }

  /// The first layer of AlexNet, beside the checkout or where `LENSLET_SHARED` says.
  private static let weights =
    (ProcessInfo.processInfo.environment["LENSLET_SHARED"].map { URL(filePath: $0) }
    ?? Tool.package.deletingLastPathComponent().appending(path: "shared"))
    .appending(path: "weights/alexnet-bvlc-conv1.safetensors").path

  @Test(
    "the shapes of AlexNet's first block",
    .enabled(if: FileManager.default.fileExists(atPath: weights), "shared weights are not there"))
  func alexNet() throws {
    let run = try run("--check", "\(Self.samples)/alexnet-block1.json5", "-w", Self.weights)
    #expect(run.status == 0)
    #expect(
      run.output == """
        step   kind      output     parameters  multiply-adds   sees  stride  padding
        input            3x227x227
        conv1  convolve  96x55x55        34944      105415200  11x11       4        0
        relu1  relu      96x55x55            0              0  11x11       4        0
        norm1  lrn       96x55x55            0              0  11x11       4        0
        pool1  max       96x27x27            0              0  19x19       8        0
        sum                              34944      105415200

        """)
  }

  @Test("a learned step without weights is told what is missing")
  func noWeights() throws {
    let run = try run("--check", "\(Self.samples)/alexnet-block1.json5")
    #expect(run.status == 1)
    #expect(
      run.diagnostics.hasSuffix(
        "steps[0].convolve: 'weights' is missing: name the file here, or with --weights\n"))
  }

  @Test("a picture among the results of another is not written over")
  func amongResults() throws {
    try pictures.pictures("in/a.png", "out/a.png/b.png")
    try pipeline("{ steps: [{ name: 'r', relu: {} }], export: { forms: ['npy'] } }")
    let run = try run("p.json5", "in/a.png", "out/a.png/b.png", "-o", "out")
    #expect(run.status == 64)
    #expect(pictures.files() == ["a.png/b.png"])
  }

  @Test(
    "what is wrong before any work",
    arguments: [
      (["p.json5", "in"], 64, "--output is missing: name a folder"),
      (["p.json5", "-o", "out"], 64, "INPUT is missing: name images or folders"),
      (["--check", "p.json5", "in"], 64, "--check reads no INPUT"),
      (["--check", "p.json5", "--json"], 64, "--check prints a table"),
      (["--check", "p.json5", "--input-size", "1x70000x1"], 64, "1 to 65535 each"),
      (["--check", "p.json5"], 64, "the size of the input is not known"),
      (["p.json5", "in/c.png", "-o", "in"], 64, "in/c.png: would be replaced by its result"),
      (
        ["--check", "p.json5", "--input-size", "1x1x1"], 1,
        "p.json5: step 'pool': a window of 2x2 does not fit the input of 1x1x1"
      ),
      (["no.json5", "in", "-o", "out"], 1, "no.json5: "),
    ] as [([String], Int32, String)])
  func wrong(arguments: [String], status: Int32, message: String) throws {
    try pictures.pictures("in/c.png")
    try pipeline("{ steps: [{ name: 'pool', max: { extent: 2 } }] }")
    let run = try Tool.run(["run"] + arguments, in: pictures.url)
    #expect(run.status == status)
    #expect(run.diagnostics.contains(message))
    #expect(pictures.files().isEmpty)
  }

  @Test("a mistake in the file is told with its place, and nothing is written")
  func mistake() throws {
    try pictures.pictures("in/c.png")
    try pipeline("{ steps: [{ name: 'pool', max: { extnt: 2 } }] }")
    let run = try run("p.json5", "in", "-o", "out")
    #expect(run.status == 1)
    #expect(
      run.diagnostics
        == "lenslet run: p.json5: steps[0].max.extnt: unknown key; did you mean 'extent'?\n")
    #expect(pictures.files().isEmpty)
  }

  @Test("a picture that is too small is told with the step")
  func small() throws {
    try pictures.pictures("in/c.png")
    try pipeline("{ steps: [{ name: 'pool', max: { extent: 5 } }] }")
    let run = try run("p.json5", "in", "-o", "out", "-q")
    #expect(run.status == 1)
    #expect(
      run.diagnostics
        == "lenslet: in/c.png: step 'pool': a window of 5x5 does not fit the input of 3x2x3, "
        + "padding included\n")
  }

  @Test("channels that no picture has are told once, without a size that was never given")
  func channels() throws {
    try pictures.pictures("in/c.png", "in/d.png")
    try pipeline("{ steps: [{ name: 'two', convolve: { matrix: [[[1]], [[1]]] } }] }")
    let run = try run("p.json5", "in", "-o", "out", "-q")
    #expect(run.status == 1)
    #expect(
      run.diagnostics
        == "lenslet run: p.json5: step 'two': 2 channels are expected, the input has 3\n")
    #expect(pictures.files().isEmpty)
  }

  @Test("--json prints the records of the index, with one for what failed")
  func json() throws {
    try pictures.pictures("in/a.png")
    try pictures.write([], "in/b.png")
    try pipeline("{ steps: [{ name: 'r', relu: {} }], export: { forms: ['npy'] } }")
    let run = try run("p.json5", "in", "-o", "out", "-q", "--json")
    #expect(run.status == 1)
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.first?.contains(#""file":"a.png/r.npy""#) == true)
    #expect(
      lines.last.map(String.init)
        == #"{"command":"run","error":"in/b.png: the file is empty: copy or download it again","#
        + #""input":"in/b.png","kind":"content","status":"failed"}"#
    )
    let index = try File.read(pictures.folder("out/index.jsonl"), limit: 1 << 16)
    #expect(String(decoding: index, as: UTF8.self) == run.output)
  }

  @Test("options that commands share read the same", arguments: ["filter", "maps", "run"])
  func help(command: String) throws {
    let run = try Tool.run([command, "--help"])
    let running = run.output.components(separatedBy: "RUNNING\n").last ?? ""
    let names = ["--jobs", "--json", "--quiet", "--max-pixels"]
    let places = names.compactMap { running.range(of: $0)?.lowerBound }
    #expect(places.count == names.count)
    #expect(places == places.sorted())
  }

  @Test("one tensor of several is named after a colon")
  func tensors() throws {
    try pipeline("{ steps: [{ name: 'r', relu: {} }], export: { forms: ['npy'] } }")
    let header =
      #"{"a":{"dtype":"F32","shape":[1,1,1],"data_offsets":[0,4]},"#
      + #""b/c":{"dtype":"F32","shape":[1,2],"data_offsets":[4,12]}}"#
    var bytes = [UInt8(header.utf8.count)] + Array(repeating: 0, count: 7) + header.utf8
    for value in [Float(1), -2, 3] {
      bytes += withUnsafeBytes(of: value.bitPattern.littleEndian, Array.init)
    }
    try pictures.write(bytes, "t.safetensors")
    let named = try run("p.json5", "t.safetensors:b/c", "-o", "out", "-q")
    #expect(named.status == 0)
    let file = pictures.folder("out/t.safetensors-b-c/r.npy")
    #expect(try NumpyArray(decoding: try File.read(file, limit: 1 << 16)).values == [0, 3])
    let unnamed = try run("p.json5", "t.safetensors", "-o", "out", "-q")
    #expect(
      unnamed.diagnostics
        == "lenslet: t.safetensors: 2 tensors are here: name one as in t.safetensors:a\n")
    let unknown = try run("p.json5", "t.safetensors:bb", "-o", "out", "-q")
    #expect(unknown.diagnostics.hasPrefix("lenslet: t.safetensors: there is no tensor 'bb'"))
  }
}
