import Codecs
import Files
import Foundation
import Testing
import Weights
import _TestSupport

/// Pictures that are written as drawings: `.svg`.
@Suite struct DrawingTests {
  /// The elements of a drawing, of which each has a line, and its texts as they are escaped.
  private func read(_ file: URL) throws -> (names: [String], texts: [String]) {
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let texts = lines.filter { $0.hasPrefix("<text") }.map { line in
      String(line.dropLast("</text>".count).split(separator: ">", maxSplits: 1).last ?? "")
    }
    let names = lines.compactMap { $0.dropFirst().split(separator: " ").first.map(String.init) }
    return (names, texts)
  }

  @Test("a kernel: its name as text whatever it is, and every weight in its square")
  func kernel() throws {
    try Tool.withFolder { folder in
      let file = folder.appending(path: "a<b>&\".kernel")
      try "-1 0 1/2\n0 12 0\n3 0 -1\n".write(to: file, atomically: true, encoding: .utf8)
      let run = try Tool.run(
        ["kernels", "show", "./a<b>&\".kernel", "--picture", "k.svg"], in: folder)
      #expect(run.status == 0, "\(run.diagnostics)")
      let drawing = try read(folder.appending(path: "k.svg"))
      #expect(
        drawing.texts == [
          "a&lt;b&gt;&amp;&quot;", "3x3", "-12", "12", "0", "-1", "0", "0.5", "0", "12", "0", "3",
          "0", "-1",
        ])
      let text = try String(contentsOf: folder.appending(path: "k.svg"), encoding: .utf8)
      #expect(text.contains("prefers-color-scheme: dark"))
    }
  }

  @Test("filters, a network and a sheet of maps")
  func others() throws {
    let pictures = try PictureFolder()
    try pictures.pictures("a.png")
    let weights = Tensor(name: "conv1.weight", shape: [2, 3, 1, 1], values: [1, 0, 0, 0, -1, 0])
    try pictures.write(try SafetensorsWriter.encode([weights]), "w.safetensors")
    for arguments in [
      ["weights", "show", "w.safetensors", "-o", "w.svg"],
      ["model", "show", "lenet", "--picture", "net.svg"],
      [
        "maps", "a.png", "-m", "first-layer", "-w", "w.safetensors", "-l", "conv1", "--form", "svg",
        "-o", "out",
      ],
    ] {
      let run = try Tool.run(arguments, in: pictures.url)
      #expect(run.status == 0, "\(run.diagnostics)")
    }
    let filters = try read(pictures.url.appending(path: "w.svg"))
    #expect(filters.texts.first == "conv1" && filters.names.count { $0 == "image" } == 2)
    let network = try read(pictures.url.appending(path: "net.svg"))
    #expect(network.texts.contains("conv1") && network.names.contains("line"))
    let sheet = try read(pictures.url.appending(path: "out/a.png/conv1.sheet.svg"))
    #expect(sheet.texts.prefix(2) == ["conv1", "2x2x3"])
    // The colour bar and two maps.
    #expect(sheet.names.count { $0 == "image" } == 3)
    #expect(
      pictures.files() == [
        "a.png/conv1.sheet.svg", "a.png/input.js", "index.html", "index.js", "index.jsonl",
      ])
  }
}
