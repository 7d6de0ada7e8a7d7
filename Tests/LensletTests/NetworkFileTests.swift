import Codecs
import Files
import Testing
import _TestSupport

/// Networks of ONNX files, as the tool takes them.
@Suite struct NetworkFileTests {
  /// A convolution that takes each of two channels' share of red, a rectifier, a branch of another
  /// convolution that is added, the mean of each map, and softmax; one node is of no known operator.
  private static var network: [UInt8] {
    let weights = ONNXText.floats("w", [2, 3, 1, 1], [1, 0, 0, -1, 0, 0])
    let bias = ONNXText.floats("b", [2], [1, 0])
    let nodes =
      ONNXText.node("Conv", ["picture", "w", "b"], ["conv/out"])
      + ONNXText.node("Relu", ["conv/out"], ["relu"])
      + ONNXText.node("Add", ["conv/out", "relu"], ["sum"])
      + ONNXText.node("GlobalAveragePool", ["sum"], ["mean"])
      + ONNXText.node("Flatten", ["mean"], ["scores"])
      + ONNXText.node("Softmax", ["scores"], ["prob"])
      + ONNXText.node("Frobnicate", ["relu"], ["other"])
    return ONNXText.model(
      nodes, initializers: [weights, bias], input: ("picture", [1, 3, 1, 2]), output: "prob")
  }

  private func folder() throws -> PictureFolder {
    let pictures = try PictureFolder()
    try pictures.pictures("a.png")
    try pictures.write(Self.network, "net.onnx")
    return pictures
  }

  @Test("layers of a file are written, each by its name, and none overwrites another")
  func maps() throws {
    let pictures = try folder()
    let run = try Tool.run(
      [
        "maps", "a.png", "-m", "net.onnx", "-l", "conv/out", "-l", "s*", "-o", "out", "--form",
        "npy",
      ],
      in: pictures.url)
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(run.diagnostics.contains("images: resize to 2x1"), "\(run.diagnostics)")
    #expect(
      pictures.files().filter { $0.hasSuffix(".npy") } == [
        "a.png/conv/out.npy", "a.png/scores.npy", "a.png/sum.npy",
      ])
    func values(_ name: String) throws -> [Double] {
      let file = pictures.folder("out/a.png/\(name).npy")
      return try NumpyArray(decoding: try File.read(file, limit: 1 << 16)).values
    }
    // The pictures of these tests have 100 everywhere.
    #expect(try values("conv/out") == [101, 101, -100, -100])
    #expect(try values("sum") == [202, 202, -100, -100])
    #expect(try values("scores") == [202, -100])
  }

  @Test("the most probable classes are printed with what they are called, and recorded")
  func classes() throws {
    let pictures = try folder()
    try pictures.write(Array("red\nnot red\n".utf8), "labels.txt")
    let run = try Tool.run(
      ["maps", "a.png", "-m", "net.onnx", "--classify", "--labels", "labels.txt", "-o", "out"],
      in: pictures.url)
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(run.output == "a.png: 1. red (0) 1.0000\na.png: 2. not red (1) 0.0000\n")
    let index = try File.read(pictures.folder("out/index.jsonl"), limit: 1 << 16)
    #expect(
      String(decoding: index, as: UTF8.self).contains(
        #"{"classes":[{"class":0,"label":"red","probability":1},"#))
  }

  @Test("a layer that needs an unknown operator is refused with its name, others are not")
  func unsupported() throws {
    let pictures = try folder()
    let run = try Tool.run(
      ["maps", "a.png", "-m", "net.onnx", "-l", "other", "-o", "out"], in: pictures.url)
    #expect(run.status == 1)
    #expect(
      run.diagnostics.contains("net.onnx: not supported: Frobnicate (node 'other')"),
      "\(run.diagnostics)")
    #expect(pictures.files().isEmpty)
  }

  @Test(
    "what is asked for wrongly is told before any work",
    arguments: [
      (["-l", "rleu"], "did you mean 'relu'?"), (["-l", "#9"], "there is no layer '#9'"),
      (["-w", "w.safetensors"], "--weights is not for an ONNX file"),
      (["--labels", "labels.txt"], "--labels is for --classify"),
    ])
  func usage(arguments: [String], message: String) throws {
    let pictures = try folder()
    let run = try Tool.run(
      ["maps", "a.png", "-m", "net.onnx", "-o", "out"] + arguments, in: pictures.url)
    #expect(run.status == 64)
    #expect(run.diagnostics.contains(message), "\(run.diagnostics)")
    #expect(pictures.files().isEmpty)
  }

  @Test("layers are found by number and by kind")
  func patterns() throws {
    let pictures = try folder()
    let run = try Tool.run(
      [
        "maps", "a.png", "-m", "net.onnx", "-l", "#1", "-l", "kind:conv", "-l", "kind:softmax#0",
        "-o", "out", "--form", "npy",
      ], in: pictures.url)
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(
      pictures.files().filter { $0.hasSuffix(".npy") } == [
        "a.png/conv/out.npy", "a.png/prob.npy", "a.png/relu.npy",
      ])
  }

  @Test("a file that is cut is told as damaged, wherever it ends")
  func damaged() throws {
    let pictures = try folder()
    for count in [1, 40, Self.network.count / 2, Self.network.count - 1] {
      try pictures.write(Array(Self.network.prefix(count)), "cut.onnx")
      let run = try Tool.run(
        ["maps", "a.png", "-m", "cut.onnx", "-o", "out"], in: pictures.url)
      #expect(run.status == 1 && run.diagnostics.contains("cut.onnx: "), "\(run.diagnostics)")
    }
  }

  @Test("the table of a file has shapes, parameters, cost and receptive fields")
  func table() throws {
    let pictures = try folder()
    let run = try Tool.run(["model", "show", "net.onnx"], in: pictures.url)
    #expect(run.status == 0, "\(run.diagnostics)")
    let lines = run.output.split(separator: "\n").map { line in
      line.split(separator: " ").map(String.init)
    }
    #expect(lines[1] == ["input", "1x3x1x2"])
    #expect(lines[2] == ["conv/out", "convolution", "1x2x1x2", "8", "12", "1x1", "1", "0"])
    #expect(lines.last == ["sum", "8", "12"])
    let json = try Tool.run(["model", "show", "net.onnx", "--json"], in: pictures.url)
    #expect(
      json.output.hasPrefix(
        #"{"kind":"convolution","layer":"conv/out","multiplyAdds":12,"node":"conv/out","#
          + #""output":[1,2,1,2],"padding":[0,0],"parameters":8,"sees":[1,1],"stride":[1,1]}"#))
  }
}

/// Small ONNX files.
enum ONNXText {
  /// A node without attributes.
  static func node(_ operation: String, _ inputs: [String], _ outputs: [String]) -> [UInt8] {
    Protobuf.bytes(
      1,
      inputs.flatMap { Protobuf.text(1, $0) } + outputs.flatMap { Protobuf.text(2, $0) }
        + Protobuf.text(4, operation))
  }

  /// An array of numbers in single precision.
  static func floats(_ name: String, _ shape: [Int64], _ values: [Float]) -> [UInt8] {
    Protobuf.bytes(1, Protobuf.varints(shape)) + Protobuf.number(2, 1) + Protobuf.text(8, name)
      + Protobuf.bytes(9, Protobuf.littleEndian(values.map(\.bitPattern)))
  }

  /// A model of operator set 17.
  static func model(
    _ nodes: [UInt8], initializers: [[UInt8]], input: (name: String, shape: [Int]), output: String
  ) -> [UInt8] {
    let extents = input.shape.flatMap { Protobuf.bytes(1, Protobuf.number(1, $0)) }
    let type = Protobuf.bytes(1, Protobuf.number(1, 1) + Protobuf.bytes(2, extents))
    let graph =
      nodes + initializers.flatMap { Protobuf.bytes(5, $0) }
      + Protobuf.bytes(11, Protobuf.text(1, input.name) + Protobuf.bytes(2, type))
      + Protobuf.bytes(12, Protobuf.text(1, output))
    return Protobuf.number(1, 8) + Protobuf.bytes(7, graph)
      + Protobuf.bytes(8, Protobuf.number(2, 17))
  }
}
