import Codecs
import Files
import Pixels
import Testing
import Weights
import _TestSupport

/// `lenslet maps` as a process.
@Suite struct MapsCommandTests {
  @Test("a bank of a file is applied to an image")
  func firstLayer() throws {
    let pictures = try PictureFolder()
    try pictures.pictures("a.png")
    let weights = Tensor(name: "conv1.weight", shape: [2, 3, 1, 1], values: [1, 0, 0, 0, -1, 0])
    let bias = Tensor(name: "conv1.bias", shape: [2], values: [0, 0])
    try pictures.write(try SafetensorsWriter.encode([weights, bias]), "w.safetensors")
    let run = try Tool.run(
      ["maps", "a.png", "-m", "first-layer", "-w", "w.safetensors", "-o", "out"], in: pictures.url)
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(run.output == "")
    #expect(run.diagnostics.contains("channel order BGR"))
    #expect(
      pictures.files() == [
        "a.png/conv1/0.png", "a.png/conv1/1.png", "a.png/conv1.npy", "a.png/conv1.sheet.png",
        "a.png/input.js", "a.png/relu1/0.png", "a.png/relu1/1.png", "a.png/relu1.npy",
        "a.png/relu1.sheet.png", "index.html", "index.js", "index.jsonl",
      ])
    let bytes = try File.read(pictures.folder("out/a.png/conv1.npy"), limit: 1 << 16)
    let maps = try NumpyArray(decoding: bytes)
    #expect(maps.values == Array(repeating: 100, count: 6) + Array(repeating: -100, count: 6))
  }

  @Test(
    "what is asked for wrongly is told before any work",
    arguments: [
      (["-m", "alexnot"], "did you mean 'alexnet'?"),
      (["-m", "alexnet"], "'lenslet weights get alexnet' downloads them"),
      (["-m", "first-layer"], "name it with --weights"),
      (["-m", "alexnet", "--stride", "2"], "'-m first-layer'"),
      (["-m", "alexnet", "--top", "0"], "--top is at least 1"),
      (["-m", "net.onnx", "-w", "w.safetensors"], "--weights is not for an ONNX file"),
      (["-m", "net.prototxt", "--stride", "2"], "are not for a network's own file"),
    ])
  func usage(arguments: [String], message: String) throws {
    let pictures = try PictureFolder()
    try pictures.pictures("a.png")
    let run = try Tool.run(
      ["maps", "a.png", "-o", "out"] + arguments, in: pictures.url,
      environment: ["XDG_CACHE_HOME": pictures.folder("cache").display])
    #expect(run.status == 64)
    #expect(run.diagnostics.contains(message), "\(run.diagnostics)")
    #expect(pictures.files().isEmpty)
  }

  @Test("a Caffe network takes its weights from another file, and its text says how pictures go in")
  func caffe() throws {
    let pictures = try PictureFolder()
    try pictures.pictures("a.png")
    let text = """
      layer { name: "in" type: "Data" top: "data" transform_param { scale: 0.5 } }
      layer { name: "conv1" type: "Convolution" bottom: "data" top: "conv1"
        convolution_param { num_output: 1 kernel_size: 1 bias_term: false } }
      layer { name: "neg" type: "Power" bottom: "conv1" top: "conv1" power_param { scale: -1 } }
      """
    try pictures.write(Array(text.utf8), "net.prototxt")
    let weights = Tensor(name: "conv1.weight", shape: [1, 3, 1, 1], values: [1, 0, 0])
    try pictures.write(try SafetensorsWriter.encode([weights]), "w.safetensors")
    let run = try Tool.run(
      [
        "maps", "a.png", "-m", "net.prototxt", "-w", "w.safetensors", "--form", "npy", "--no-page",
        "-o", "out",
      ], in: pictures.url)
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(run.diagnostics.contains("images: channels bgr, then multiply by 0.5"))
    #expect(pictures.files() == ["a.png/conv1.npy", "a.png/neg.npy", "index.jsonl"])
    for (name, value) in [("conv1", 50), ("neg", -50)] as [(String, Double)] {
      let bytes = try File.read(pictures.folder("out/a.png/\(name).npy"), limit: 1 << 16)
      #expect(try NumpyArray(decoding: bytes).values == Array(repeating: value, count: 6))
    }
  }

  @Test("an input that is no image is named, and the others are done")
  func broken() throws {
    let pictures = try PictureFolder()
    try pictures.pictures("a.png")
    try pictures.write([1, 2, 3], "b.png")
    let weights = Tensor(name: "conv1.weight", shape: [1, 3, 1, 1], values: [1, 1, 1])
    try pictures.write(try SafetensorsWriter.encode([weights]), "w.safetensors")
    let run = try Tool.run(
      [
        "maps", "b.png", "a.png", "-m", "first-layer", "-w", "w.safetensors", "-l", "relu1",
        "--form", "npy", "--json", "-q", "-o", "out",
      ], in: pictures.url)
    #expect(run.status == 1)
    #expect(run.diagnostics.contains("b.png"))
    let index = try File.read(pictures.folder("out/index.jsonl"), limit: 1 << 16)
    #expect(String(decoding: index, as: UTF8.self) == run.output)
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.first?.hasPrefix(#"{"command":"maps","error":"b.png: "#) == true)
    #expect(
      lines.first?.hasSuffix(#","input":"b.png","kind":"content","status":"failed"}"#) == true)
    #expect(
      pictures.files() == [
        "a.png/input.js", "a.png/relu1.npy", "index.html", "index.js", "index.jsonl",
      ])
  }

  @Test(
    "shapes that no image fits are one usage error before any work, also for a rehearsal",
    arguments: [
      (["--size", "5"], "a window of 7x7 does not fit the input of 3x5x5, padding included"),
      (["--size", "5", "--dry-run"], "choose a larger --size or --padding"),
      (["--size", "65535"], "an input of 3x65535x65535 is too large: choose a smaller --size"),
    ])
  func shapes(options: [String], message: String) throws {
    let pictures = try PictureFolder()
    try pictures.pictures("a.png", "b.png")
    try pictures.filters(width: 7)
    let run = try Tool.run(
      ["maps", "a.png", "b.png", "-m", "first-layer", "-w", "w.safetensors", "-o", "out"]
        + options, in: pictures.url)
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    let lines = run.diagnostics.split(separator: "\n")
    #expect(lines.count == 2, "\(run.diagnostics)")
    #expect(lines.first?.contains(message) == true)
    #expect(pictures.files().isEmpty)
  }

  @Test("what has the name of the index and is none is not replaced", arguments: [true, false])
  func index(isFolder: Bool) throws {
    let pictures = try PictureFolder()
    try pictures.pictures("a.png")
    let name = isFolder ? "index.jsonl/x" : "index.jsonl"
    try pictures.write(Array(#"{"id":1,"image":"a.png"}"#.utf8), "out/" + name)
    try pictures.filters(width: 1)
    let run = try Tool.run(
      [
        "maps", "a.png", "-m", "first-layer", "-w", "w.safetensors", "--form", "npy", "--no-page",
        "-o", "out",
      ],
      in: pictures.url)
    #expect(run.status == 64)
    #expect(run.diagnostics.contains("out/index.jsonl exists and is no index of lenslet"))
    #expect(pictures.files() == [name])
  }

  @Test("a rehearsal tells the files that a run would write, and their number")
  func rehearsal() throws {
    let pictures = try PictureFolder()
    try pictures.pictures("a.png")
    try pictures.write([1, 2, 3], "b.png")
    try pictures.write(Self.colours(width: 3, height: 2), "c.npy")
    let weights = Tensor(
      name: "conv1.weight", shape: [4, 3, 1, 1], values: Array(repeating: 1, count: 12))
    try pictures.write(try SafetensorsWriter.encode([weights]), "w.safetensors")
    let arguments = [
      "maps", "a.png", "c.npy", "-m", "first-layer", "-w", "w.safetensors", "-l", "conv1",
      "--top", "3", "-o", "out",
    ]
    let plan = try Tool.run(arguments + ["--dry-run"], in: pictures.url)
    #expect(plan.status == 0)
    #expect(
      plan.output == """
        a.png -> out/a.png/conv1/ (3 pictures)
        a.png -> out/a.png/conv1.sheet.png
        a.png -> out/a.png/conv1.npy
        c.npy -> out/c.npy/conv1/ (3 pictures)
        c.npy -> out/c.npy/conv1.sheet.png
        c.npy -> out/c.npy/conv1.npy

        """)
    #expect(plan.diagnostics.contains("would write 10 files from 2 images; 0 failed"))
    #expect(pictures.files().isEmpty)
    let run = try Tool.run(arguments, in: pictures.url)
    #expect(run.diagnostics.contains(": 10 files in "))
    #expect(pictures.files().count == 15, "the index, the page, its steps and two inputs too")
    let broken = try Tool.run(arguments + ["b.png", "--dry-run", "--json", "-q"], in: pictures.url)
    #expect(broken.status == 1)
    #expect(broken.diagnostics.contains("b.png"))
    #expect(
      broken.output.hasPrefix(
        #"{"command":"maps","input":"a.png","layer":"conv1","output":"out/a.png/conv1","pictures":3,"#
          + #""status":"planned"}"#))
  }

  @Test("an image that is too small for the filters fails a rehearsal as it would a run")
  func smallRehearsal() throws {
    let pictures = try PictureFolder()
    try pictures.pictures("a.png")
    try pictures.filters(width: 7)
    let runs = try [[], ["--dry-run"]].map {
      try Tool.run(
        ["maps", "a.png", "-m", "first-layer", "-w", "w.safetensors", "-q", "-o", "out"] + $0,
        in: pictures.url)
    }
    #expect(runs.map(\.status) == [1, 1])
    #expect(runs[0].diagnostics == runs[1].diagnostics)
    #expect(runs[0].diagnostics.contains("a window of 7x7 does not fit the input of 3x2x3"))
  }

  /// Three channels of ones as an array.
  private static func colours(width: Int, height: Int) -> [UInt8] {
    let shape = Shape(channels: 3, height: height, width: width)
    return NumpyEncoder.encode(
      Activation(shape: shape, values: Array(repeating: 1, count: 3 * width * height)))
  }

  @Test("a tensor skips the resize, so that --size need not fit")
  func tensorAlone() throws {
    let pictures = try PictureFolder()
    try pictures.filters(width: 7)
    try pictures.write(Self.colours(width: 7, height: 7), "a.npy")
    let run = try Tool.run(
      [
        "maps", "a.npy", "-m", "first-layer", "-w", "w.safetensors", "--size", "5", "--form", "npy",
        "-o", "out",
      ], in: pictures.url)
    #expect(run.status == 0, "\(run.diagnostics)")
  }

  @Test("maps for which there is no memory are told before any image is read")
  func memory() throws {
    let pictures = try PictureFolder()
    try pictures.pictures("a.png", "b.png")
    try pictures.filters(width: 1)
    let run = try Tool.shell(
      """
      ulimit -v 2000000
      lenslet maps a.png b.png -m first-layer -w w.safetensors --size 12000 -o out
      """, in: pictures.url)
    #expect(run.status == 64)
    #expect(
      run.diagnostics.hasPrefix(
        "lenslet maps: w.safetensors: layer 'conv1': there is not enough memory for maps of "
          + "1x12000x12000: choose a smaller --size"), "\(run.diagnostics)")
    #expect(pictures.files().isEmpty)
  }
}

extension PictureFolder {
  /// Writes one filter of ones for three channels as `w.safetensors`.
  func filters(width: Int) throws {
    let weights = Tensor(
      name: "conv1.weight", shape: [1, 3, width, width],
      values: Array(repeating: 1, count: 3 * width * width))
    try write(try SafetensorsWriter.encode([weights]), "w.safetensors")
  }
}
