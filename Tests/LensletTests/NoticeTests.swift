import Files
import Foundation
import Testing
import Weights
import _TestSupport

/// Image files that are not by the book, in every command that reads them.
@Suite("files that are not by the book")
struct NoticeTests {
  let pictures: PictureFolder

  init() throws {
    pictures = try PictureFolder()
    var builder = JPEGBuilder.colour
    try pictures.write(builder.file, "in/good.jpg")
    builder.scanParameters = [0, 0, 0]
    try pictures.write(builder.file, "in/parameters.jpg")
    builder.padding[.behindPixels] = [UInt8](repeating: 0, count: 12)
    try pictures.write(builder.file, "in/several.jpg")
    let pipeline = "{ steps: [{ name: 'r', relu: {} }], export: { forms: ['npy'] } }"
    try pictures.write(Array(pipeline.utf8), "p.json5")
    let weights = Tensor(
      name: "conv1.weight", shape: [2, 3, 3, 3], values: (0..<54).map { Float($0 % 7) - 3 })
    try pictures.write(try SafetensorsWriter.encode([weights]), "w.safetensors")
  }

  private func lenslet(_ arguments: [String]) throws -> Tool.Run {
    try Tool.run(arguments, in: pictures.url)
  }

  private static let summary =
    "2 images are not by the book (JPEG padding 1, JPEG scan parameters 2): "
    + "--strict refuses them\n"

  /// How each command is given the folder.
  static let commands = [
    ["filter", "in", "-k", "identity", "-o", "out"],
    ["run", "p.json5", "in", "-o", "out"],
    ["maps", "in", "-m", "first-layer", "-w", "w.safetensors", "-o", "out"],
    ["compare", "in", "-w", "w.safetensors", "--no-families", "-o", "out"],
  ]

  /// The lists of notices in records, by the image they are about.
  private func notices(_ lines: String) throws -> [String: [String]] {
    var found: [String: [String]] = [:]
    for line in lines.split(separator: "\n") {
      let record = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      guard let image = (record?["image"] ?? record?["input"]) as? String else { continue }
      if let notices = record?["notices"] as? [String] { found[image] = notices }
    }
    return found
  }

  @Test("they are read, and told once for all and in their records", arguments: commands)
  func read(arguments: [String]) throws {
    let run = try lenslet(arguments + ["--json"])
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(run.diagnostics.components(separatedBy: Self.summary).count == 2)
    #expect(!run.diagnostics.contains("in/parameters.jpg"))
    let expected = [
      "in/parameters.jpg": ["JPEG scan parameters"],
      "in/several.jpg": ["JPEG padding", "JPEG scan parameters"],
    ]
    #expect(try notices(run.output) == expected)
    if ["run", "maps"].contains(arguments[0]) {
      let index = try File.read(pictures.folder("out/index.jsonl"), limit: 1 << 20)
      #expect(try notices(String(decoding: index, as: UTF8.self)) == expected)
    }
    if arguments[0] == "compare" {
      let report = try File.read(pictures.folder("out/compare.json"), limit: 1 << 22)
      let json = try JSONSerialization.jsonObject(with: Data(report)) as? [String: Any]
      let settings = json?["settings"] as? [String: Any]
      #expect(
        settings?["notices"] as? [String] == [
          "in/parameters.jpg: JPEG scan parameters",
          "in/several.jpg: JPEG padding, JPEG scan parameters",
        ])
    }
  }

  @Test("--strict refuses each in one line, and does the others", arguments: commands)
  func strict(arguments: [String]) throws {
    let run = try lenslet(arguments + ["--strict", "-q"])
    #expect(run.status == 1)
    let lines = run.diagnostics.split(separator: "\n")
    #expect(lines.count == 2, "\(run.diagnostics)")
    for (line, name) in zip(lines, ["parameters", "several"]) {
      #expect(
        line == "lenslet: in/\(name).jpg: the JPEG file is not by the book "
          + "(scan parameters of another kind of JPEG): leave out --strict to read it")
    }
    #expect(pictures.files().contains { $0.hasPrefix("good") } || arguments[0] == "compare")
    #expect(!pictures.files().contains { $0.hasPrefix("several") })
  }

  @Test("nothing is told where all is by the book, or with --quiet")
  func silent() throws {
    let good = try pictures.filter("in/good.jpg", "-k", "identity", "-o", "out", "--json")
    #expect(!good.diagnostics.contains("by the book"))
    #expect(!good.output.contains("notices"))
    let quiet = try pictures.filter("in", "-k", "identity", "-o", "out", "-q")
    #expect(quiet.status == 0)
    #expect(quiet.diagnostics.isEmpty)
  }

  @Test("one image is told of in the singular")
  func single() throws {
    let run = try pictures.filter("in/parameters.jpg", "-k", "identity", "-o", "out")
    #expect(
      run.diagnostics.hasPrefix(
        "1 image is not by the book (JPEG scan parameters 1): --strict refuses it\n"))
  }

  @Test("an image that is decoded twice, or whole, is told of once", arguments: ["minmax", "abs"])
  func twice(range: String) throws {
    let run = try pictures.filter(
      "in", "-k", "edge", "-k", "box3", "--range", range, "-o", "out", "--json")
    #expect(run.diagnostics.hasPrefix(Self.summary))
    #expect(run.output.components(separatedBy: "notices").count == 5)
  }
}
