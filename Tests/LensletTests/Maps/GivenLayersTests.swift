import Codecs
import Files
import Testing
import _TestSupport

/// `lenslet maps --set`, and networks that take something else than pictures.
@Suite struct GivenLayersTests {
  private let pictures: PictureFolder

  init() throws {
    pictures = try PictureFolder()
    try pictures.pictures("a.png")
    try pictures.write(ONNXText.classifier(), "net.onnx")
    try write([2, 1, 2], [1, 3, 5, 7], "relu.npy")
  }

  private func write(_ shape: [Int], _ values: [Float], _ name: String) throws {
    try pictures.write(NumpyEncoder.encode(shape: shape, values: values), name)
  }

  private func maps(_ arguments: String...) throws -> Tool.Run {
    try Tool.run(
      ["maps", "-m", "net.onnx", "--form", "npy", "--no-page", "-o", "out"] + arguments,
      in: pictures.url)
  }

  private func values(_ name: String) throws -> [Double] {
    try NumpyArray(decoding: try pictures.read("out/\(name).npy")).values
  }

  @Test("the run goes on from a changed value, and what only that needed is left out")
  func goesOn() throws {
    let run = try maps("a.png", "--set", "relu=relu.npy")
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(run.diagnostics.contains("layers: what is asked for skips 75 % of the multiply-adds\n"))
    #expect(
      pictures.files() == [
        "a.png/flat.npy", "a.png/logits.npy", "a.png/mean.npy", "a.png/prob.npy", "a.png/relu.npy",
        "index.jsonl",
      ])
    #expect(try values("a.png/relu") == [1, 3, 5, 7])
    #expect(try values("a.png/mean") == [2, 6])
    #expect(try values("a.png/logits") == [20, 28])
    let record = String(decoding: try pictures.read("out/index.jsonl"), as: UTF8.self)
    #expect(record.contains(#""set":[{"file":"relu.npy","layer":"relu"}]"#), "\(record)")
    #expect(record.contains(#""skippedMultiplyAdds":0.75"#), "\(record)")
  }

  @Test("the share that is skipped is told and recorded, and nothing where all is done")
  func skipped() throws {
    let some = try maps("a.png", "-l", "relu")
    #expect(some.diagnostics.contains("skips 25 % of the multiply-adds"), "\(some.diagnostics)")
    let record = String(decoding: try pictures.read("out/index.jsonl"), as: UTF8.self)
    #expect(record.contains(#""skippedMultiplyAdds":0.25"#), "\(record)")
    let all = try maps("a.png", "-l", "prob")
    #expect(!all.diagnostics.contains("skips"), "\(all.diagnostics)")
    let whole = String(decoding: try pictures.read("out/index.jsonl"), as: UTF8.self)
    #expect(!whole.contains("skipped") && !whole.contains(#""set""#), "\(whole)")
  }

  @Test(
    "what does not fit is told in one line, and nothing is written",
    arguments: [
      ("rleu=relu.npy", 64, "has no layer 'rleu'; did you mean 'relu'?"),
      ("relu", 64, "a layer and a file, as in conv1=file.npy"),
      ("relu=none.npy", 1, "none.npy: "),
      ("relu=a.png", 1, "a.png: "),
      (
        "relu=long.npy", 1,
        "long.npy: it has the shape 3x3, which does not fit 'relu': that is 1x2x1x2"
      ),
      ("*=relu.npy", 64, "means several layers"),
      ("picture=relu.npy", 64, "every input of the network is given with --set"),
      ("logits=relu.npy", 1, "which does not fit 'logits': that is 1x2"),
    ])
  func mistakes(argument: String, status: Int32, message: String) throws {
    try write([3, 3], Array(repeating: 1, count: 9), "long.npy")
    let run = try maps("a.png", "--set", argument)
    #expect(run.status == status, "\(run.diagnostics)")
    #expect(run.diagnostics.contains(message), "\(run.diagnostics)")
    let lines = run.diagnostics.split(separator: "\n")
    #expect(lines.count { !$0.hasPrefix("lenslet: images: ") } <= (status == 64 ? 2 : 1))
    #expect(pictures.files().isEmpty)
  }

  @Test("the file is an input, which no result replaces")
  func protected() throws {
    try write([2, 1, 2], [1, 3, 5, 7], "out/a.png/relu.npy")
    let run = try maps("a.png", "--set", "relu=out/a.png/relu.npy")
    #expect(run.status == 64)
    #expect(run.diagnostics.contains("out/a.png/relu.npy: "), "\(run.diagnostics)")
    #expect(try values("a.png/relu") == [1, 3, 5, 7])
  }

  @Test("of several inputs one is INPUT, the others are given; whole numbers stay whole")
  func severalInputs() throws {
    let network = ONNXText.model(
      ONNXText.node("Gather", ["table", "places"], ["rows"])
        + ONNXText.node("Relu", ["rows"], ["relu"]),
      initializers: [],
      inputs: [.init(name: "table", shape: [3, 2]), .init(name: "places", shape: [-1], type: 7)],
      output: "relu")
    try pictures.write(network, "net.onnx")
    try write([3, 2], [1, -1, 2, -2, 3, -3], "table.npy")
    let header = NumpyHeader.encode(shape: [2], type: "<i8")
    try pictures.write(header + [2, 0, 0, 0, 0, 0, 0, 0] + [0, 0, 0, 0, 0, 0, 0, 0], "places.npy")
    let run = try maps("table.npy", "--set", "places=places.npy")
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(try values("table.npy/rows") == [3, -3, 1, -1])
    #expect(try values("table.npy/relu") == [3, 0, 1, 0])
    let other = try maps("places.npy", "--set", "table=table.npy", "-l", "relu")
    #expect(other.status == 0, "\(other.diagnostics)")
    #expect(try values("places.npy/relu") == [3, 0, 1, 0])

    let without = try maps("table.npy")
    #expect(without.status == 64)
    #expect(
      without.diagnostics.hasPrefix(
        "lenslet maps: net.onnx: the network takes 'table' 3x2 and 'places' N: give all but one of "
          + "them with --set, as in --set places=FILE.npy\n"), "\(without.diagnostics)")
    let picture = try maps("a.png", "--set", "places=places.npy")
    #expect(picture.status == 1)
    #expect(
      picture.diagnostics
        == "lenslet maps: net.onnx: the network takes 'table' 3x2, not one batch of "
        + "pictures of 1 or 3 channels: it can be run on .npy files\n")
    let broken = try maps("places.npy", "--set", "table=places.npy")
    #expect(broken.status == 1)
    #expect(
      broken.diagnostics.contains("places.npy: it has the shape 2, which does not fit 'table' 3x2"),
      "\(broken.diagnostics)")
    try write([2], [0.5, 1], "half.npy")
    let fractions = try maps("table.npy", "--set", "places=half.npy")
    #expect(fractions.status == 1)
    #expect(
      fractions.diagnostics.contains(
        "half.npy: it holds numbers of the type float32, and int64 is needed"),
      "\(fractions.diagnostics)")
  }
}
