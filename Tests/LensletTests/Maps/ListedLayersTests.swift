import Testing
import _TestSupport

/// `lenslet maps --list`.
@Suite struct ListedLayersTests {
  private func list(_ arguments: String..., model: [UInt8] = ONNXText.classifier()) throws
    -> Tool.Run
  {
    let pictures = try PictureFolder()
    try pictures.write(model, "net.onnx")
    return try Tool.run(["maps", "-m", "net.onnx", "--list"] + arguments, in: pictures.url)
  }

  @Test(
    "every value has its number, name, kind and shape; outputs and the classifier's input are marked"
  )
  func table() throws {
    let run = try list()
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(run.diagnostics.isEmpty)
    #expect(
      run.output == """
            layer     kind           shape
        #0  conv/out  convolution    1x2x1x2
        #1  relu      relu           1x2x1x2
        #2  mean      globalAverage  1x2x1x1
        #3  flat      flatten        1x2      classifier's input
        #4  logits    matMul         1x2
        #5  prob      softmax        1x2      output

        """)
  }

  @Test("records of --json tell the same, of the layers that are asked for")
  func records() throws {
    let run = try list("--json", "-l", "flat", "-l", "kind:softmax")
    #expect(
      run.output == """
        {"classifierInput":true,"index":3,"kind":"flatten","layer":"flat","output":false,"shape":[1,2]}
        {"classifierInput":false,"index":5,"kind":"softmax","layer":"prob","output":true,"shape":[1,2]}

        """)
  }

  @Test(
    "long names are cut at their beginning, so that lines fit, and what is not known is said so")
  func unusual() throws {
    let name = "/features/" + String(repeating: "block/", count: 20) + "Conv_output_0"
    let nodes =
      ONNXText.node("Relu", ["picture"], [name]) + ONNXText.node("Frobnicate", [name], ["odd"])
      + ONNXText.node("Relu", ["odd"], ["behind"])
    let run = try list(
      model: ONNXText.model(
        nodes, initializers: [], inputs: [.init(name: "picture", shape: [-1, 3, -1, -1])],
        output: "behind"))
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(
      run.diagnostics
        == "lenslet: any size goes in, and the shapes are those of 224x224; --size N is for others\n"
    )
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines[1].contains("…") && lines[1].contains("block/Conv_output_0"))
    #expect(lines[1].hasSuffix("1x3x224x224"))
    #expect(lines[2].split(separator: " ") == ["#1", "odd", "Frobnicate", "?"])
    #expect(lines[3].split(separator: " ") == ["#2", "behind", "relu", "?", "output"])
  }

  @Test("a network of the catalogue is listed without weights, and its numbers name layers")
  func catalogue() throws {
    let run = try Tool.run(["maps", "-m", "lenet-5", "--list"])
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(run.output.split(separator: "\n").contains { $0.hasSuffix("output") })
    let one = try Tool.run(["maps", "-m", "lenet-5", "--list", "-l", "#0", "--json"])
    #expect(one.output.hasPrefix(#"{"classifierInput":false,"index":0,"#), "\(one.output)")
  }

  @Test(
    "what does not go with it is a usage error of one line",
    arguments: [
      (["a.png"], "--list reads no INPUT: leave 'a.png' out"),
      (["-o", "out"], "--list writes nothing: leave --output out"),
      (["-l", "rleu"], "has no layer 'rleu'; did you mean 'relu'?"),
    ])
  func usage(arguments: [String], message: String) throws {
    let pictures = try PictureFolder()
    try pictures.write(ONNXText.classifier(), "net.onnx")
    let run = try Tool.run(["maps", "-m", "net.onnx", "--list"] + arguments, in: pictures.url)
    #expect(run.status == 64)
    #expect(run.diagnostics.contains(message), "\(run.diagnostics)")
    #expect(run.output.isEmpty)
  }
}
