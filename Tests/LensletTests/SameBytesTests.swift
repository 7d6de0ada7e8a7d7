import Codecs
import Files
import Loops
import Pixels
import Testing
import _TestSupport

/// Results have the same bytes for any number of threads, any memory, build of the loops, order and
/// batch, for every command.
@Suite struct SameBytesTests {
  let pictures: PictureFolder

  init() throws {
    pictures = try PictureFolder()
    try pictures.smallNetwork()
    try pictures.filters(width: 3)
    for (number, name) in ["a", "b", "c"].enumerated() {
      guard case .uint8(let samples) = SmallNetwork.picture.samples else { continue }
      let own = samples.map { $0 &* UInt8(2 * number + 1) &+ UInt8(number) }
      let image = Image(
        size: SmallNetwork.picture.size, layout: .rgb, samples: .uint8(own))
      try pictures.write(try ImageEncoder.encode(image, as: .png), "in/\(name).png")
    }
    try pictures.noise("in/d.png")
    let steps = "{ name: 'edges', convolve: { kernel: 'sobel-x', padding: 'same' } }"
    try pictures.write(
      Array("{ input: { colour: 'grey' }, steps: [\(steps)], export: { forms: ['npy'] } }".utf8),
      "p.json5")
  }

  /// A command that is run on pictures.
  struct Command: Sendable, CustomTestStringConvertible {
    /// Before the pictures.
    let start: [String]
    let inputs: [String]
    /// Behind them.
    let options: [String]
    /// What has the threads.
    var threads = "--jobs"
    /// What else changes nothing.
    var others: [[String]] = []
    /// Whether pictures may come in any order.
    var takesAnyOrder = true
    /// The ends of names of results that a picture has whatever others there are.
    var alone = [".png", ".npy"]

    var testDescription: String { start[0] }
  }

  private static let colours = ["in/a.png", "in/b.png", "in/c.png"]
  private static let network = ["-m", "net.onnx"] + SmallNetwork.input

  static let commands = [
    Command(
      start: ["filter"], inputs: colours + ["in/d.png"],
      options: ["-k", "edge", "-k", "gaussian5"],
      others: [["--max-memory", "3M"], ["--plan", "reference"]]),
    Command(start: ["run", "p.json5"], inputs: colours + ["in/d.png"], options: ["--no-page"]),
    Command(
      start: ["maps"], inputs: colours, options: network + ["--no-page"],
      others: [["--max-memory", "1G"]]),
    // What is sampled of a picture depends on its place among the others.
    Command(
      start: ["compare"], inputs: colours,
      options: ["-w", "w.safetensors", "-k", "sobel-x", "--no-families"], takesAnyOrder: false,
      alone: []),
    Command(
      start: ["explain"], inputs: colours,
      options: network + ["--method", "integrated-gradients", "--method", "occlusion"],
      alone: [".npy"]),
    Command(start: ["mislead"], inputs: colours, options: network + ["--steps", "2"]),
    Command(
      start: ["dream"], inputs: [],
      options: network + ["-l", "relu1", "--steps", "2", "--size", "12", "--npy"],
      threads: "--threads", others: [["--batch", "3"]], takesAnyOrder: false, alone: []),
  ]

  /// The files of a run that hold neither times nor the command line, by their names.
  private func results(
    _ command: Command, _ inputs: [String], _ options: [String], variant: Variant
  ) throws -> [String: [UInt8]] {
    var arguments: [String] = command.start + inputs
    arguments += command.options
    arguments += options
    arguments += ["-o", "out"]
    let run = try Tool.run(
      arguments, in: pictures.url, environment: ["LENSLET_VARIANT": variant.rawValue])
    #expect(run.status == 0, "\(run.diagnostics)")
    var files: [String: [UInt8]] = [:]
    for name in pictures.files() where !["index.html", "index.jsonl"].contains(name) {
      files[name] = try pictures.read("out/\(name)")
      try File.remove(pictures.folder("out/\(name)"))
    }
    return files
  }

  @Test("same bytes", arguments: commands)
  func same(command: Command) throws {
    let one = [command.threads, "1"]
    let whole = try results(command, command.inputs, one, variant: .baseline)
    #expect(!whole.isEmpty)
    var runs = command.others.map { ($0, command.inputs, Variant.best) }
    runs.append(([command.threads, "3"], command.inputs, .best))
    for variant in Variant.available.dropFirst().dropLast() {
      runs.append((one, command.inputs, variant))
    }
    if command.takesAnyOrder { runs.append(([], command.inputs.reversed(), .best)) }
    for (options, inputs, variant) in runs {
      let results = try results(command, inputs, options, variant: variant)
      let names = Set(whole.keys).union(results.keys).sorted()
      let other = names.first { whole[$0] != results[$0] }
      #expect(other == nil, "\(options) \(inputs) \(variant)")
    }
    guard !command.alone.isEmpty, let first = command.inputs.first else { return }
    let alone = try results(command, [first], [], variant: .best)
    let compared = alone.filter { file in command.alone.contains { file.key.hasSuffix($0) } }
    #expect(!compared.isEmpty)
    for (name, bytes) in compared { #expect(whole[name] == bytes, "\(name) alone") }
  }

  @Test("builds that this processor cannot run are said, and are not taken")
  func variants() throws {
    for variant in Variant.allCases where !variant.isAvailable {
      print("lenslet: this processor cannot run \(variant.rawValue): it was not tested")
    }
    let run = try Tool.run(
      ["filter", "in", "-k", "edge", "-o", "out", "--explain"], in: pictures.url,
      environment: ["LENSLET_VARIANT": "baseline"])
    #expect(run.diagnostics.contains("baseline"), "\(run.diagnostics)")
  }
}
