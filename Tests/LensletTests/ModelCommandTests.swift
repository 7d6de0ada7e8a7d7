import Codecs
import Files
import Pixels
import Testing
import _TestSupport

/// The commands about networks, as processes.
@Suite struct ModelCommandTests {
  /// A convolution of windows of 1×1 with a rectifier, their sum, and the mean of each map.
  private static var network: [UInt8] { network(output: "mean") }

  private static func network(output: String) -> [UInt8] {
    let weights = ONNXText.floats("w", [2, 3, 1, 1], [1, 0, 0, -1, 0, 0])
    let bias = ONNXText.floats("b", [2], [1, 0])
    let nodes =
      ONNXText.node("Conv", ["picture", "w", "b"], ["conv/out"])
      + ONNXText.node("Relu", ["conv/out"], ["relu"])
      + ONNXText.node("Add", ["conv/out", "relu"], ["sum"])
      + ONNXText.node("GlobalAveragePool", ["sum"], ["mean"])
      + ONNXText.node("Frobnicate", ["relu"], ["other"])
    return ONNXText.model(
      nodes, initializers: [weights, bias],
      inputs: [ONNXText.Value(name: "picture", shape: [1, 3, 2, 4])],
      output: output)
  }

  private func folder() throws -> PictureFolder {
    let pictures = try PictureFolder()
    try pictures.pictures("a.png")
    try pictures.write(Self.network, "net.onnx")
    return pictures
  }

  @Test("what breaks the rules for sizes is told, or that nothing does")
  func lint() throws {
    let clean = try Tool.run(["model", "show", "lenet", "--lint"])
    #expect(clean.status == 0)
    #expect(clean.output == "no findings: 4 layers with windows, all within the rules\n")
    let run = try Tool.run(["model", "show", "squeezenet1.1", "--lint"])
    #expect(run.status == 0)
    let lines = run.output.split(separator: "\n")
    let finding =
      "features.0: windows of 3x3 with stride 2 do not fill 224x224: the last row and the "
      + "last column are never read; make the input of the layer 223x223, or pad its end"
    #expect(lines.first.map(String.init) == finding)
    #expect(lines.last == "2 findings in 2 of 29 layers with windows")
    let json = try Tool.run(["model", "show", "alexnet", "--lint", "--json"])
    #expect(
      json.output
        == #"{"advice":"put a convolution of stride 1 before it","layer":"pool1","rule":"#
        + #""latePooling","what":"pools maps of 55x55 that no kernel larger than 1x1 has read","#
        + #""why":"what is finer than the pooling is lost unseen"}"# + "\n")
  }

  @Test("each step is timed, with what computes it, and random numbers are told")
  func time() throws {
    let run = try Tool.run(["model", "show", "lenet", "--time"])
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(run.diagnostics == "lenslet: 431080 weights are random numbers\n")
    let lines = run.output.split(separator: "\n")
    try #require(lines.count == 12, "\(run.output)")
    #expect(lines[1].hasPrefix("conv1 ") && lines[1].contains(" 288000 "))
    #expect(lines[1].hasSuffix(" %  blocked"))
    #expect(lines[2].hasSuffix(" blocked"))
    #expect(lines[10].hasPrefix("whole ") && lines[10].contains(" 2293000 "))
    #expect(!lines[10].contains("waits"))
    #expect(
      lines[11].hasPrefix("memory: 1.7 MB of weights, at most 0."),
      "\(lines[11])")
    let file = try folder()
    let json = try Tool.run(["model", "show", "net.onnx", "--time", "--json"], in: file.url)
    #expect(json.diagnostics.isEmpty)
    #expect(json.output.hasPrefix(#"{"gigaflops":"#))
    #expect(json.output.contains(#""layers":["conv/out"]"#))
    let two = try Tool.run(["model", "show", "net.onnx", "--time", "--threads", "2"], in: file.url)
    #expect(two.output.contains("2 threads; peak "), "\(two.output)")
    #expect(two.output.contains(" % of the time one waits for the others\n"), "\(two.output)")
  }

  @Test("a network is drawn as a picture")
  func picture() throws {
    let pictures = try folder()
    let run = try Tool.run(
      ["model", "show", "lenet", "--picture", "lenet.png"], in: pictures.url)
    #expect(run.status == 0 && run.output.isEmpty && run.diagnostics.isEmpty, "\(run.diagnostics)")
    let bytes = try File.read(pictures.folder("lenet.png"), limit: 1 << 24)
    let image = try ImageDecoder.decode(bytes).image
    #expect(image.width > 300 && image.height > 600)
  }

  @Test("a network is written as ONNX, and layers of it have the same bits")
  func convert() throws {
    let pictures = try folder()
    let run = try Tool.run(["model", "convert", "net.onnx", "-o", "copy.onnx"], in: pictures.url)
    #expect(run.status == 0)
    #expect(run.diagnostics.hasPrefix("lenslet: copy.onnx: 4 nodes of operator set 17, "))
    var maps: [[UInt8]] = []
    for name in ["net", "copy"] {
      let run = try Tool.run(
        [
          "maps", "a.png", "-m", "\(name).onnx", "-l", "sum", "-o", "\(name)-maps", "--form", "npy",
          "--no-page",
        ], in: pictures.url)
      #expect(run.status == 0, "\(run.diagnostics)")
      maps.append(try File.read(pictures.folder("\(name)-maps/a.png/sum.npy"), limit: 1 << 16))
    }
    #expect(maps[0] == maps[1])
  }

  @Test("a network of random weights is written up to a layer, the same each time")
  func random() throws {
    let pictures = try folder()
    var files: [[UInt8]] = []
    for name in ["a.onnx", "b.onnx"] {
      let run = try Tool.run(
        ["model", "convert", "lenet", "--random-weights", "-l", "pool2", "-o", name],
        in: pictures.url)
      #expect(run.status == 0, "\(run.diagnostics)")
      #expect(
        run.diagnostics.hasPrefix(
          "lenslet: 25570 weights are random numbers\nlenslet: \(name): 4 nodes of operator set 17, "
        ),
        "\(run.diagnostics)")
      files.append(try File.read(pictures.folder(name), limit: 1 << 20))
    }
    #expect(files[0] == files[1])
    let shown = try Tool.run(["model", "show", "a.onnx"], in: pictures.url)
    #expect(shown.output.contains("25570"), "\(shown.output)")
    let both = try Tool.run(
      ["model", "convert", "lenet", "--random-weights", "-w", "w.npz", "-o", "c.onnx"],
      in: pictures.url)
    #expect(both.status == 64)
    #expect(both.diagnostics.contains("--random-weights and --weights exclude each other"))
  }

  @Test("what ONNX does not have is named, and no file is left")
  func noForm() throws {
    let pictures = try folder()
    try pictures.write(Self.network(output: "other"), "other.onnx")
    let run = try Tool.run(["model", "convert", "other.onnx", "-o", "copy.onnx"], in: pictures.url)
    #expect(run.status == 1)
    #expect(run.diagnostics.contains("other.onnx: "))
    #expect(run.diagnostics.contains("Frobnicate (node 'other')"), "\(run.diagnostics)")
    #expect(FileIdentity(of: pictures.folder("copy.onnx")) == nil)
  }

  @Test("the field of a place is drawn, and its sizes are printed")
  func field() throws {
    let pictures = try folder()
    let run = try Tool.run(
      [
        "model", "field", "net.onnx", "a.png", "-l", "relu", "--at", "3,1", "-o", "field.png",
        "--mean", "50",
      ], in: pictures.url)
    #expect(run.status == 0, "\(run.diagnostics)")
    let lines = run.output.split(separator: "\n")
    try #require(lines.count == 5, "\(run.output)")
    #expect(lines[0] == "relu at 3,1 of 4x2, 2 maps")
    #expect(lines[1] == "field: 1x1 pixels, stride 1, the first from 0,0")
    #expect(lines[2] == "in the input of 4x2: 1x1 from 3,1")
    // The pictures of these tests have one colour, which is their mean.
    #expect(lines[4] == "effect: none: whatever is hidden, nothing changes")
    #expect(
      run.diagnostics
        == "lenslet: hides 1 block of 1x1 pixels: computes the layer 2 times\n")
    let bytes = try File.read(pictures.folder("field.png"), limit: 1 << 24)
    #expect(try ImageDecoder.decode(bytes).image.height > 720)
  }

  @Test("the frame of a network of the catalogue needs no weights")
  func frame() throws {
    let pictures = try folder()
    let run = try Tool.run(
      [
        "model", "field", "lenet", "a.png", "-l", "pool2", "--at", "0,3", "-o", "f.png", "--frame",
      ], in: pictures.url)
    #expect(run.status == 0, "\(run.diagnostics)")
    let lines = run.output.split(separator: "\n")
    try #require(lines.count >= 3, "\(run.output)")
    #expect(lines[0] == "pool2 at 0,3 of 4x4, 50 maps")
    #expect(lines[1] == "field: 16x16 pixels, stride 4, the first from 0,0")
    #expect(lines[2] == "in the input of 28x28: 16x16 from 0,12")
    #expect(run.diagnostics.isEmpty)
  }

  @Test(
    "what is asked for wrongly is told in one line, before any work",
    arguments: [
      (["show", "lenat"], "unknown model 'lenat'; did you mean 'lenet'?"),
      (["show", "lenat.pb"], "files of networks end in .onnx or .prototxt, and 'lenslet model"),
      (["show", "lenet", "--lint", "--time"], "--lint, --time and --picture exclude each other"),
      (["show", "lenet", "--threads", "2"], "--threads is for --time"),
      (["show", "lenet", "--time", "--threads", "0"], "--threads is 1 to 1024, not 0"),
      (["show", "lenet", "--picture", "x.jpg"], "--picture writes PNG or SVG"),
      (["show", "net.onnx", "--picture", "net.onnx"], "--picture writes PNG or SVG"),
      (["convert", "lenet", "-o", "x.onnx"], "'lenet' needs a file of weights"),
      (["convert", "lenat", "-o", "x.onnx"], "unknown model 'lenat'; did you mean 'lenet'?"),
      (["convert", "net.onnx", "-l", "rleu", "-o", "x.onnx"], "did you mean 'relu'?"),
      (["convert", "net.onnx", "-o", "net.onnx"], "'net.onnx' is the input itself"),
      (["convert", "net.onnx", "-o", "x.png"], "--output writes ONNX"),
      (
        ["convert", "net.onnx", "-w", "w.npz", "-o", "x.onnx"], "--weights is not for an ONNX file"
      ),
      (["field", "net.onnx", "a.png", "-l", "rleu", "-o", "x.png"], "did you mean 'relu'?"),
      (["field", "net.onnx", "a.png", "-l", "*", "-o", "x.png"], "means 5 layers: name one"),
      (
        ["field", "net.onnx", "a.png", "-l", "relu", "--at", "4,0", "-o", "x.png"],
        "--at 4,0 is outside the maps of 'relu', which are 4x2: 0,0 to 3,1"
      ),
      (
        ["field", "net.onnx", "a.png", "-l", "relu", "--channel", "2", "-o", "x.png"],
        "--channel is 0 to 1 for 'relu', not 2"
      ),
      (["field", "net.onnx", "a.png", "-l", "relu", "--at", "4", "-o", "x.png"], "--at"),
      (["field", "net.onnx", "a.png", "-l", "relu", "-o", "a.png"], "'a.png' is the input itself"),
      (
        ["field", "lenet", "a.png", "-l", "pool3", "-o", "x.png", "--frame"],
        "has no layer 'pool3'; did you mean 'pool1'?"
      ),
    ])
  func usage(arguments: [String], message: String) throws {
    let pictures = try folder()
    let run = try Tool.run(
      ["model"] + arguments, in: pictures.url, environment: ["XDG_CACHE_HOME": "/nonexistent"])
    #expect(run.status == 64)
    #expect(run.diagnostics.contains(message), "\(run.diagnostics)")
    #expect(run.diagnostics.split(separator: "\n").count == 2, "\(run.diagnostics)")
    #expect(try File.read(pictures.folder("net.onnx"), limit: 1 << 16) == Self.network)
    #expect(FileIdentity(of: pictures.folder("x.png")) == nil)
    #expect(FileIdentity(of: pictures.folder("x.onnx")) == nil)
  }
}
