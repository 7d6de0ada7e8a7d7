import Codecs
import Pixels
import Testing
import _TestSupport

/// `lenslet explain`, as a process.
@Suite struct ExplainCommandTests {
  private let pictures: PictureFolder

  init() throws {
    pictures = try PictureFolder()
    try pictures.smallNetwork()
  }

  private func explain(_ arguments: String...) throws -> Tool.Run {
    try Tool.run(
      ["explain", "a.png", "-m", "net.onnx"] + SmallNetwork.input + arguments, in: pictures.url)
  }

  private func array(_ name: String) throws -> NumpyArray {
    try NumpyArray(decoding: try pictures.read("out/a.png/\(name).npy"))
  }

  /// The numbers of a method by PyTorch 2.13 and Captum 0.9.
  struct Peer: CustomTestStringConvertible, Sendable {
    let method: String
    let shape: [Int]
    let sum: Double
    let magnitude: Double
    let largest: (value: Double, place: Int)
    let least: (value: Double, place: Int)
    var testDescription: String { method }

    static let logit = [
      Peer(
        method: "gradient", shape: [3, 12, 12], sum: -0.0706692, magnitude: 2.96245,
        largest: (0.0322208, 224), least: (-0.049017, 342)),
      Peer(
        method: "gradient-x-input", shape: [3, 12, 12], sum: -0.101508, magnitude: 2.91509,
        largest: (0.0573814, 317), least: (-0.0653514, 54)),
      Peer(
        method: "integrated-gradients", shape: [3, 12, 12], sum: -0.238585, magnitude: 2.5265,
        largest: (0.0353387, 317), least: (-0.0431363, 54)),
      Peer(
        method: "grad-cam", shape: [1, 8, 8], sum: 0.593344, magnitude: 0.593344,
        largest: (0.0837016, 50), least: (0, 0)),
      Peer(
        method: "occlusion", shape: [1, 12, 12], sum: -1.45769, magnitude: 3.1186,
        largest: (0.0690858, 45), least: (-0.0905236, 43)),
    ]

    static let probability = [
      Peer(
        method: "gradient", shape: [3, 12, 12], sum: -0.024711, magnitude: 1.03424,
        largest: (0.00916467, 224), least: (-0.0143515, 317)),
      Peer(
        method: "integrated-gradients", shape: [3, 12, 12], sum: -0.0509227, magnitude: 0.873487,
        largest: (0.0144401, 90), least: (-0.0112987, 66)),
      Peer(
        method: "grad-cam", shape: [1, 8, 8], sum: 0.227641, magnitude: 0.227641,
        largest: (0.0277175, 50), least: (0, 0)),
      Peer(
        method: "occlusion", shape: [1, 12, 12], sum: 0.0528702, magnitude: 1.05097,
        largest: (0.0319468, 69), least: (-0.0271883, 87)),
    ]
  }

  private func compare(_ peers: [Peer], score: String) throws {
    var arguments = ["--score", score, "--window", "3", "--step", "2", "-o", "out"]
    for peer in peers { arguments += ["--method", peer.method] }
    let run = try Tool.run(
      ["explain", "a.png", "-m", "net.onnx"] + SmallNetwork.input + arguments, in: pictures.url)
    #expect(run.status == 0, "\(run.diagnostics)")
    for peer in peers {
      let found = try array(peer.method)
      let values = found.values
      let bound = 1e-5 * max(peer.largest.value, -peer.least.value)
      #expect(found.shape == peer.shape, "\(peer.method)")
      #expect(abs(values.reduce(0, +) - peer.sum) < 100 * bound, "\(peer.method)")
      #expect(
        abs(values.reduce(0) { $0 + abs($1) } - peer.magnitude) < 100 * bound, "\(peer.method)")
      #expect(abs(values[peer.largest.place] - peer.largest.value) < bound, "\(peer.method)")
      #expect(abs(values[peer.least.place] - peer.least.value) < bound, "\(peer.method)")
      #expect(values.max() == values[peer.largest.place], "\(peer.method)")
    }
  }

  @Test("what methods say of a logit are the numbers of PyTorch and Captum")
  func logit() throws { try compare(Peer.logit, score: "logit") }

  @Test("so are those of a probability")
  func probability() throws { try compare(Peer.probability, score: "probability") }

  @Test("the loss falls where the logarithm of the probability rises")
  func loss() throws {
    #expect(try explain("--score", "probability", "-o", "out").status == 0)
    let rising = try array("gradient").values
    let run = try explain("--score", "loss", "-o", "out")
    // Minus the logarithm of 0.3852832.
    #expect(run.output.hasPrefix("a.png: class 0, loss 0.953"), "\(run.output)")
    let falling = try array("gradient").values
    // d(-log p) = -dp / p.
    for (rise, fall) in zip(rising, falling) { #expect(abs(fall + rise / 0.3852832) < 1e-6) }
  }

  @Test("files, records and what is printed name the class, the score and the layer")
  func records() throws {
    try pictures.write(Array("cat\nwolf, timber wolf\nhusky\n".utf8), "names.txt")
    let run = try explain(
      "--labels", "names.txt", "--class", "top", "--class", "timber wolf", "--method", "grad-cam",
      "-o", "out")
    #expect(run.status == 0, "\(run.diagnostics)")
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(lines.first == "a.png: cat (0), logit 0.1161, probability 0.3853", "\(run.output)")
    #expect(lines.contains("a.png: wolf (1), logit -0.2092, probability 0.2783"), "\(run.output)")
    #expect(
      pictures.files() == [
        "a.png/explain.js", "a.png/grad-cam-0.npy", "a.png/grad-cam-0.png",
        "a.png/grad-cam-1.npy", "a.png/grad-cam-1.png", "a.png/input.npy", "index.html",
        "index.jsonl",
      ])
    let records = try pictures.lines("out/index.jsonl")
    try #require(records.count == 3)
    #expect(records[1]["label"].text == "wolf, timber wolf")
    #expect(records[1]["class"].number == 1)
    #expect(records[1]["layer"].text == "relu2")
    #expect(records[0]["colourLimit"].number == records[1]["colourLimit"].number)
    #expect(records[2]["input"].text == "a.png")
    #expect(records[2]["outputs"].elements.count == 6)
  }

  @Test("a map that is 0 everywhere is told with its reason")
  func zeroMap() throws {
    // Nothing passes: minus the magnitude of anything is below 0.
    try pictures.write(
      SmallNetwork.file(middle: [("Abs", "abs"), ("Neg", "below"), ("Relu", "relu2")]), "net.onnx")
    let run = try explain("--method", "grad-cam", "--method", "gradient", "-o", "out")
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(run.output.contains("grad-cam: 0"), "\(run.output)")
    #expect(
      run.output.contains("    0 everywhere: no weighted sum is above 0, the largest is 0.\n"),
      "\(run.output)")
    #expect(
      run.output.contains("    0 everywhere: the score does not depend on the picture."),
      "\(run.output)")
    #expect(try pictures.lines("out/index.jsonl").first?["colourLimit"].number == 0)
  }

  @Test(
    "what cannot be explained is a usage error with the nearest name",
    arguments: [
      (["--class", "3"], "there is no class '3': name one of 3 classes by its number, 0 to 2"),
      (
        ["--class", "wolff"],
        "'wolff' is no number from 0 to 2: give the names of the classes with --labels"
      ),
      (
        ["--class", "wolff", "--labels", "names.txt"],
        "there is no class 'wolff': did you mean 'wolf'?"
      ),
      (
        ["--method", "grad-cam", "-l", "flat"],
        "'flat' has no feature maps for grad-cam: name a layer of rows and columns"
      ),
      (["-l", "relu1"], "--layer is for --method grad-cam"),
      (
        ["--window", "3", "--step", "4"],
        "--step is at most --window, or pixels are never hidden: give both"
      ),
    ])
  func refusals(arguments: [String], message: String) throws {
    try pictures.write(Array("cat\nwolf, timber wolf\nhusky\n".utf8), "names.txt")
    let run = try Tool.run(
      ["explain", "a.png", "-m", "net.onnx", "-o", "out"] + SmallNetwork.input + arguments,
      in: pictures.url)
    #expect(run.status == 64)
    #expect(
      run.diagnostics.split(separator: "\n").first.map(String.init)
        == "lenslet explain: \(message)")
    #expect(pictures.files().isEmpty)
  }

  @Test("gradients that are not numbers are told, and nothing is drawn of them")
  func notFinite() throws {
    // The slope of a root at 0 is infinite, and what lies before it passes 0 of that.
    try pictures.write(
      SmallNetwork.file(middle: [("Relu", "relu2"), ("Sqrt", "root")]), "net.onnx")
    let run = try explain("-o", "out")
    #expect(run.status == 1)
    #expect(
      run.diagnostics
        == "lenslet: a.png: the numbers of gradient are not finite, so that nothing can be explained\n"
    )
    #expect(pictures.files() == ["index.html", "index.jsonl"])
  }

  @Test("an operator without a gradient is named, and other methods go on without")
  func unknownGradient() throws {
    let nodes =
      ONNXText.node("Conv", ["picture", "w"], ["conv"])
      + ONNXText.node("ReduceProd", ["conv"], ["product"])
      + ONNXText.node("Add", ["conv", "product"], ["sum"])
      + ONNXText.node("GlobalAveragePool", ["sum"], ["mean"])
      + ONNXText.node("Flatten", ["mean"], ["logits"])
    try pictures.write(
      ONNXText.model(
        nodes, initializers: [SmallNetwork.weights("w", [3, 3, 3, 3], step: 17, divisor: 1024)],
        inputs: [ONNXText.Value(name: "picture", shape: [1, 3, 12, 12])], output: "logits"),
      "net.onnx")
    let run = try explain("-o", "out")
    #expect(run.status == 1)
    #expect(
      run.diagnostics
        == "lenslet: net.onnx: step 'product': the gradient of 'reduceProd' is not known\n")
    #expect(try explain("--method", "occlusion", "-o", "out").status == 0)
  }

  @Test("a network without feature maps has no Grad-CAM")
  func noMaps() throws {
    let nodes =
      ONNXText.node("Flatten", ["picture"], ["flat"])
      + ONNXText.node("MatMul", ["flat", "m"], ["logits"])
    try pictures.write(
      ONNXText.model(
        nodes, initializers: [SmallNetwork.weights("m", [432, 3], step: 17, divisor: 8)],
        inputs: [ONNXText.Value(name: "picture", shape: [1, 3, 12, 12])], output: "logits"),
      "net.onnx")
    let run = try explain("--method", "grad-cam", "-o", "out")
    #expect(run.status == 64)
    #expect(
      run.diagnostics.hasPrefix(
        "lenslet explain: the network has no feature maps for grad-cam: choose another --method\n"),
      "\(run.diagnostics)")
  }
}
