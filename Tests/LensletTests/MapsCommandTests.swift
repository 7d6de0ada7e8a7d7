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
    try pictures.write(try SafetensorsWriter.encode([weights]), "w.safetensors")
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
    #expect(run.output.split(separator: "\n").count == 2)
    #expect(
      pictures.files() == [
        "a.png/input.js", "a.png/relu1.npy", "index.html", "index.js", "index.jsonl",
      ])
  }
}
