import Codecs
import Files
import Foundation
import Pixels
import Testing
import Weights
import _TestSupport

/// Nothing that goes into a command is ever written over, whatever it is and whatever it is called.
@Suite struct ProtectedInputsTests {
  let pictures: PictureFolder

  init() throws {
    pictures = try PictureFolder()
    try pictures.pictures("a.png")
    let kernel = Activation(
      shape: Shape(channels: 1, height: 1, width: 3), values: [1, 2, 1])
    let weights = Tensor(name: "conv1.weight", shape: [2, 3, 1, 1], values: [1, 0, 0, 0, -1, 0])
    let container = try SafetensorsWriter.encode([weights])
    let pipeline = """
      {
        steps: [{ name: 'conv1', convolve: { layer: 'conv1', weights: 'w.safetensors' } }],
        export: { forms: ['npy', 'safetensors'] },
      }
      """
    let files: [(String, [UInt8])] = [
      ("k.npy", NumpyEncoder.encode(kernel)), ("k.kernel", Array("1 2 1\n".utf8)),
      ("k.png", Array("1 2 1\n".utf8)), ("w.safetensors", container), ("w.png", container),
      ("p.json5", Array(pipeline.utf8)),
    ]
    for (name, bytes) in files { try pictures.write(bytes, name) }
  }

  /// A file, the place in which a result would have its name, and a command that would write it.
  struct Case: CustomTestStringConvertible {
    var file: String
    var place: String
    var command: [String]
    var testDescription: String { command.joined(separator: " ") }
  }

  private static let filter = [
    "filter", "a.png", "--format", "npy", "--template", "{kernel}.{ext}",
  ]
  private static let maps = ["maps", "a.png", "-m", "first-layer", "--form", "safetensors"]

  static let cases: [Case] = [
    Case(file: "k.npy", place: "out/k.npy", command: filter + ["-k", "FILE", "-o", "out"]),
    Case(
      file: "k.npy", place: "out/k.npy",
      command: filter + ["-k", "sobel", "-k", "k", "--kernels", "out", "-o", "out"]),
    Case(
      file: "k.npy", place: "out/k.npy",
      command: filter + ["-k", "FILE", "-o", "out", "--skip-existing"]),
    Case(
      file: "k.npy", place: "out/k.npy", command: filter + ["-k", "FILE", "-o", "out", "--dry-run"]),
    Case(
      file: "k.npy", place: "out/k.npy", command: filter + ["-k", "FILE", "-o", "new/../out/."]),
    Case(
      file: "k.kernel", place: "out/index.html",
      command: ["filter", "a.png", "-k", "FILE", "--page", "-o", "out"]),
    Case(
      file: "k.kernel", place: "out/index.js",
      command: ["filter", "a.png", "-k", "FILE", "--page", "-o", "out"]),
    Case(
      file: "k.kernel", place: "out/index.inputs/a.png.js",
      command: ["filter", "a.png", "-k", "FILE", "--page", "-o", "out"]),
    Case(
      file: "w.safetensors", place: "out/a.png/conv1.safetensors",
      command: maps + ["-w", "FILE", "-o", "out"]),
    Case(
      file: "w.safetensors", place: "out/a.png/conv1.safetensors",
      command: maps + ["-w", "FILE", "-o", "out", "--dry-run"]),
    Case(
      file: "w.safetensors", place: "out/a.png/input.js",
      command: maps + ["-w", "FILE", "-o", "out"]),
    Case(
      file: "w.safetensors", place: "out/index.js", command: maps + ["-w", "FILE", "-o", "out"]),
    Case(
      file: "p.json5", place: "out/index.jsonl",
      command: ["run", "FILE", "-w", "w.safetensors", "a.png", "-o", "out"]),
    Case(
      file: "w.safetensors", place: "out/a.png/conv1.safetensors",
      command: ["run", "p.json5", "-w", "FILE", "a.png", "-o", "out"]),
    Case(
      file: "w.safetensors", place: "out/compare.json",
      command: ["compare", "-w", "FILE", "-o", "out"]),
    Case(
      file: "w.safetensors", place: "out/filters/1-fit.png",
      command: ["compare", "-w", "FILE", "-o", "out"]),
    Case(
      file: "k.kernel", place: "out/filters.csv",
      command: ["compare", "-w", "w.safetensors", "-k", "FILE", "-o", "out"]),
    Case(
      file: "k.npy", place: "out/k.npy", command: ["kernels", "convert", "FILE", "-o", "out/k.npy"]),
    Case(
      file: "k.png", place: "out/k.png",
      command: ["kernels", "show", "FILE", "--picture", "out/k.png"]),
    Case(
      file: "w.safetensors", place: "out/w.safetensors",
      command: ["weights", "convert", "FILE", "-o", "out/w.safetensors"]),
    Case(
      file: "w.png", place: "out/w.png", command: ["weights", "show", "FILE", "-o", "out/w.png"]),
  ]

  /// How the file comes to have the name of the result.
  enum Name: CaseIterable { case itself, symbolicLink, hardLink }

  @Test("it is a usage error before any work", arguments: cases, Name.allCases)
  func refused(example: Case, name: Name) throws {
    let folder = pictures.folder
    let bytes = try File.read(folder(example.file), limit: 1 << 16)
    try File.makeDirectories(folder(example.place).parent)
    switch name {
    case .itself: try File.write(bytes, to: folder(example.place))
    case .symbolicLink:
      try FileManager.default.createSymbolicLink(
        atPath: folder(example.place).display, withDestinationPath: folder(example.file).display)
    case .hardLink:
      try FileManager.default.linkItem(
        atPath: folder(example.file).display, toPath: folder(example.place).display)
    }
    let given = name == .itself ? "./" + example.place : "./" + example.file
    let run = try Tool.run(
      example.command.map { $0 == "FILE" ? given : $0 }, in: pictures.url)
    #expect(run.status == 64, "\(run.diagnostics)")
    #expect(run.output.isEmpty)
    let words = try #require(
      run.diagnostics.split(separator: "\n").first { $0.contains(": choose") })
    #expect(words.contains(Path(example.place).lastComponent.display), "\(words)")
    #expect(try File.read(folder(example.place), limit: 1 << 16) == bytes)
    #expect(try File.read(folder(example.file), limit: 1 << 16) == bytes)
    #expect(pictures.files() == [Path(example.place).display.replacing("out/", with: "")])
  }

  @Test("what a pipeline names inside goes in too", arguments: ["kernel", "weights", "mean"])
  func inside(kind: String) throws {
    let form = kind == "weights" ? "safetensors" : "npy"
    let file = "out/a.png/conv1.\(form)"
    let source: [String: String] = [
      "kernel": "{ kernel: '\(file)' }", "weights": "{ layer: 'conv1', weights: '\(file)' }",
      "mean": "{ matrix: [[1]] }",
    ]
    let input = kind == "mean" ? "input: { mean: '\(file)' }," : ""
    let pipeline = """
      {
        \(input)
        steps: [{ name: 'conv1', convolve: \(source[kind] ?? "") }], 
        export: { forms: ['\(form)'] },
      }
      """
    try pictures.write(Array(pipeline.utf8), "q.json5")
    let shape =
      kind == "kernel"
      ? Shape(channels: 1, height: 1, width: 1) : Shape(channels: 3, height: 2, width: 3)
    let count = shape.channels * shape.height * shape.width
    var bytes = NumpyEncoder.encode(
      Activation(shape: shape, values: [Float](repeating: 1, count: count)))
    if kind == "weights" { bytes = try File.read(pictures.folder("w.safetensors"), limit: 1 << 16) }
    try pictures.write(bytes, file)
    let run = try Tool.run(["run", "q.json5", "a.png", "-o", "out"], in: pictures.url)
    #expect(run.status == 64, "\(run.diagnostics)")
    #expect(run.diagnostics.contains(file))
    #expect(try File.read(pictures.folder(file), limit: 1 << 16) == bytes)
    #expect(pictures.files() == ["a.png/conv1.\(form)"])
  }

  @Test("an input that is read later is not written over before")
  func later() throws {
    try pictures.pictures("b/a-box3.png")
    let run = try pictures.filter(
      "a.png", "b/a-box3.png", "-k", "box3", "-k", "edge", "-o", "b")
    #expect(run.status == 64)
    #expect(run.diagnostics.contains("b/a-box3.png: would be replaced by"))
    #expect(pictures.files("b") == ["a-box3.png"])
  }

  @Test("a file that is not touched may lie in the folder of the results")
  func beside() throws {
    try pictures.write(
      try File.read(pictures.folder("w.safetensors"), limit: 1 << 16), "out/w.safetensors")
    let maps = try Tool.run(
      ["maps", "a.png", "-m", "first-layer", "-w", "out/w.safetensors", "-o", "out", "-q"],
      in: pictures.url)
    #expect(maps.status == 0, "\(maps.diagnostics)")
    let again = try Tool.run(
      ["maps", "a.png", "-m", "first-layer", "-w", "out/w.safetensors", "-o", "out", "-q"],
      in: pictures.url)
    #expect(again.status == 0, "\(again.diagnostics)")
    #expect(pictures.files().contains("w.safetensors"))
  }
}
