import Codecs
import Testing
import _TestSupport

/// What says how pictures become the input of a network's own file.
@Suite struct InputDecisionTests {
  private let pictures: PictureFolder

  init() throws {
    pictures = try PictureFolder()
    try pictures.pictures("a.png")
  }

  /// What is told of the picture, and the first map of the convolution, which is red plus 1.
  private func run(
    _ metadata: [(key: String, text: String)], _ options: [String] = []
  ) throws -> (lines: [String], value: Double, record: String) {
    try pictures.write(ONNXText.classifier(metadata: metadata), "net.onnx")
    let run = try Tool.run(
      [
        "maps", "a.png", "-m", "net.onnx", "-l", "conv/out", "--form", "npy", "--no-page", "-o",
        "out",
      ] + options, in: pictures.url)
    #expect(run.status == 0, "\(run.diagnostics)")
    let array = try NumpyArray(decoding: try pictures.read("out/a.png/conv/out.npy"))
    let record = String(decoding: try pictures.read("out/index.jsonl"), as: UTF8.self)
    let lines = run.diagnostics.split(separator: "\n").map(String.init)
    return (
      lines.filter { $0.contains("images: ") || $0.contains("warning") }, array.values[0], record
    )
  }

  @Test("metadata is followed, told and recorded")
  func metadata() throws {
    let found = try run([("mean", "20,30,50"), ("std", "2,4,5"), ("channel_order", "bgr")])
    // The first channel is blue: a mean of 20 and a deviation of 2; the bias adds 1.
    #expect(found.value == 41)
    #expect(
      found.lines == [
        "lenslet: images: resize to 2x1 bilinear with antialias, then crop 2x1 from the middle, then "
          + "channels bgr, then subtract mean 20.0 30.0 50.0, then multiply by 0.5 0.25 0.2",
        "lenslet: images: size from the file, channels from the metadata 'channel_order', mean and "
          + "scale from the metadata 'mean' and 'std'",
      ])
    #expect(
      found.record.contains(
        #""stageFrom":["size from the file","channels from the metadata 'channel_order'","#),
      "\(found.record)")
  }

  @Test("samples are made light where the metadata says that the network takes light")
  func light() throws {
    let found = try run([("Image.ColorSpaceGamma", "Linear"), ("scale", "0.5")])
    // Red is 100 of 255, which is light of 0.12744; the bias adds 1.
    #expect(abs(found.value - 17.248) < 1e-3)
    #expect(
      found.lines.first?.hasPrefix("lenslet: images: decode sRGB to linear light, then resize")
        == true)
    #expect(
      found.lines.last?.hasPrefix(
        "lenslet: images: linear light from the metadata 'Image.ColorSpaceGamma', size from the file"
      )
        == true, "\(found.lines)")
    #expect(found.record.contains("decode sRGB to linear light"), "\(found.record)")
  }

  @Test("options count before metadata, each for itself, and nothing is assumed without both")
  func options() throws {
    let mean = try run([("mean", "20"), ("scale", "0.5")], ["--mean", "60"])
    #expect(mean.value == 21)
    #expect(
      mean.lines.last?.hasSuffix(
        "mean and scale from --mean, else from the metadata 'mean' and 'scale'") == true,
      "\(mean.lines)")
    let both = try run([("mean", "20")], ["--mean", "60", "--scale", "0.1"])
    #expect(both.value == 5)
    let nothing = try run([])
    #expect(nothing.value == 101)
    #expect(
      nothing.lines.last == "lenslet: images: size from the file, nothing says mean and "
        + "scale: samples are 0 to 255")
  }

  @Test("metadata that cannot be followed is a warning")
  func warning() throws {
    let found = try run([("mean", "grey")])
    #expect(found.value == 101)
    #expect(
      found.lines.first == "lenslet: warning: the metadata 'mean' is not followed: one number is "
        + "expected, or 3, and it is 'grey'")
  }

  @Test("a size that is asked for counts before that of the metadata", arguments: [nil, 2])
  func size(asked: Int?) throws {
    let network = ONNXText.model(
      ONNXText.node("Conv", ["picture", "w"], ["c"]),
      initializers: [ONNXText.floats("w", [1, 3, 1, 1], [1, 0, 0])],
      inputs: [.init(name: "picture", shape: [1, 3, -1, -1])], output: "c",
      metadata: [("size", "4")])
    try pictures.write(network, "net.onnx")
    let options = asked.map { ["--size", "\($0)"] } ?? []
    let run = try Tool.run(
      ["maps", "a.png", "-m", "net.onnx", "--form", "npy", "--no-page", "-o", "out"] + options,
      in: pictures.url)
    #expect(run.status == 0, "\(run.diagnostics)")
    let side = asked ?? 4
    #expect(
      try NumpyArray(decoding: try pictures.read("out/a.png/c.npy")).shape == [1, side, side])
  }

  @Test("a network of the catalogue is known by its filters")
  func catalogue() throws {
    // Caffe's LeNet: 20 and 50 filters of 5x5.
    let nodes =
      ONNXText.node("Conv", ["picture", "w"], ["c1"]) + ONNXText.node("Conv", ["c1", "v"], ["c2"])
    let network = ONNXText.model(
      nodes,
      initializers: [
        ONNXText.floats("w", [20, 1, 5, 5], Array(repeating: 0, count: 500)),
        ONNXText.floats("v", [50, 20, 5, 5], Array(repeating: 0, count: 25_000)),
      ], inputs: [.init(name: "picture", shape: [1, 1, 28, 28])], output: "c2")
    try pictures.write(network, "net.onnx")
    let run = try Tool.run(
      ["maps", "a.png", "-m", "net.onnx", "-l", "c1", "--form", "npy", "--no-page", "-o", "out"],
      in: pictures.url)
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(
      run.diagnostics.contains(
        "mean and scale from the catalogue, whose 'lenet' has filters of the same shapes"),
      "\(run.diagnostics)")
  }
}
